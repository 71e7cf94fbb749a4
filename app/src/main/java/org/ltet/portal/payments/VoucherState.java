package org.ltet.portal.payments;

/** Where the accounts document of one sanctioned application stands; moves are in {@link Lifecycles#VOUCHER}. */
public enum VoucherState {
    PREPARED,
    VERIFIED,
    APPROVED,
    BATCHED,
    PAID,
    RETURNED_TO_SCRUTINY,
    CANCELLED
}
