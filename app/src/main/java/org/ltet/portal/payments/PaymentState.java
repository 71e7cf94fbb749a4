package org.ltet.portal.payments;

/** Where one try to pay a voucher stands; moves are in {@link Lifecycles#PAYMENT}. */
public enum PaymentState {
    CREATED,
    RELEASED,
    PAID,
    FAILED,
    REVERSED
}
