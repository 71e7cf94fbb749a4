package org.ltet.portal.notifications;

import org.jspecify.annotations.Nullable;

/** What a notice tells; its words stand in the message files under {@code notice.<kind>}. */
public enum NoticeKind {
    SUBMITTED,
    TAKEN,
    FORWARDED,
    SENT_BACK,
    ANSWER_DUE,
    RESUBMITTED,
    APPROVED,
    REJECTED,
    WITHDRAWN,
    LAPSED,
    UNDER_FINANCE,
    RETURNED_TO_SCRUTINY,
    DISBURSED,
    PAYMENT_CAME_BACK,
    PAYMENT_NEEDS_ACCOUNT,
    PAYMENT_CANCELLED,
    DRAFT_EXPIRES,
    DRAFT_DISCARDED,
    REVIEW_REMINDED,
    REVIEW_WARNED,
    REVIEW_ESCALATED,
    REVIEW_WEEK,
    NEW_DEVICE,
    CONTACT_CHANGED,
    ACCOUNT_CHANGED,
    DATA_RECEIVED,
    DATA_ASKED,
    DATA_ANSWERED,
    DATA_COPY_READY,
    DATA_REFUSED,
    STANDS_IN,
    IS_REPLACED,
    STAND_IN_ENDED,
    APPROVAL_ASKED,
    APPROVAL_LATE,
    APPROVAL_GIVEN,
    APPROVAL_DECLINED,
    APPROVAL_TAKEN_BACK,
    APPROVER_LEFT,
    ORIGINALS_ASKED,
    ORIGINALS_CANCELLED,
    ORIGINALS_ARRIVED,
    ORIGINALS_RETURNED,
    ORIGINALS_HERE;

    /** Where to go on; null for the application that it tells of. */
    @Nullable
    String place() {
        return switch (this) {
            case PAYMENT_NEEDS_ACCOUNT -> "/profile";
            case REVIEW_REMINDED, REVIEW_WARNED, ORIGINALS_HERE -> "/review?tab=mine";
            case APPROVAL_ASKED, APPROVAL_LATE -> "/review?tab=asked";
            // to a reviewer as to the head: each finds there what is to be done
            case APPROVAL_GIVEN, APPROVAL_DECLINED, APPROVAL_TAKEN_BACK, APPROVER_LEFT -> "/";
            case STANDS_IN, IS_REPLACED, STAND_IN_ENDED -> "/review/delegations";
            case REVIEW_ESCALATED, REVIEW_WEEK -> "/standing";
            case NEW_DEVICE, CONTACT_CHANGED, ACCOUNT_CHANGED -> "/account/security";
            case DATA_RECEIVED, DATA_ASKED, DATA_ANSWERED, DATA_COPY_READY, DATA_REFUSED -> "/my-data";
            default -> null;
        };
    }

    /** There is a letter about it, as long as the decision stands. */
    public boolean hasLetter() {
        return this == APPROVED || this == REJECTED;
    }

    /** A warning of what somebody else may have done with the account: it goes where they cannot have led it. */
    boolean warns() {
        return this == NEW_DEVICE || this == CONTACT_CHANGED || this == ACCOUNT_CHANGED;
    }

    /** The person must do something now. */
    public boolean asks() {
        return this == SENT_BACK
                || this == ANSWER_DUE
                || this == PAYMENT_NEEDS_ACCOUNT
                || this == DRAFT_EXPIRES
                || this == DATA_ASKED
                || this == ORIGINALS_ASKED;
    }
}
