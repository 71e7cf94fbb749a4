package org.ltet.portal.payments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * Something the bank said that people have to settle, with the payment it may be about.
 *
 * @param proposedBy who proposed how to settle it, while that waits for another person
 */
public record OpenItemView(
        UUID id,
        OpenItemKind kind,
        int version,
        boolean open,
        Instant openedAt,
        String fileName,
        String entryKind,
        @Nullable String endToEndId,
        @Nullable Money amount,
        @Nullable String currency,
        @Nullable String reasonCode,
        @Nullable String reasonText,
        @Nullable String bankReference,
        @Nullable LocalDate valueDate,
        @Nullable String remark,
        @Nullable UUID paymentId,
        @Nullable PaymentState paymentState,
        @Nullable VoucherState voucherState,
        @Nullable Money expected,
        @Nullable UUID voucherId,
        @Nullable String voucherNumber,
        @Nullable Resolution resolution,
        @Nullable String note,
        @Nullable String settledBy,
        @Nullable Instant settledAt,
        @Nullable String proposedBy) {

    /** Whether it says that the bank took, or may have taken, the money of the payment. */
    boolean debited() {
        return entryKind.equals(BankEntry.Kind.DEBIT.name())
                || kind == OpenItemKind.DUPLICATE_REFUSAL
                || kind == OpenItemKind.PAYOUT_AFTER_GIVING_UP;
    }

    /** Whether the member may have the money, and only the voucher's state keeps the item from being settled so. */
    public boolean voucherInTheWay() {
        return open
                && debited()
                && (paymentState == PaymentState.FAILED || paymentState == PaymentState.REVERSED)
                && voucherState != null
                && !Resolution.fits(Resolution.PAID, paymentState, voucherState, true);
    }

    public boolean voucherEnded() {
        return voucherState == VoucherState.RETURNED_TO_SCRUTINY || voucherState == VoucherState.CANCELLED;
    }
}
