package org.ltet.portal.applications.spi;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;

/** Who works in the place of a colleague on leave; implemented where the reviewers' work is kept. */
public interface StandIns {

    /** A role in which somebody else is replaced, as far as that person holds it today. */
    record Place(Role role, Scope scope) {}

    /** The places that the user takes today. */
    List<Place> places(User user);

    /**
     * In whose place the user has this application in hands; nobody's when in the user's own right.
     *
     * @throws org.ltet.portal.shared.Refused conflict when that is over
     */
    Optional<User> absent(UUID applicationId, User user);
}
