package org.ltet.portal.payments;

import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.Stages.Stage;

/**
 * What lies beside a voucher and counts when somebody acts on it.
 *
 * @param openItem the bank's word on some payment of the application, of whichever voucher, waits for a person
 * @param paymentOut some payment of the application is with the bank, or paid
 * @param batchFrozen the voucher is in a batch that takes and gives nothing any more
 * @param relative the person who acts is a relative of the member, or of the same household
 * @param actedAt the stage of the application at which the person who acts did so before
 */
record VoucherStanding(
        boolean openItem,
        boolean paymentOut,
        boolean batchFrozen,
        boolean relative,
        @Nullable Stage actedAt) {

    VoucherStanding(boolean openItem, boolean paymentOut, boolean batchFrozen, boolean relative) {
        this(openItem, paymentOut, batchFrozen, relative, null);
    }

    VoucherStanding after(@Nullable Stage stage) {
        return new VoucherStanding(openItem, paymentOut, batchFrozen, relative, stage);
    }
}
