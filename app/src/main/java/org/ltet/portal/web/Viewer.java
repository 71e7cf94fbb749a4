package org.ltet.portal.web;

import java.util.Set;

/**
 * The signed-in person as the page shell needs to know it.
 *
 * @param roles names of the roles held
 */
public record Viewer(String employeeNumber, String name, Set<String> roles) {

    public Viewer {
        roles = Set.copyOf(roles);
    }

    public boolean hasAny(String... wanted) {
        for (String role : wanted) {
            if (roles.contains(role)) {
                return true;
            }
        }
        return false;
    }
}
