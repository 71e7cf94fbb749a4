package org.ltet.portal.people;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody signed in as this member changed how the member is reached, or where money goes (PRO-1, PRO-2). The member is
 * told, so that a change by somebody else does not stay unseen.
 *
 * @param id of the member, or of the new bank account
 */
public record ProfileChanged(UUID id, String employeeNumber, What what, Instant at) {

    public enum What {
        CONTACT,
        BANK_ACCOUNT
    }
}
