package org.ltet.portal.documents.fields;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Ways in which bills are printed and misread (DOC-3)")
class PrintedWaysTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @Test
    void theSignOfRupeesReadAsADigitIsTakenOffWhereTheLinesProveIt() {
        Map<FieldName, Found> found = bill("""
                SRI CHEMISTS
                Bill No : INV-78398   Bill Date : 04/04/2025
                Pantoprazole 40        207.00
                Metformin 500          452.00
                Telmisartan 40         663.00
                Gross Amount         1,322.00
                CGST 6%                 79.32
                SGST 6%                 79.32
                Net Bill Amount     51,480.64
                """);

        assertThat(value(found, FieldName.TOTAL)).isEqualTo("1480.64");
        assertThat(one(found, FieldName.TOTAL).confirmed()).isTrue();
    }

    @Test
    void whatTheLinesComeToBeforeADiscountIsNotTheBill() {
        Map<FieldName, Found> found = bill("""
                CURE DIAGNOSTICS
                Bill No B-17   Bill Dt 16-04-2026
                USG abdomen            1,200.00
                Bilirubin Total          100.00
                TOTAL                  1,300.00
                DISCOUNT                 200.00
                GRAND TOTAL            1,100.00
                PAID                   1,100.00
                """);

        assertThat(value(found, FieldName.TOTAL)).isEqualTo("1100.00");
    }

    @Test
    void theDayOfAChequeIsNotTheDayOfTheReceipt() {
        Map<FieldName, Found> found = bill("""
                DELHI PUBLIC SCHOOL
                Receipt No. 2026-27/0345      Date 08-Apr-2026
                Total 18,500.00
                Paid by : Cheque No. 445566 dated 05-04-2026 of SBI
                """);

        assertThat(value(found, FieldName.BILL_DATE)).isEqualTo("2026-04-08");
        assertThat(value(found, FieldName.BILL_NUMBER)).isEqualTo("2026-27/0345");
    }

    @Test
    void theOnlyDayOnAPaperIsTakenWithDoubtWhenItIsOfRegistration() {
        Found date = one(
                bill("LAL LABS\nReg Date : 21/05/2026 07:40\nBill No : LB/11873\nTotal 3,850.00"), FieldName.BILL_DATE);

        assertThat(date.value()).isEqualTo("2026-05-21");
        assertThat(date.confidence()).isLessThan(Found.TRUSTED);
    }

    @Test
    void aReceiptWithoutATotalIsForWhatStandsInItsBoxAndInWords() {
        Map<FieldName, Found> found = bill("""
                WELLSPRING CLINIC
                Receipt No. IP95536      Date : 11/03/26
                Received with thanks from Asha Nair, a sum of Rs. 43,863.26 (Rupees Forty Three Thousand
                Eight Hundred Sixty Three and Paise Twenty Six Only) towards the following.
                S. No   Particulars        Qty      Amount
                1       Surgeon fee        1     10,215.09
                Rs. 43,863.26/-
                """);

        assertThat(value(found, FieldName.TOTAL)).isEqualTo("43863.26");
    }

    @Test
    void anAmountThatRunsIntoItsLabelIsTakenWhereTheLinesOrTheWordsProveIt() {
        String lines = """
                APEX CLINICAL LABS
                Receipt No. INV-25135    Date 05/03/2026
                MRI brain plain        3,270.00
                Vitamin D 25-OH        2,345.00
                ECG                      178.00
                """;

        assertThat(value(bill(lines + "Grand T@isl5,793.00"), FieldName.TOTAL)).isEqualTo("5793.00");
        assertThat(bill(lines + "Grand T@isl9,999.00")).doesNotContainKey(FieldName.TOTAL);
        assertThat(value(
                        bill("Total Amount 15,724.00\nRupees One Lakh Fifteen Thousand Seven Hundred Twenty Four Only"),
                        FieldName.TOTAL))
                .isEqualTo("115724.00");
    }

    @Test
    void oldFormsHaveAColumnOfPaise() {
        Map<FieldName, Found> found = bill("""
                SRI NARAYANI HOSPITAL
                Bill No SNH/4471     Dt 27/02/2026
                Consultation          300   00
                Room rent            2400   00
                Total                2700   00
                """);

        assertThat(value(found, FieldName.TOTAL)).isEqualTo("2700.00");
    }

    @Test
    void paiseMayStandBeforeTheirName() {
        assertThat(AmountInWords.read(
                        List.of("Twenty Three Thousand Four Hundred Fifty and Fifty Paise Only".split(" "))))
                .hasValueSatisfying(amount -> assertThat(amount).isEqualByComparingTo("23450.50"));
        assertThat(AmountInWords.read(List.of("Rupees Two Hundred and Paise Fifty Only".split(" "))))
                .hasValueSatisfying(amount -> assertThat(amount).isEqualByComparingTo("200.50"));
    }

    @Test
    void amountsAreWholeAlsoWhereOcrTearsThemOrRunsThemIntoTheirLabel() {
        assertThat(Amounts.in(words("Net Amount 1, 129. 78")).getFirst().value())
                .isEqualByComparingTo("1129.78");
        assertThat(Amounts.in(words("2, 04, 129.50 17.00")))
                .extracting(Amounts.Amount::value)
                .containsExactly(new BigDecimal("204129.50"), new BigDecimal("17.00"));
        assertThat(value(
                        bill("Bill No : 77  Date : 01/02/2026\nMedicine 640.47\nGrand Total1,340.43"), FieldName.TOTAL))
                .isEqualTo("1340.43");
    }

    @Test
    void aSumIsDoubtedWhereAClearerLabelSaysAnotherThing() {
        Found total = one(bill("""
                CITY PHARMACY
                Tablets                 600.00
                Syrup                   400.00
                Gross Amount          1,000.00
                Discount                 50.00
                Net Amount             9S0.oo-
                """), FieldName.TOTAL);

        assertThat(total.confidence()).isLessThan(Found.TRUSTED);
    }

    @Test
    void lessThanOneOfItsLinesIsDoubted() {
        Found total = one(bill("""
                CITY PHARMACY
                Tablets               8,163.00
                Total                    16.00
                Amount Paid              16.00
                """), FieldName.TOTAL);

        assertThat(total.confidence()).isLessThan(Found.TRUSTED);
    }

    @Test
    void paiseThatDifferWereMisread() {
        assertThat(Sums.comesTo(new BigDecimal("1129.78"), new BigDecimal("1129.73")))
                .isFalse();
        assertThat(Sums.comesTo(new BigDecimal("1129.78"), new BigDecimal("1130.00")))
                .isTrue();
    }

    @Test
    void aSecondLookThatSeesMoreLettersDoesNotAgree() {
        Found number = new Found(FieldName.BILL_NUMBER, "NV-26687", 0.95, false, words("NV-26687"));

        assertThat(SecondLook.weigh(number, "INV-26687").confidence()).isLessThan(Found.TRUSTED);
        assertThat(SecondLook.weigh(number, ": NV - 26687").confidence()).isGreaterThan(0.95);
    }

    @Test
    void namesAreMendedByTheirCapitals() {
        assertThat(TextLine.name(words("Navj eevan Nursing Home"))).isEqualTo("Navjeevan Nursing Home");
        assertThat(TextLine.name(words("Suresh Z lyer"))).isEqualTo("Suresh Z Iyer");
        assertThat(TextLine.name(words("Priya WSingh"))).isEqualTo("Priya W Singh");
        assertThat(TextLine.name(words("Institute of Medical Sci ences"))).isEqualTo("Institute of Medical Sciences");
        assertThat(TextLine.name(words("|LOTUS HOME"))).isEqualTo("LOTUS HOME");
    }

    @Test
    void aBranchCodeHasAZeroAndAnAccountALabelAlsoWhereTheyAreMisread() {
        Map<FieldName, Found> found = read(Kind.BANK_PROOF, """
                Deccan Bank Limited
                IFSC Code : PUNBO0035237
                Alc No. 267858253180844
                """);

        assertThat(value(found, FieldName.IFSC)).isEqualTo("PUNB0035237");
        assertThat(value(found, FieldName.ACCOUNT)).isEqualTo("267858253180844");
    }

    @Test
    void theApplicantIsNamedInAFormAndInASentence() {
        assertThat(value(read(Kind.INCOME_CERTIFICATE, "Name of the applicant : Sunita Sharma"), FieldName.PERSON))
                .isEqualTo("Sunita Sharma");
        assertThat(value(
                        read(
                                Kind.DISABILITY_CERTIFICATE,
                                "This is to certify that I have carefully examined Shri Anil Nair, son of Shri Mohan Nair"),
                        FieldName.PERSON))
                .isEqualTo("Anil Nair");
    }

    @Test
    void behindAUsualPrefixComeDigits() {
        assertThat(value(bill("Bill No : RCPTO0804  Date : 01/02/2026"), FieldName.BILL_NUMBER))
                .isEqualTo("RCPT00804");
        assertThat(value(bill("Bill No : 1P5153  Date : 01/02/2026"), FieldName.BILL_NUMBER))
                .isEqualTo("IP5153");
        assertThat(value(bill("Bill No : LOTUS55  Date : 01/02/2026"), FieldName.BILL_NUMBER))
                .isEqualTo("LOTUS55");
    }

    @Test
    void aNumberFoundElsewhereIsDoubtedWhereTheFirstLabelStandsAlone() {
        Found number = one(bill("""
                CITY HOSPITAL FINAL BILL
                Bill No. :
                Receipt No     Date
                R23452         14/10/2026
                """), FieldName.BILL_NUMBER);

        assertThat(number.confidence()).isLessThan(Found.TRUSTED);
    }

    @Test
    void readingsThatAgreeAreSurerAndThoseThatDifferAreDoubted() {
        Found one = found("1234.00", 0.72, false);
        Found same = found("1234.00", 0.70, false);
        Found other = found("1284.00", 0.78, false);
        Found proven = found("1284.00", 0.95, true);

        assertThat(vote(one, same).confidence()).isGreaterThan(0.72);
        assertThat(vote(one, other).confidence()).isLessThan(Found.TRUSTED);
        assertThat(vote(found("1234.00", 0.9, false), other).confidence()).isLessThan(Found.TRUSTED);
        assertThat(vote(one, proven).value()).isEqualTo("1284.00");
        assertThat(vote(one, proven).confidence()).isGreaterThanOrEqualTo(Found.TRUSTED);
    }

    private static Found vote(Found one, Found other) {
        return Vote.of(List.of(List.of(one), List.of(other))).getFirst();
    }

    private static Found found(String value, double confidence, boolean confirmed) {
        return new Found(
                FieldName.TOTAL, value, confidence, confirmed, List.of(new Word(value, 1, new Box(0, 0, 0, 9, 9))));
    }

    private static Found one(Map<FieldName, Found> found, FieldName name) {
        return Objects.requireNonNull(found.get(name), () -> name + " was not found");
    }

    private static String value(Map<FieldName, Found> found, FieldName name) {
        return one(found, name).value();
    }

    private static Map<FieldName, Found> bill(String text) {
        return read(Kind.BILL, text);
    }

    private static Map<FieldName, Found> read(Kind kind, String text) {
        Map<FieldName, Found> found = new TreeMap<>();
        PageText page = new PageText(1200, 1600, false, words(text));
        ReadDocumentFields.read(List.of(page), kind, TODAY).fields().forEach(one -> found.put(one.name(), one));
        return found;
    }

    private static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        String[] lines = text.split("\n");
        for (int row = 0; row < lines.length; row++) {
            Matcher matcher = Pattern.compile("\\S+").matcher(lines[row]);
            while (matcher.find()) {
                Box place = new Box(0, matcher.start() * 12, row * 40 + 20, matcher.end() * 12, row * 40 + 42);
                words.add(new Word(matcher.group(), 0.95, place));
            }
        }
        return words;
    }
}
