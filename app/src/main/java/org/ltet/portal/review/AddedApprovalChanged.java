package org.ltet.portal.review;

import java.time.Instant;

/**
 * Somebody was asked for an approval, answered, or is late with it.
 *
 * @param number of the application
 */
public record AddedApprovalChanged(AddedApproval approval, String number, What what, Instant at) {

    public enum What {
        ASKED,
        ANSWERED,
        LATE
    }
}
