package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ltet.portal.payments.MatchReason.Code;
import org.ltet.portal.shared.Money;

@DisplayName("How well a line of the bank fits a payment, with the reasons (PAY-5)")
class MatchScoreTest {

    private static final LocalDate RELEASED = LocalDate.of(2026, 11, 23);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NEFT V202627-000123-1 paid",
                "neft/v202627 000123 1/x",
                "V202627000123-1",
                "UPI V/2026-27/000123/1"
            })
    void aReferenceIsFoundHoweverTheBankBrokeIt(String text) {
        assertThat(codes(single(text, "31200.00", RELEASED, null, 1)))
                .containsExactly(Code.REFERENCE_IN_TEXT, Code.AMOUNT_EQUAL, Code.ONLY_ONE_OF_AMOUNT, Code.DATE_NEAR);
        assertThat(single(text, "31200.00", RELEASED, null, 1).score()).isEqualTo(100);
    }

    @Test
    void voucherAndApplicationCountLessThanTheReference() {
        assertThat(single("Vch V/2026-27/000123", "31200.00", RELEASED, null, 1).score())
                .isEqualTo(95);
        assertThat(single("LTET 2026-27 S13 000777", "31200.00", RELEASED, null, 1)
                        .score())
                .isEqualTo(90);
        assertThat(single("nothing of ours", "31200.00", RELEASED, null, 1).score())
                .isEqualTo(45);
    }

    @Test
    void aTypingErrorOfTheBankIsSeenAndSaidInWords() {
        MatchScore.Scored scored = single("", "31200.00", RELEASED, "V202627-000132-1", 1);
        assertThat(codes(scored)).contains(Code.REFERENCE_NEARLY);
        assertThat(codes(single("", "31200.00", RELEASED, "V202627-999999-1", 1)))
                .doesNotContain(Code.REFERENCE_NEARLY);
    }

    @Test
    void manyOfTheSameAmountSpeakAgainstEachOfThem() {
        MatchScore.Scored several = single("", "31200.00", RELEASED, null, 7);
        assertThat(several.score()).isEqualTo(30);
        assertThat(several.reasons()).contains(new MatchReason(Code.SEVERAL_OF_AMOUNT, -10, "7"));
    }

    @Test
    void othersOfTheAmountSpeakAgainstNoneThatTheLineNamesAlone() {
        MatchScore.Scored named = single("NEFT V202627-000123-1", "31200.00", RELEASED, null, 7);
        assertThat(named.score()).isEqualTo(100);
        assertThat(codes(named)).doesNotContain(Code.SEVERAL_OF_AMOUNT, Code.ONLY_ONE_OF_AMOUNT);
        MatchScore.Scored oneOfTwo = single("V202627-000123-1 or V202627-000124-1", "31200.00", RELEASED, null, 7);
        assertThat(oneOfTwo.score()).isEqualTo(90);
        assertThat(codes(oneOfTwo)).contains(Code.SEVERAL_OF_AMOUNT);
        assertThat(codes(single("Vch V/2026-27/000123", "31200.00", RELEASED, null, 7)))
                .as("a voucher can have several attempts")
                .contains(Code.SEVERAL_OF_AMOUNT);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23, DATE_NEAR, 10",
        "2026-11-26, DATE_NEAR, 10",
        "2026-12-20, DATE_FAR, -10",
        "2026-11-20, BEFORE_RELEASE, -30"
    })
    void theDayIsWeighedByItsDistanceFromTheRelease(LocalDate day, Code code, int points) {
        assertThat(single("", "31200.00", day, null, 1).reasons())
                .anyMatch(reason -> reason.code() == code && reason.points() == points);
    }

    @Test
    void anotherAmountAndAPaymentThatIsNotOutSpeakAgainstIt() {
        assertThat(codes(MatchScore.single(
                        line("V202627-000123-1", "31199.00", RELEASED, null), payment(PaymentState.FAILED), 0)))
                .contains(Code.AMOUNT_DIFFERS, Code.NOT_WITH_BANK);
    }

    @Test
    void theEndOfTheAccountTheEmployeeAndTheWholeNameCount() {
        assertThat(codes(single("To ••••••••4567 ASHA  PATIL emp 10012345", "31200.00", RELEASED, null, 1)))
                .contains(Code.ACCOUNT_IN_TEXT, Code.NAME_IN_TEXT, Code.EMPLOYEE_IN_TEXT);
        assertThat(codes(single("To ASHA KULKARNI", "31200.00", RELEASED, null, 1)))
                .doesNotContain(Code.NAME_IN_TEXT);
    }

    @Test
    void aWholeBatchInOneLineIsRecognisedByItsNumberAndItsSum() {
        MatchScore.Scored scored = MatchScore.merged(
                line("BULK B202627-000012", "62400.00", RELEASED, null),
                List.of(payment(PaymentState.RELEASED)),
                2,
                "B/2026-27/000012",
                true);
        assertThat(codes(scored)).containsExactly(Code.BATCH_IN_TEXT, Code.WHOLE_BATCH, Code.SUM_EQUAL, Code.DATE_NEAR);
        assertThat(scored.score()).isEqualTo(100);
    }

    @Test
    void linesWithOneReferenceThatComeToThePaymentAreItsParts() {
        assertThat(MatchScore.split(
                                line("", "15000.00", RELEASED, "V202627-000123-1"),
                                payment(PaymentState.RELEASED),
                                List.of(line("", "16200.00", RELEASED, "V202627-000123-1")),
                                true)
                        .score())
                .isEqualTo(100);
    }

    @Test
    void theScoreStaysBetweenNothingAndHundred() {
        assertThat(single("", "1.00", RELEASED.minusDays(9), null, 0).score()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"abc, abc, 0", "abc, abd, 1", "abc, acb, 2", "abc, abcd, 1", "abc, xyz, 3", "abc, abcdefgh, 3"})
    void typingErrorsAreCountedUpToALimit(String one, String other, int distance) {
        assertThat(Typing.distance(one, other, 2)).isEqualTo(distance);
    }

    @Test
    void onlyTheOneWayToASumIsAnAnswer() {
        assertThat(Combinations.only(List.of(100L, 250L, 400L), 650)).contains(List.of(1, 2));
        assertThat(Combinations.only(List.of(100L, 200L, 300L, 400L), 500)).isEmpty();
        assertThat(Combinations.only(List.of(500L, 7L), 500)).isEmpty();
        assertThat(Combinations.only(List.of(1L, 2L, 3L, 4L, 5L), 15)).isEmpty();
    }

    @Test
    void aReasonIsKeptAndReadAgain() {
        MatchReason reason = new MatchReason(Code.NAME_IN_TEXT, 10, "A | B");
        assertThat(MatchReason.read(reason.kept())).isEqualTo(reason);
    }

    @Test
    void accountNumbersInTheTextOfTheBankKeepFourDigits() {
        assertThat(BankRemark.of("NEFT to 501000001234\nPATIL", null, "NEFT to 501000001234 PATIL", " "))
                .isEqualTo("NEFT to ••••••••1234 PATIL");
        assertThat(BankRemark.of("A/C501000001234 HDFCN26327000001 V202627000123-1 V2026270001231"))
                .isEqualTo("A/C••••••••1234 HDFCN•••••••0001 V202627000123-1 V2026270001231");
        assertThat(BankRemark.of(null, "  ")).isNull();
        assertThat(BankRemark.of("x".repeat(900))).hasSize(BankRemark.LONGEST);
    }

    private static List<Code> codes(MatchScore.Scored scored) {
        return scored.reasons().stream().map(MatchReason::code).toList();
    }

    private static MatchScore.Scored single(
            String text, String amount, LocalDate day, @Nullable String reference, int alike) {
        return MatchScore.single(line(text, amount, day, reference), payment(PaymentState.RELEASED), alike);
    }

    private static MatchScore.Line line(String text, String amount, LocalDate day, @Nullable String reference) {
        return new MatchScore.Line(Money.of(amount), day, reference, text, NamedInText.in(text));
    }

    private static MatchPayment payment(PaymentState state) {
        return new MatchPayment(
                new UUID(1, 1),
                "V202627-000123-1",
                state,
                Money.of("31200.00"),
                RELEASED,
                new UUID(1, 2),
                "V/2026-27/000123",
                "LTET/2026-27/S13/000777",
                "10012345",
                "Asha Patil",
                "••••••••4567",
                new UUID(1, 3),
                "B/2026-27/000012");
    }
}
