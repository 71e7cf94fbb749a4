package org.ltet.portal.payments.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * One entry of the ledger: an amount from one account into another, and why.
 *
 * @param kind COMMITMENT, RELEASE, PAYMENT, RETURN, REVERSAL or CANCELLATION
 * @param toldBy the line of a bank file, the open item, or the match of several, that it rests on
 * @param opening taken in from before the ledger
 */
public record EntryView(
        long id,
        LocalDate day,
        Instant at,
        String kind,
        String debit,
        String credit,
        Money amount,
        int fundId,
        String scheme,
        String ic,
        String year,
        UUID applicationId,
        String applicationNumber,
        @Nullable UUID voucherId,
        @Nullable String voucherNumber,
        @Nullable String reference,
        @Nullable String toldBy,
        boolean opening) {}
