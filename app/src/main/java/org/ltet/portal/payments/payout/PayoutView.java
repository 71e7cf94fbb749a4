package org.ltet.portal.payments.payout;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * One payment that goes through the gateway. Its id is that of the payment.
 *
 * @param reference by which the gateway finds it
 * @param endToEndId our reference of the payment
 * @param unknownAt since when nobody knows whether the gateway has it
 * @param lastError why the last try or look-up did not settle it
 * @param giveUpBy who wants it given up, or gave it up
 */
public record PayoutView(
        UUID id,
        String reference,
        String endToEndId,
        UUID voucherId,
        String voucherNumber,
        UUID batchId,
        String batchNumber,
        String payeeName,
        Money amount,
        PayoutState state,
        int version,
        int tries,
        @Nullable Instant nextAt,
        @Nullable Instant unknownAt,
        @Nullable String gatewayId,
        @Nullable String utr,
        @Nullable String lastError,
        Instant plannedAt,
        @Nullable String giveUpBy,
        @Nullable String giveUpReason) {

    /**
     * What the gateway or a person said of it.
     *
     * @param source EVENT, ANSWER, LOOK_UP or PERSON
     * @param effect what came of it: a state, OPEN_ITEM or NOTED
     */
    public record Word(
            Instant at,
            String source,
            String said,
            String effect,
            @Nullable String gatewayId,
            @Nullable String actor,
            @Nullable String note) {}

    /** With its history, the oldest first. */
    public record Details(PayoutView payout, List<Word> words) {}

    /** Told again, or given up. */
    public boolean mayBeActedOn() {
        return state.openToPeople() && giveUpBy == null;
    }
}
