package org.ltet.portal.payments;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/** A payment and its voucher, locked while the bank's word on it is worked in. */
record LivePayment(
        UUID id,
        String endToEndId,
        PaymentState state,
        Money amount,
        @Nullable String bankReference,
        UUID batchId,
        UUID voucherId,
        VoucherState voucherState,
        String voucherNumber,
        UUID applicationId,
        String applicationNumber,
        String schemeCode,
        String employeeNumber,
        UUID memberId,
        boolean debitedTwice,
        boolean throughGateway) {

    Matching.Known known() {
        return new Matching.Known(state, amount, bankReference, debitedTwice);
    }

    LivePayment in(PaymentState next, @Nullable String reference) {
        return new LivePayment(
                id,
                endToEndId,
                next,
                amount,
                reference == null ? bankReference : reference,
                batchId,
                voucherId,
                voucherState,
                voucherNumber,
                applicationId,
                applicationNumber,
                schemeCode,
                employeeNumber,
                memberId,
                debitedTwice,
                throughGateway);
    }

    LivePayment debitedAgain() {
        return new LivePayment(
                id,
                endToEndId,
                state,
                amount,
                bankReference,
                batchId,
                voucherId,
                voucherState,
                voucherNumber,
                applicationId,
                applicationNumber,
                schemeCode,
                employeeNumber,
                memberId,
                true,
                throughGateway);
    }
}
