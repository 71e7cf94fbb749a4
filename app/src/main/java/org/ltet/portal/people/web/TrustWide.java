package org.ltet.portal.people.web;

import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Refused;

/** What concerns the whole trust is not for who looks after a part of it. */
public final class TrustWide {

    private TrustWide() {}

    /** @throws Refused not found for a trust admin of a part only */
    public static User require(User user) {
        return user.scopeOf(Role.TRUST_ADMIN)
                .filter(scope -> scope.ics().isEmpty()
                        && scope.regions().isEmpty()
                        && scope.schemes().isEmpty())
                .map(scope -> user)
                .orElseThrow(() -> Refused.notFound("page"));
    }
}
