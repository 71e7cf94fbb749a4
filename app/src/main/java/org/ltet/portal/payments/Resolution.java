package org.ltet.portal.payments;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a person settles an open item. */
public enum Resolution {
    /** Nothing changes here; the note says what was done, as a call to the bank. */
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

    /** Whether a payment in this state can be settled so. */
    public boolean fits(@Nullable PaymentState state) {
        return outcome == null || (state != null && Lifecycles.PAYMENT.allows(state, outcome));
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
