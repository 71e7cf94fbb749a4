package org.ltet.portal.payments.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * What somebody asked for a fund, and what another person said to it.
 *
 * @param kind BUDGET: the amount is the new budget; CARRY_OVER: it moves to the next year; OVERRIDE: one sanction may
 *     take so much beyond the budget
 * @param state ASKED, GRANTED, REFUSED, or USED for an override that a sanction rests on
 */
public record BudgetRequestView(
        UUID id,
        Kind kind,
        String scheme,
        String ic,
        String year,
        Money amount,
        @Nullable String applicationNumber,
        String reason,
        String state,
        int version,
        String askedBy,
        Instant askedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String note) {

    public enum Kind {
        BUDGET,
        CARRY_OVER,
        OVERRIDE
    }

    public boolean waits() {
        return state.equals("ASKED");
    }
}
