package org.ltet.portal.review;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The parts of a reviewer's queue (REV-1). */
public enum QueueTab {
    /** Waiting at the level for anybody. */
    TODO,
    /** In the reviewer's own hands. */
    MINE,
    /** Sent back to the member by the reviewer, who gets it again with the answer. */
    SENT_BACK,
    /** Past the due date, waiting or in the reviewer's hands. */
    OVERDUE,
    /** Left the reviewer's hands in the last {@link ReviewQueue#DONE_DAYS} days. */
    DONE;

    /** As in addresses: "sent-back". */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<QueueTab> ofCode(String code) {
        return Arrays.stream(values()).filter(tab -> tab.code().equals(code)).findFirst();
    }
}
