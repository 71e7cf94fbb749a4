package org.ltet.portal.payments;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * How one person wants lines of the bank settled, and what another said to it.
 *
 * @param score what the portal had reckoned, when the person followed one of its suggestions
 * @param lines the open items
 * @param payments of many only the first
 */
public record MatchProposal(
        UUID id,
        State state,
        Resolution resolution,
        String note,
        @Nullable Integer score,
        List<MatchReason> reasons,
        String proposedBy,
        Instant proposedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decisionNote,
        List<UUID> lines,
        List<MatchPayment> payments,
        long paymentCount,
        Money paymentSum) {

    /** What became of a proposal. */
    public enum State {
        PROPOSED,
        CONFIRMED,
        WITHDRAWN,
        REFUSED
    }

    public boolean open() {
        return state == State.PROPOSED;
    }
}
