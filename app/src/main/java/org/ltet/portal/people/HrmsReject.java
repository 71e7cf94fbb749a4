package org.ltet.portal.people;

import org.jspecify.annotations.Nullable;

/**
 * A record of the HR system that could not be taken over.
 *
 * @param id in order of arrival
 * @param reason a code, as MISSING or UNKNOWN_IFSC
 * @param detail the field at fault, never its value
 */
public record HrmsReject(long id, @Nullable String employeeNumber, Part part, String reason, String detail) {

    public enum Part {
        /** Nothing of the record was taken over. */
        RECORD,
        /** All but the bank account was taken over. */
        BANK_ACCOUNT
    }
}
