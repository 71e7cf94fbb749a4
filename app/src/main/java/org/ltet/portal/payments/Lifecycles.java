package org.ltet.portal.payments;

import static org.ltet.portal.payments.MoveTable.move;

import java.util.List;

/** The three lifecycles of paying, each one readable table. */
final class Lifecycles {

    private static final String STANDS = "an approver settles that the bank paid it after all";

    static final MoveTable<VoucherState> VOUCHER = new MoveTable<>(
            "VOUCHER",
            List.of(
                    move(VoucherState.PREPARED, VoucherState.VERIFIED, "the maker verifies"),
                    move(VoucherState.PREPARED, VoucherState.RETURNED_TO_SCRUTINY, "accounts return it"),
                    move(VoucherState.PREPARED, VoucherState.CANCELLED, "it came back and cannot be paid any more"),
                    move(VoucherState.PREPARED, VoucherState.PAID, STANDS),
                    move(VoucherState.VERIFIED, VoucherState.APPROVED, "the checker, another person, approves"),
                    move(VoucherState.VERIFIED, VoucherState.PREPARED, "the checker hands it back to the maker"),
                    move(VoucherState.VERIFIED, VoucherState.RETURNED_TO_SCRUTINY, "accounts return it"),
                    move(VoucherState.VERIFIED, VoucherState.PAID, STANDS),
                    move(VoucherState.APPROVED, VoucherState.BATCHED, "it is put into an open batch"),
                    move(VoucherState.APPROVED, VoucherState.RETURNED_TO_SCRUTINY, "accounts return it"),
                    move(VoucherState.APPROVED, VoucherState.PAID, STANDS),
                    move(VoucherState.BATCHED, VoucherState.APPROVED, "it is taken out of an open batch"),
                    move(VoucherState.BATCHED, VoucherState.PAID, "the bank confirms the payment"),
                    move(VoucherState.BATCHED, VoucherState.PREPARED, "the bank refuses or returns the payment"),
                    move(VoucherState.PAID, VoucherState.PREPARED, "the money comes back after it was paid")));

    static final MoveTable<PaymentState> PAYMENT = new MoveTable<>(
            "PAYMENT",
            List.of(
                    move(PaymentState.CREATED, PaymentState.RELEASED, "it is written into the bank file"),
                    move(PaymentState.RELEASED, PaymentState.PAID, "the bank reports the debit"),
                    move(PaymentState.RELEASED, PaymentState.FAILED, "the bank refuses it"),
                    move(
                            PaymentState.RELEASED,
                            PaymentState.REVERSED,
                            "the money comes back before the debit is known"),
                    move(PaymentState.PAID, PaymentState.REVERSED, "the money comes back"),
                    move(PaymentState.FAILED, PaymentState.PAID, STANDS),
                    move(PaymentState.REVERSED, PaymentState.PAID, STANDS)));

    static final MoveTable<BatchState> BATCH = new MoveTable<>(
            "BATCH",
            List.of(
                    move(BatchState.OPEN, BatchState.FROZEN, "the maker freezes it: control totals are fixed"),
                    move(BatchState.FROZEN, BatchState.APPROVED, "the checker, another person, approves"),
                    move(BatchState.FROZEN, BatchState.OPEN, "the checker hands it back"),
                    move(BatchState.APPROVED, BatchState.OPEN, "it is handed back before release"),
                    move(BatchState.APPROVED, BatchState.RELEASED, "the one bank file is written"),
                    move(BatchState.RELEASED, BatchState.PARTLY_RECONCILED, "some answers are in"),
                    move(BatchState.RELEASED, BatchState.RECONCILED, "every payment is settled"),
                    move(BatchState.PARTLY_RECONCILED, BatchState.RECONCILED, "every payment is settled")));

    private Lifecycles() {}
}
