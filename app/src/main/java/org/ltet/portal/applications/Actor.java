package org.ltet.portal.applications;

import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.User;

/**
 * Who makes a move, in which capacity: an employee number, or the name of a job for {@link ActingRole#SYSTEM}.
 *
 * @param absent in whose place, when somebody stands in for a colleague
 */
record Actor(
        String number,
        String name,
        ActingRole role,
        @Nullable User absent) {

    static Actor member(User user) {
        return as(user, ActingRole.MEMBER);
    }

    static Actor system(String job) {
        return new Actor(job, job, ActingRole.SYSTEM, null);
    }

    static Actor as(User user, ActingRole role) {
        return new Actor(user.employeeNumber(), user.displayName(), role, null);
    }

    Actor inPlaceOf(User colleague) {
        return new Actor(number, name, role, colleague);
    }

    @Nullable
    String absentNumber() {
        return absent == null ? null : absent.employeeNumber();
    }

    @Nullable
    String absentName() {
        return absent == null ? null : absent.displayName();
    }
}
