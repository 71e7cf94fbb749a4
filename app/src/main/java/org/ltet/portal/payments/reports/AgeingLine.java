package org.ltet.portal.payments.reports;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.VoucherState;
import org.ltet.portal.shared.Money;

/**
 * What one sanction took from one fund and was not paid on the day of the report.
 *
 * @param days since the sanction
 * @param withBank whether it was with the bank on that day
 * @param voucherState as it is now
 */
public record AgeingLine(
        UUID id,
        LocalDate since,
        int days,
        int fundId,
        String scheme,
        String ic,
        String year,
        UUID applicationId,
        String applicationNumber,
        @Nullable UUID voucherId,
        @Nullable String voucherNumber,
        @Nullable VoucherState voucherState,
        Money amount,
        boolean withBank) {}
