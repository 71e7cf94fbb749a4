package org.ltet.portal.documents.spi;

import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.User;

/**
 * Says who may read the documents of one kind of owner. Contributed as a bean by the module that owns them; a kind
 * without such a bean is read by nobody.
 */
public interface DocumentAccess {

    /** As in {@code DocumentOwner.kind}. */
    String ownerKind();

    boolean mayRead(User user, UUID ownerId);

    /**
     * Where its documents hold numbers in clear that are masked everywhere else: the scope under which a program reads
     * such numbers. Whoever reads the document then gives the second factor just before (ACC-4, SEC-3).
     */
    default Optional<ApiScope> unmasksUnder() {
        return Optional.empty();
    }

    /** What people call the owner, as the number of an application; it is printed on what they save. */
    default Optional<String> nameOf(UUID ownerId) {
        return Optional.empty();
    }
}
