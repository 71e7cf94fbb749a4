package org.ltet.portal.payments;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * What an entry of a bank file means for the payment it names: a pure rule. Whatever would change money in a way that
 * nobody expects is left to a person; only the plain cases move by themselves.
 */
final class Matching {

    /** Refusals that say "I have this one already": the first one may well be on its way, so never pay again. */
    private static final Set<String> DUPLICATE_REASONS = Set.of("AM05", "DU01", "DU02", "DU03", "DU04", "DU05", "DUPL");

    /**
     * A payment as far as matching needs to know it.
     *
     * @param debitedTwice the bank took its money a second time at some point: then one return does not say that the
     *     member has none of it
     */
    record Known(PaymentState state, Money amount, @Nullable String bankReference, boolean debitedTwice) {}

    sealed interface Verdict {

        /** The same from the bank on a payment that went through the gateway: nothing of it moves money. */
        default Verdict ofBankOnPayout() {
            return this instanceof Noted ? this : new Odd(OpenItemKind.BANK_LINE_OF_PAYOUT);
        }
    }

    /** The bank confirms: RELEASED to PAID. */
    record Paid() implements Verdict {}

    /** The bank refuses: RELEASED to FAILED. */
    record Failed() implements Verdict {}

    /** The money came back: RELEASED or PAID to REVERSED. */
    record Reversed() implements Verdict {}

    /** Nothing changes: information, or something that is known already. */
    record Noted() implements Verdict {}

    /** A person has to look. */
    record Odd(OpenItemKind kind) implements Verdict {}

    private Matching() {}

    static Verdict judge(BankEntry entry, @Nullable Known payment) {
        if (payment == null) {
            return new Odd(OpenItemKind.UNKNOWN_REFERENCE);
        }
        if (payment.state() == PaymentState.CREATED) {
            return new Odd(OpenItemKind.NOT_RELEASED);
        }
        return switch (entry.kind()) {
            case STATUS -> "RJCT".equals(entry.status()) ? refusal(entry, payment) : new Noted();
            case DEBIT -> sameAmount(entry, payment) ? debit(entry, payment) : new Odd(OpenItemKind.WRONG_AMOUNT);
            case CREDIT -> sameAmount(entry, payment) ? comeback(payment) : new Odd(OpenItemKind.WRONG_AMOUNT);
        };
    }

    private static Verdict refusal(BankEntry entry, Known payment) {
        if (entry.reasonCode() != null && DUPLICATE_REASONS.contains(entry.reasonCode())) {
            return new Odd(OpenItemKind.DUPLICATE_REFUSAL);
        }
        return switch (payment.state()) {
            case RELEASED -> new Failed();
            case PAID -> new Odd(OpenItemKind.REFUSED_AFTER_PAID);
            case FAILED, REVERSED -> new Noted();
            case CREATED -> new Odd(OpenItemKind.NOT_RELEASED);
        };
    }

    /** The bank's own reference names one transaction: under the same one it tells it again, in another file. */
    private static Verdict debit(BankEntry entry, Known payment) {
        boolean toldAgain =
                entry.bankReference() != null && entry.bankReference().equals(payment.bankReference());
        if (toldAgain && (payment.state() == PaymentState.PAID || payment.state() == PaymentState.REVERSED)) {
            return new Noted();
        }
        return switch (payment.state()) {
            case RELEASED -> new Paid();
            case PAID -> new Odd(OpenItemKind.SECOND_DEBIT);
            case FAILED -> new Odd(OpenItemKind.DEBIT_AFTER_REFUSAL);
            case REVERSED -> payment.bankReference() == null ? new Noted() : new Odd(OpenItemKind.SECOND_DEBIT);
            case CREATED -> new Odd(OpenItemKind.NOT_RELEASED);
        };
    }

    private static Verdict comeback(Known payment) {
        return switch (payment.state()) {
            case RELEASED, PAID -> payment.debitedTwice() ? new Odd(OpenItemKind.SECOND_RETURN) : new Reversed();
            case FAILED, REVERSED -> new Odd(OpenItemKind.SECOND_RETURN);
            case CREATED -> new Odd(OpenItemKind.NOT_RELEASED);
        };
    }

    private static boolean sameAmount(BankEntry entry, Known payment) {
        return payment.amount().equals(entry.amount()) && Money.CURRENCY.equals(entry.currency());
    }
}
