package org.ltet.portal.identity;

import java.io.Serializable;
import java.util.UUID;

/** What a session keeps of a person; roles are looked up at each request, so that a change counts at once. */
record Principal(UUID accountId, String employeeNumber) implements java.security.Principal, Serializable {

    @Override
    public String getName() {
        return employeeNumber;
    }
}
