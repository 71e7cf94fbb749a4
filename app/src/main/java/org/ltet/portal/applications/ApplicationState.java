package org.ltet.portal.applications;

/** Where an application stands; which moves lead from one to another is said by {@link Lifecycle}. */
public enum ApplicationState {
    DRAFT,
    SUBMITTED,
    UNDER_REVIEW,
    SENT_BACK,
    APPROVED,
    UNDER_FINANCE,
    DISBURSED,
    REJECTED,
    WITHDRAWN,
    DISCARDED,
    LAPSED;

    /** States that carry the review level at which the application lies, or to which it will come back. */
    public boolean hasLevel() {
        return this == UNDER_REVIEW || this == SENT_BACK;
    }

    /** The member may still change what the application says. */
    public boolean editable() {
        return this == DRAFT || this == SENT_BACK;
    }

    /** Nothing can happen to it any more. */
    public boolean isFinal() {
        return switch (this) {
            case DISBURSED, REJECTED, WITHDRAWN, DISCARDED, LAPSED -> true;
            case DRAFT, SUBMITTED, UNDER_REVIEW, SENT_BACK, APPROVED, UNDER_FINANCE -> false;
        };
    }

    /** The trust has granted an amount that is committed or paid. */
    public boolean sanctioned() {
        return this == APPROVED || this == UNDER_FINANCE || this == DISBURSED;
    }
}
