package org.ltet.portal.payments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/** A voucher as screens and programs see it: the payee's account masked. */
public record VoucherView(
        UUID id,
        String number,
        VoucherState state,
        int version,
        UUID applicationId,
        String applicationNumber,
        String schemeCode,
        String ic,
        String region,
        UUID memberId,
        String employeeNumber,
        String memberName,
        Money amount,
        Payee payee,
        Instant preparedAt,
        @Nullable Signature verified,
        @Nullable Signature approved,
        @Nullable UUID batchId,
        int attempts,
        @Nullable Comeback comeback,
        @Nullable String bankReference,
        @Nullable LocalDate paidOn) {

    /**
     * Whom to pay, as taken from the member's bank details at that moment.
     *
     * @param current false after money came back, until the member's present account was taken
     */
    public record Payee(
            UUID bankAccountId, String name, String masked, String ifsc, Instant takenAt, boolean current) {}

    /** Employee number of who signed, and when. */
    public record Signature(String by, Instant at) {}

    /** The last payment did not reach the member. */
    public record Comeback(
            Instant at, String code, @Nullable String text) {}

    /** Nothing is to be done with it any more: paid, or at its end. */
    public boolean settled() {
        return switch (state) {
            case PAID, RETURNED_TO_SCRUTINY, CANCELLED -> true;
            case PREPARED, VERIFIED, APPROVED, BATCHED -> false;
        };
    }

    public WorkList workList() {
        return WorkList.of(this);
    }

    /** The bank's reference for this attempt: from the voucher's number, so that a repeated try has the same one. */
    public static String endToEndId(String number, int attempt) {
        return "V" + number.substring(2, 6) + number.substring(7, 9) + "-" + number.substring(10) + "-" + attempt;
    }
}
