package org.ltet.portal.applications;

import org.ltet.portal.identity.User;

/** Who makes a move, in which capacity: an employee number, or the name of a job for {@link ActingRole#SYSTEM}. */
record Actor(String number, String name, ActingRole role) {

    static Actor member(User user) {
        return as(user, ActingRole.MEMBER);
    }

    static Actor system(String job) {
        return new Actor(job, job, ActingRole.SYSTEM);
    }

    static Actor as(User user, ActingRole role) {
        return new Actor(user.employeeNumber(), user.displayName(), role);
    }
}
