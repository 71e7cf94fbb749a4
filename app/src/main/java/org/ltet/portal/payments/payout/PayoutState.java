package org.ltet.portal.payments.payout;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a payout stands. */
public enum PayoutState {
    /** Not told yet, or told and nobody knows whether the gateway has it. */
    WAITING,
    /** The gateway has it and is at it. */
    SENT,
    PROCESSED,
    FAILED,
    /** The money came back. */
    REVERSED,
    /** The gateway will not make it: a person has it told again, or gives it up. */
    REFUSED,
    /** A person gave it up; it is looked for some days yet, should it turn up after all. */
    GIVEN_UP;

    public static Optional<PayoutState> read(@Nullable String name) {
        return Stream.of(values()).filter(state -> state.name().equals(name)).findFirst();
    }

    /** Whether a person can do anything about it. */
    public boolean openToPeople() {
        return this == WAITING || this == REFUSED;
    }
}
