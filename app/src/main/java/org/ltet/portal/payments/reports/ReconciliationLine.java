package org.ltet.portal.payments.reports;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * A line of the bank, what the ledger has for it, or both. Amounts that left the trust's account are above zero, those
 * that came back below.
 *
 * @param bankDay by the bank's value date; the day of its file where it gives none
 * @param currency where the bank's line is not in rupees: then it counts as nothing
 * @param effect what the line adds to the movement of the ledger on the way to that of the bank
 */
public record ReconciliationLine(
        Difference group,
        String key,
        LocalDate day,
        @Nullable LocalDate ledgerDay,
        @Nullable Money ledgerAmount,
        @Nullable LocalDate bankDay,
        @Nullable Money bankAmount,
        @Nullable String currency,
        Money effect,
        @Nullable String reference,
        @Nullable String bankReference,
        @Nullable UUID openItemId,
        @Nullable UUID voucherId,
        @Nullable String voucherNumber) {}
