package org.ltet.portal.payments.posting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * One document of the accounting system, wanted or made.
 *
 * @param reference by which the accounting system finds it
 * @param kind RELEASE of a batch, SETTLEMENT of a payment, RETURN of money into its fund, REVERSAL of a settlement
 * @param debit an account of the ledger, as is credit
 * @param subject number of the batch, or our reference of the payment
 * @param reverses reference of the posting that this one reverses
 * @param day by the ledger
 * @param postOn another date, by two people, as SAP had closed the period of the day
 * @param lastError why the last try failed
 * @param unknownSince the accounting system may be at it, or have done it: it is looked up before it is told again
 * @param proposal another date that waits for a second person
 */
public record PostingView(
        UUID id,
        long number,
        String reference,
        String kind,
        String debit,
        String credit,
        Money amount,
        LocalDate day,
        String subject,
        @Nullable UUID batchId,
        @Nullable UUID voucherId,
        @Nullable String reverses,
        PostingState state,
        int version,
        int tries,
        Instant nextTryAt,
        @Nullable String companyCode,
        @Nullable String documentNumber,
        @Nullable Integer fiscalYear,
        @Nullable Instant postedAt,
        @Nullable String lastError,
        @Nullable Instant unknownSince,
        @Nullable LocalDate postOn,
        @Nullable Proposal proposal) {

    /** @param by who proposed it, and may not confirm it */
    public record Proposal(LocalDate day, String reason, String by, Instant at) {}

    public boolean waits() {
        return state == PostingState.WAITING;
    }

    public boolean failed() {
        return state == PostingState.FAILED;
    }

    public boolean posted() {
        return state == PostingState.POSTED;
    }
}
