package org.ltet.portal.applications;

import java.util.UUID;

/**
 * A line says something else than its bill, as far as that could be read.
 *
 * @param read as it was read: dates as 2026-03-31, amounts as 1234.50
 */
public record BillDifference(UUID lineId, UUID documentId, What what, String read) {

    /** What differs. */
    public enum What {
        AMOUNT,
        DATE,
        NUMBER,
        PERSON
    }
}
