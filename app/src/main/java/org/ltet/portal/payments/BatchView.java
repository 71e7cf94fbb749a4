package org.ltet.portal.payments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A batch as screens and programs see it.
 *
 * @param totals what is in it now, or the control totals once it is frozen
 */
public record BatchView(
        UUID id,
        String number,
        String title,
        PayWay way,
        BatchState state,
        int version,
        Tally totals,
        String createdBy,
        Instant createdAt,
        VoucherView.@Nullable Signature frozen,
        @Nullable LocalDate executionDate,
        VoucherView.@Nullable Signature approved,
        VoucherView.@Nullable Signature released) {

    /** The id of the bank file: from the batch's number, so that a batch can never be sent under two ids. */
    public static String messageId(String number) {
        return "B" + number.substring(2, 6) + number.substring(7, 9) + "-" + number.substring(10);
    }
}
