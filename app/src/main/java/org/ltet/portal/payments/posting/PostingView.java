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
 * @param lastError why the last try failed
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
        @Nullable String documentNumber,
        @Nullable Integer fiscalYear,
        @Nullable Instant postedAt,
        @Nullable String lastError) {

    /** At most 16 characters: what SAP keeps as the reference of a document. */
    static String reference(long number) {
        return "LTET%010d".formatted(number);
    }

    public boolean waits() {
        return state == PostingState.WAITING;
    }

    public boolean posted() {
        return state == PostingState.POSTED;
    }
}
