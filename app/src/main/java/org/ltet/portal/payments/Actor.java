package org.ltet.portal.payments;

import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;

/** Who acts, and in which role, as it is written into the history. */
record Actor(String number, String name, String role) {

    static Actor of(User user, Role role) {
        return new Actor(user.employeeNumber(), user.displayName(), role.name());
    }

    static Actor of(User user) {
        return new Actor(
                user.employeeNumber(),
                user.displayName(),
                user.isSystem()
                        ? "SYSTEM"
                        : user.has(Role.ACCOUNTS_APPROVER)
                                ? Role.ACCOUNTS_APPROVER.name()
                                : Role.ACCOUNTS_OFFICER.name());
    }
}
