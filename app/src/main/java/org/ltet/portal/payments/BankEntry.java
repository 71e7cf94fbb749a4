package org.ltet.portal.payments;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * One thing the bank says about one payment (or, in a status report, about a whole file).
 *
 * @param naturalKey what makes the entry the same one in whichever file it is told again
 * @param originalMessageId the file of ours that a status report answers
 * @param endToEndId our reference; null where the bank names none, or speaks of the whole file
 * @param status ISO status of a report, as RJCT or ACSC
 * @param bankReference the bank's own reference of the transaction (UTR)
 * @param remark what else the bank wrote beside the entry, with account numbers masked; for people to match by
 */
record BankEntry(
        int line,
        Kind kind,
        String naturalKey,
        @Nullable String originalMessageId,
        @Nullable String endToEndId,
        @Nullable String status,
        @Nullable Money amount,
        @Nullable String currency,
        @Nullable String reasonCode,
        @Nullable String reasonText,
        @Nullable String bankReference,
        @Nullable LocalDate valueDate,
        @Nullable String remark) {

    enum Kind {
        /** pain.002: what the bank thinks of our instruction. */
        STATUS,
        /** camt: money left the trust's account. */
        DEBIT,
        /** camt: money came back into the trust's account. */
        CREDIT
    }

    /** A refusal or acceptance of the whole file instead of one payment. */
    boolean ofWholeFile() {
        return kind == Kind.STATUS && endToEndId == null;
    }

    /** The same word about one payment of the file. */
    BankEntry forPayment(String reference) {
        return new BankEntry(
                line,
                kind,
                naturalKey + "|" + reference,
                originalMessageId,
                reference,
                status,
                amount,
                currency,
                reasonCode,
                reasonText,
                bankReference,
                valueDate,
                remark);
    }
}
