package org.ltet.portal.applications;

import java.util.UUID;
import org.ltet.portal.documents.ReadField;

/**
 * A certificate, mark sheet or bank proof says something else than the application (DOC-3).
 *
 * @param read what stands on the paper: dates as 2026-03-31, amounts as 1234.50, of an account only its end
 * @param said what stands against it; empty for a date that is past
 */
public record PaperDifference(UUID documentId, ReadField.Name field, What what, String read, String said) {

    /** What is amiss. */
    public enum What {
        /** The application, or the account that is to be paid, says otherwise. */
        NOT_AS_SAID,
        EXPIRED,
        /** The member says that it was read wrongly. */
        CORRECTED
    }
}
