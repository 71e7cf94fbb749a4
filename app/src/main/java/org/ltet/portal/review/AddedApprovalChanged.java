package org.ltet.portal.review;

import java.time.Instant;
import java.util.Set;

/**
 * Somebody was asked for an approval, answered, is late with it, or left the post and cannot answer any more.
 *
 * @param number of the application
 * @param to employee numbers of all who are to know
 */
public record AddedApprovalChanged(AddedApproval approval, String number, What what, Set<String> to, Instant at) {

    public AddedApprovalChanged {
        to = Set.copyOf(to);
    }

    public enum What {
        ASKED,
        ANSWERED,
        LATE,
        LEFT
    }
}
