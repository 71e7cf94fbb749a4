package org.ltet.portal.payments;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a person settles an open item. */
public enum Resolution {
    /**
     * Nothing changes here; the note says what was done, as a call to the bank. Not while the payment is still with the
     * bank: it would be left with nothing to act on.
     */
    NOTED(null),
    /** The payment counts as paid. */
    PAID(PaymentState.PAID),
    /** The payment counts as refused. */
    FAILED(PaymentState.FAILED),
    /** The payment counts as come back. */
    REVERSED(PaymentState.REVERSED);

    private final @Nullable PaymentState outcome;

    Resolution(@Nullable PaymentState outcome) {
        this.outcome = outcome;
    }

    Optional<PaymentState> outcome() {
        return Optional.ofNullable(outcome);
    }

    /**
     * Whether a payment in this state can be settled so, its voucher being in that state. What had failed or come back
     * becomes paid only as long as its voucher neither has ended nor lies in a batch for the next attempt.
     *
     * @param debited whether the item says that the bank took, or may have taken, the money
     */
    static boolean fits(Resolution resolution, PaymentState payment, VoucherState voucher, boolean debited) {
        PaymentState outcome = resolution.outcome;
        if (outcome == null) {
            return payment != PaymentState.RELEASED;
        }
        if (!Lifecycles.PAYMENT.allows(payment, outcome)) {
            return false;
        }
        return switch (payment) {
            case RELEASED, PAID -> true;
            case FAILED, REVERSED ->
                debited && Lifecycles.VOUCHER.allows(voucher, VoucherState.PAID) && voucher != VoucherState.BATCHED;
            case CREATED -> false;
        };
    }

    public static Optional<Resolution> parse(String text) {
        for (Resolution resolution : values()) {
            if (resolution.name().equalsIgnoreCase(text)) {
                return Optional.of(resolution);
            }
        }
        return Optional.empty();
    }
}
