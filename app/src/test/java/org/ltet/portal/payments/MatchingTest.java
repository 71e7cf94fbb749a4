package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ltet.portal.shared.Money;

@DisplayName("What an entry of the bank means for the payment it names (PAY-5)")
class MatchingTest {

    @ParameterizedTest
    @CsvSource({
        "DEBIT,  CREATED,  Odd[kind=NOT_RELEASED]",
        "DEBIT,  RELEASED, Paid[]",
        "DEBIT,  PAID,     Odd[kind=SECOND_DEBIT]",
        "DEBIT,  FAILED,   Odd[kind=DEBIT_AFTER_REFUSAL]",
        "DEBIT,  REVERSED, Odd[kind=SECOND_DEBIT]",
        "CREDIT, CREATED,  Odd[kind=NOT_RELEASED]",
        "CREDIT, RELEASED, Reversed[]",
        "CREDIT, PAID,     Reversed[]",
        "CREDIT, FAILED,   Odd[kind=SECOND_RETURN]",
        "CREDIT, REVERSED, Odd[kind=SECOND_RETURN]",
        "STATUS, CREATED,  Odd[kind=NOT_RELEASED]",
        "STATUS, RELEASED, Failed[]",
        "STATUS, PAID,     Odd[kind=REFUSED_AFTER_PAID]",
        "STATUS, FAILED,   Noted[]",
        "STATUS, REVERSED, Noted[]"
    })
    void everyKindOfEntryMeetsEveryState(BankEntry.Kind kind, PaymentState state, String verdict) {
        assertThat(Matching.judge(entry(kind, "31200.00", "INR", "RJCT", "AC01"), known(state, "UTR1")))
                .hasToString(verdict);
    }

    @Test
    void anEntryThatNamesNoPaymentOfOursWaitsForAPerson() {
        assertThat(Matching.judge(entry(BankEntry.Kind.DEBIT, "1.00", "INR", null, null), null))
                .hasToString("Odd[kind=UNKNOWN_REFERENCE]");
    }

    @ParameterizedTest
    @CsvSource({"DEBIT, 31200.01, INR", "DEBIT, 31200.00, USD", "CREDIT, 31199.00, INR"})
    void anotherAmountOrCurrencyNeverSettlesAPayment(BankEntry.Kind kind, String amount, String currency) {
        assertThat(Matching.judge(entry(kind, amount, currency, null, null), known(PaymentState.RELEASED, null)))
                .hasToString("Odd[kind=WRONG_AMOUNT]");
    }

    @ParameterizedTest
    @CsvSource({"AM05", "DU01", "DU05", "DUPL"})
    void aRefusalAsDuplicateDoesNotOpenTheWayToASecondPayment(String reason) {
        assertThat(Matching.judge(
                        entry(BankEntry.Kind.STATUS, null, null, "RJCT", reason), known(PaymentState.RELEASED, null)))
                .hasToString("Odd[kind=DUPLICATE_REFUSAL]");
    }

    @Test
    void anAcceptanceIsOnlyNoted() {
        assertThat(Matching.judge(
                        entry(BankEntry.Kind.STATUS, null, null, "ACSC", null), known(PaymentState.RELEASED, null)))
                .hasToString("Noted[]");
    }

    @Test
    void aDebitThatIsToldAfterItsOwnReturnChangesNothing() {
        assertThat(Matching.judge(
                        entry(BankEntry.Kind.DEBIT, "31200.00", "INR", null, null), known(PaymentState.REVERSED, null)))
                .hasToString("Noted[]");
    }

    @ParameterizedTest
    @CsvSource({"PAID", "REVERSED"})
    void aDebitThatAnotherFileTellsAgainUnderItsOwnReferenceIsNoSecondOne(PaymentState state) {
        assertThat(Matching.judge(entry(BankEntry.Kind.DEBIT, "31200.00", "INR", null, null), known(state, "UTR9")))
                .hasToString("Noted[]");
    }

    @Test
    void oneReturnOfWhatWasDebitedTwiceDoesNotOpenTheWayToAThirdPayment() {
        assertThat(Matching.judge(
                        entry(BankEntry.Kind.CREDIT, "31200.00", "INR", null, null),
                        new Matching.Known(PaymentState.PAID, Money.of("31200.00"), "UTR1", true)))
                .hasToString("Odd[kind=SECOND_RETURN]");
    }

    @Test
    void theBanksWordOnAPayoutMovesNothing() {
        assertThat(new Matching.Paid().ofBankOnPayout()).hasToString("Odd[kind=BANK_LINE_OF_PAYOUT]");
        assertThat(new Matching.Odd(OpenItemKind.SECOND_DEBIT).ofBankOnPayout())
                .hasToString("Odd[kind=BANK_LINE_OF_PAYOUT]");
        assertThat(new Matching.Noted().ofBankOnPayout()).as("told again").isEqualTo(new Matching.Noted());
    }

    private static Matching.Known known(PaymentState state, @Nullable String bankReference) {
        return new Matching.Known(state, Money.of("31200.00"), bankReference, false);
    }

    private static BankEntry entry(
            BankEntry.Kind kind,
            @Nullable String amount,
            @Nullable String currency,
            @Nullable String status,
            @Nullable String reason) {
        return new BankEntry(
                1,
                kind,
                "key",
                null,
                "V202627-000123-1",
                status,
                amount == null ? null : Money.of(amount),
                currency,
                reason,
                null,
                "UTR9",
                null,
                null);
    }
}
