package org.ltet.portal.review;

import java.util.Arrays;
import java.util.Optional;

/** The parts of a reviewer's queue (REV-1). */
public enum QueueTab {
    /** Waiting at the level for anybody. */
    TO_DO("todo"),
    /** In the reviewer's own hands. */
    MINE("mine"),
    /** Sent back to the member by the reviewer, who gets it again with the answer. */
    SENT_BACK("sent-back"),
    /** Past the due date, waiting or in the reviewer's hands. */
    OVERDUE("overdue"),
    /** Past the due date at the level below, for the seniors of that level. */
    ESCALATED("escalated"),
    /** Wherever they lie: the reviewer's approval was asked beside the levels. */
    ASKED("asked"),
    /** Left the reviewer's hands in the last {@link ReviewQueue#DONE_DAYS} days. */
    DONE("done");

    private final String code;

    QueueTab(String code) {
        this.code = code;
    }

    /** As in addresses and message keys. */
    public String code() {
        return code;
    }

    public static Optional<QueueTab> ofCode(String code) {
        return Arrays.stream(values()).filter(tab -> tab.code.equals(code)).findFirst();
    }
}
