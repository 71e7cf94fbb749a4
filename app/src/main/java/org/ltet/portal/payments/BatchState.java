package org.ltet.portal.payments;

/** Where a batch of vouchers paid by one bank file stands; moves are in {@link Lifecycles#BATCH}. */
public enum BatchState {
    OPEN,
    FROZEN,
    APPROVED,
    RELEASED,
    PARTLY_RECONCILED,
    RECONCILED
}
