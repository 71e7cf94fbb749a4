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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Finding the fields of bills and certificates among their words (DOC-3)")
class ReadBillTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @Test
    void aHospitalBillGivesWhatItComesToBeforeTheAdvance() {
        Map<FieldName, Found> found = bill("""
                              LOTUS HOSPITAL
                        12, Station Road, Pune - 411001
                  Phone : 020-25671234    Reg. No. 4521
                              FINAL BILL
                Bill No : HB/2026/0042               Bill Date : 14/10/2026
                Patient Name : Mrs. Asha Kulkarni    UHID : 778812
                Admission Date : 08/10/2026          Discharge Date : 13/10/2026
                Sr   Particulars             Amount
                1    Room rent               12,000.00
                2    Surgeon fee             30,000.00
                3    Medicines                8,500.50
                     Total                   50,500.50
                     Less Discount              500.50
                     Net Amount              50,000.00
                     Advance Paid            20,000.00
                     Balance                 30,000.00
                Rupees Fifty Thousand Only
                """);

        assertThat(value(found, FieldName.BILL_NUMBER)).isEqualTo("HB/2026/0042");
        assertThat(value(found, FieldName.BILL_DATE)).isEqualTo("2026-10-14");
        assertThat(value(found, FieldName.VENDOR)).isEqualTo("LOTUS HOSPITAL");
        assertThat(value(found, FieldName.PERSON)).isEqualTo("Asha Kulkarni");
        assertThat(value(found, FieldName.TOTAL)).isEqualTo("50000.00");
        assertThat(one(found, FieldName.TOTAL).confidence()).isGreaterThan(0.95);
    }

    @Test
    void whatRemainsAfterTheAdvanceIsNotTheBill() {
        Map<FieldName, Found> found = bill("""
                CITY NURSING HOME
                Bill No: 881    Date: 02-09-2026
                Bill Amount            42,300.00
                Advance                10,000.00
                Net Payable            32,300.00
                """);

        assertThat(value(found, FieldName.TOTAL)).isEqualTo("42300.00");
    }

    @Test
    void labelsMayStandAboveTheirValues() {
        Map<FieldName, Found> found = bill("""
                Om Medical Stores
                BILL NO          DATE             PATIENT          PHONE
                C20931           7-Mar-2026       Anil Sharma      9812345678
                Paracetamol 650mg                        20.00
                Cough syrup                              85.50
                Grand Total                             105.50
                """);

        assertThat(value(found, FieldName.BILL_NUMBER)).isEqualTo("C20931");
        assertThat(value(found, FieldName.BILL_DATE)).isEqualTo("2026-03-07");
        assertThat(value(found, FieldName.PERSON)).isEqualTo("Anil Sharma");
        assertThat(value(found, FieldName.TOTAL)).isEqualTo("105.50");
        assertThat(one(found, FieldName.TOTAL).confirmed()).isTrue();
    }

    @Test
    void aTotalThatContradictsTheAmountInWordsIsDoubted() {
        Map<FieldName, Found> found = bill("""
                Noble Diagnostics
                Invoice No: INV-77812   Invoice Date: 05.05.2026
                Total Amount            4,560.00
                Amount in words: Rupees Four Thousand Five Hundred Sixty Six Only
                """);

        assertThat(one(found, FieldName.TOTAL).confidence()).isLessThan(Found.TRUSTED);
    }

    @Test
    void hindiLabelsAreKnown() {
        Map<FieldName, Found> found = bill("""
                विद्या निकेतन विद्यालय
                रसीद संख्या : 4471     दिनांक : 12/06/2026
                छात्र का नाम : रवि कुमार
                कुल राशि       12,500.00
                """);

        assertThat(value(found, FieldName.BILL_NUMBER)).isEqualTo("4471");
        assertThat(value(found, FieldName.BILL_DATE)).isEqualTo("2026-06-12");
        assertThat(value(found, FieldName.PERSON)).isEqualTo("रवि कुमार");
        assertThat(value(found, FieldName.TOTAL)).isEqualTo("12500.00");
    }

    @Test
    void aBillOfTomorrowHasNoDate() {
        assertThat(bill("Bill No: 12  Date: 24/11/2026\nTotal 500.00")).doesNotContainKey(FieldName.BILL_DATE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Rupees One Lakh Twenty Three Thousand Four Hundred Fifty Six Only | 123456.00",
                "Rupees Two Hundred and Paise Fifty Only | 200.50",
                "One Thousand Rupees and Five Paise Only | 1000.05",
                "Rs. Ten Thousand only | 10000.00",
                "Rupees Fourty Five Thousnd Only | 45000.00",
                "Twelve Crore Rupees | 120000000.00"
            })
    void amountsAreReadFromWords(String words, BigDecimal amount) {
        assertThat(AmountInWords.read(List.of(words.split(" ")))).contains(amount);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,23,456.50 | 123456.50",
                "Rs.1,200/- | 1200.00",
                "₹450.00 | 450.00",
                "1.234,50 | 1234.50",
                "12O.5O | 120.50",
                "77 | 77.00"
            })
    void amountsAreReadAsTheyArePrinted(String text, BigDecimal amount) {
        assertThat(Amounts.in(List.of(new Word(text, 1, new Box(0, 0, 0, 90, 20)))))
                .extracting(Amounts.Amount::value)
                .containsExactly(amount);
    }

    @ParameterizedTest
    @CsvSource({
        "12/03/2026,2026-03-12", "1-4-26,2026-04-01", "5.11.2025,2025-11-05", "12-Mar-2026,2026-03-12",
        "3rd April 2026,2026-04-03", "2026-02-28,2026-02-28", "12-Mar-26,2026-03-12", "l2/O3/2026,2026-03-12"
    })
    void datesAreReadAsTheyAreWrittenInIndia(String text, LocalDate date) {
        assertThat(Dates.in(words(text, 0).words()))
                .extracting(Dates.Dated::date)
                .containsExactly(date);
    }

    @Test
    void aMarkSheetGivesPercentageYearAndAttempt() {
        Map<FieldName, Found> found = read(Kind.MARK_SHEET, """
                UNIVERSITY OF MUMBAI
                STATEMENT OF MARKS
                Name of the Candidate : Deepa Rao
                Examination : B.Sc. Semester VI held in April 2026
                Attempt : 1
                Grand Total 512 / 600
                Percentage : 85.33 %
                """);

        assertThat(value(found, FieldName.PERCENTAGE)).isEqualTo("85.33");
        assertThat(one(found, FieldName.PERCENTAGE).confirmed()).isTrue();
        assertThat(value(found, FieldName.YEAR)).isEqualTo("2026");
        assertThat(value(found, FieldName.ATTEMPT)).isEqualTo("1");
        assertThat(value(found, FieldName.PERSON)).isEqualTo("Deepa Rao");
    }

    @Test
    void certificatesAndBankProofsGiveWhatCounts() {
        Map<FieldName, Found> income = read(Kind.OTHER, """
                INCOME CERTIFICATE
                Office of the Tahsildar, Revenue Department
                Certificate No: INC/2026/88123      Date: 04/04/2026
                The annual income of the family is Rs. 2,40,000/-
                Rupees Two Lakh Forty Thousand only
                Valid up to 31/03/2027
                """);
        assertThat(value(income, FieldName.INCOME)).isEqualTo("240000.00");
        assertThat(value(income, FieldName.VALID_UNTIL)).isEqualTo("2027-03-31");
        assertThat(value(income, FieldName.CERTIFICATE_NUMBER)).isEqualTo("INC/2026/88123");

        Map<FieldName, Found> disability = read(Kind.OTHER, """
                DISABILITY CERTIFICATE
                Certificate No : MH1234567
                has 45 % locomotor permanent impairment, Disability 45%
                """);
        assertThat(value(disability, FieldName.PERCENTAGE)).isEqualTo("45");

        Map<FieldName, Found> bank = read(Kind.OTHER, """
                STATE BANK OF INDIA   PASSBOOK
                Account No: 30123456789
                IFSC : SBIN0001234
                """);
        assertThat(value(bank, FieldName.ACCOUNT)).isEqualTo("30123456789");
        assertThat(value(bank, FieldName.IFSC)).isEqualTo("SBIN0001234");
    }

    @Test
    void aSecondLookThatDisagreesTakesTrustAway() {
        Found found = one(bill("Bill No: A1234  Date: 01/02/2026"), FieldName.BILL_NUMBER);

        assertThat(SecondLook.weigh(found, "A1234").confidence()).isGreaterThanOrEqualTo(found.confidence());
        assertThat(SecondLook.weigh(found, "A1284").confidence()).isLessThan(Found.TRUSTED);
    }

    private static Found one(Map<FieldName, Found> found, FieldName name) {
        return Objects.requireNonNull(found.get(name), () -> name + " was not found");
    }

    private static String value(Map<FieldName, Found> found, FieldName name) {
        Found one = found.get(name);
        return one == null ? "" : one.value();
    }

    private static Map<FieldName, Found> bill(String text) {
        return read(Kind.BILL, text);
    }

    private static Map<FieldName, Found> read(Kind kind, String text) {
        Map<FieldName, Found> found = new TreeMap<>();
        ReadDocumentFields.read(List.of(page(text)), kind, TODAY).fields().forEach(one -> found.put(one.name(), one));
        return found;
    }

    /** A page on which each character takes the same room, as a typewriter would fill it. */
    private static PageText page(String text) {
        List<Word> words = new ArrayList<>();
        String[] lines = text.split("\n");
        for (int i = 0; i < lines.length; i++) {
            words.addAll(words(lines[i], i).words());
        }
        return new PageText(1200, Math.max(1600, lines.length * 40), true, words);
    }

    private static TextLine words(String line, int row) {
        List<Word> words = new ArrayList<>();
        Matcher matcher = Pattern.compile("\\S+").matcher(line);
        while (matcher.find()) {
            words.add(new Word(
                    matcher.group(),
                    1,
                    new Box(0, matcher.start() * 12, row * 40 + 20, matcher.end() * 12, row * 40 + 42)));
        }
        return new TextLine(words);
    }
}
