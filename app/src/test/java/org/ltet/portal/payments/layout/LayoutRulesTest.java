package org.ltet.portal.payments.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.payments.layout.LayoutDefinition.LineEnd;
import org.ltet.portal.payments.layout.LayoutDefinition.Quoting;
import org.ltet.portal.payments.layout.LayoutDefinition.Shape;
import org.ltet.portal.payments.layout.LayoutField.Align;
import org.ltet.portal.payments.layout.LayoutField.Fill;
import org.ltet.portal.shared.Money;

@DisplayName("What a NEFT layout may be, and the lines it makes (PAY-3)")
class LayoutRulesTest {

    private static final FileFacts FILE = new FileFacts(
            "LTETH2H01",
            "LTET Employees' Welfare Trust",
            "00600350012345",
            "HDFC0000060",
            "B202627-000007",
            LocalDate.of(2026, 11, 23),
            LocalDate.of(2026, 11, 22),
            2,
            Money.of("59600.50"));
    private static final PaymentFacts RAMESH = new PaymentFacts(
            1,
            "V202627-000123-1",
            Money.of("31200.50"),
            "Ramesh, Patil (Sr.)",
            "50100012345678",
            "HDFC0000060",
            "S13/7");

    @Test
    void theConfiguredLayoutHasNoFault() {
        assertThat(faults(configured("|"))).isEmpty();
        assertThat(faults(configured(",")))
                .as("a comma in a name becomes a space")
                .isEmpty();
    }

    @Test
    void everyNeededColumnIsAskedForByName() {
        LayoutDefinition none = delimited("|", Quoting.REPLACE, List.of());
        assertThat(faults(none))
                .containsExactlyInAnyOrder(
                        "columns missing.REFERENCE",
                        "columns missing.NAME",
                        "columns missing.ACCOUNT",
                        "columns missing.IFSC",
                        "columns missing.AMOUNT");
    }

    @Test
    void aFieldHoldsItsLongestValue() {
        assertThat(faults(with(LayoutField.of(LayoutContent.ACCOUNT, 19))))
                .containsExactly("columns.0.width tooNarrow");
        assertThat(faults(with(LayoutField.of(LayoutContent.ACCOUNT, 20)))).isEmpty();
        assertThat(faults(with(LayoutField.of(LayoutContent.REFERENCE, 17))))
                .containsExactly("columns.0.width tooNarrow");
        assertThat(faults(with(LayoutField.of(LayoutContent.IFSC, 10)))).containsExactly("columns.0.width tooNarrow");
        assertThat(faults(with(LayoutField.of(LayoutContent.AMOUNT, 14)))).containsExactly("columns.0.width tooNarrow");
        assertThat(faults(with(new LayoutField(LayoutContent.AMOUNT, "", 14, LayoutContent.PAISE, null, null))))
                .as("paise need no point")
                .isEmpty();
        assertThat(faults(with(LayoutField.of(LayoutContent.DATE, 9)))).containsExactly("columns.0.width tooNarrow");
        assertThat(faults(with(LayoutField.of(LayoutContent.NAME, 19))))
                .containsExactly("columns.0.width tooNarrowForWords");
        assertThat(faults(with(LayoutField.of(LayoutContent.DEBTOR_ACCOUNT, 13))))
                .as("the trust's own account")
                .containsExactly("columns.0.width tooNarrow");
        assertThat(faults(with(LayoutField.of(LayoutContent.CUSTOMER_ID, 8))))
                .containsExactly("columns.0.width tooNarrow");
    }

    @Test
    void aSeparatorIsInNoValueThatMustStandWhole() {
        assertThat(faults(configured("-")))
                .contains(
                        "header.2.content holdsSeparator",
                        "columns.1.content holdsSeparator",
                        "columns.3.content holdsSeparator");
        assertThat(faults(configured("."))).contains("columns.2.content holdsSeparator");
        LayoutDefinition quoted =
                delimited("-", Quoting.WHERE_NEEDED, configured("|").columns());
        assertThat(faults(quoted)).isEmpty();
        for (String wrong : List.of("", " ", "a", "7", "\"", "||", "–", "\u0007")) {
            assertThat(faults(configured(wrong))).as("separator %s", wrong).contains("separator separator");
        }
        assertThat(faults(configured("\t"))).isEmpty();
    }

    @Test
    void constantTextIsWhatABankReads() {
        assertThat(faults(with(LayoutField.text("रुपये")))).containsExactly("columns.0.text textCharacters");
        assertThat(faults(with(LayoutField.text("a\"b")))).containsExactly("columns.0.text textCharacters");
        assertThat(faults(with(LayoutField.text("a|b")))).containsExactly("columns.0.text holdsSeparator");
        assertThat(faults(with(LayoutField.text("")))).as("an empty column").isEmpty();
    }

    @Test
    void whatIsKnownOfOnePaymentStandsInItsLineOnly() {
        LayoutDefinition plain = configured("|");
        LayoutDefinition wrong = new LayoutDefinition(
                plain.shape(),
                "|",
                null,
                null,
                "txt",
                null,
                List.of(LayoutField.of(LayoutContent.NAME, 30)),
                plain.columns(),
                List.of());
        assertThat(faults(wrong)).containsExactly("header.0.content notInThisLine");
        assertThat(new LayoutLines(wrong, FILE).trailer()).isEmpty();
    }

    @Test
    void symbolsAndExtensionAreWhatFilesCanHave() {
        LayoutDefinition plain = configured("|");
        LayoutDefinition wrong = new LayoutDefinition(
                plain.shape(), "|", null, null, "../x", "-₹", plain.header(), plain.columns(), plain.trailer());
        assertThat(faults(wrong)).containsExactly("extension extension", "symbols symbols");
    }

    @Test
    void whatAProgramLeftOutIsThePlainest() {
        LayoutField field = new LayoutField(LayoutContent.REFERENCE, null, 20, null, null, null);
        assertThat(field).isEqualTo(LayoutField.of(LayoutContent.REFERENCE, 20));
        assertThat(new LayoutField(LayoutContent.AMOUNT, "left over", 20, "ddMMyy", null, null))
                .isEqualTo(LayoutField.of(LayoutContent.AMOUNT, 20));
    }

    @Test
    void zerosNeverChangeAValue() {
        assertThat(faults(fixed(
                        new LayoutField(LayoutContent.AMOUNT, "", 17, LayoutContent.PAISE, Align.RIGHT, Fill.ZERO))))
                .isEmpty();
        assertThat(faults(fixed(
                        new LayoutField(LayoutContent.AMOUNT, "", 17, LayoutContent.PAISE, Align.LEFT, Fill.ZERO))))
                .containsExactly("columns.0.fill zeros");
        assertThat(faults(fixed(new LayoutField(LayoutContent.REFERENCE, "", 20, "", Align.RIGHT, Fill.ZERO))))
                .containsExactly("columns.0.fill zeros");
    }

    @Test
    void delimitedLinesReplaceOrQuote() {
        List<LayoutField> columns = List.of(
                LayoutField.of(LayoutContent.REFERENCE, 35),
                LayoutField.of(LayoutContent.NAME, 50),
                new LayoutField(LayoutContent.DATE, "", 10, "dd/MM/yyyy", null, null),
                new LayoutField(LayoutContent.AMOUNT, "", 16, LayoutContent.PAISE, null, null),
                LayoutField.text(""));
        assertThat(line(delimited(",", Quoting.REPLACE, columns)))
                .isEqualTo("V202627-000123-1,Ramesh Patil (Sr.),23/11/2026,3120050,\r\n");
        assertThat(line(delimited(",", Quoting.WHERE_NEEDED, columns)))
                .isEqualTo("V202627-000123-1,\"Ramesh, Patil (Sr.)\",23/11/2026,3120050,\r\n");
        assertThat(line(delimited(",", Quoting.ALWAYS, columns)))
                .isEqualTo("\"V202627-000123-1\",\"Ramesh, Patil (Sr.)\",\"23/11/2026\",\"3120050\",\"\"\r\n");
    }

    @Test
    void fixedWidthsStandWhereTheBankCountsThem() {
        LayoutDefinition layout = new LayoutDefinition(
                Shape.FIXED_WIDTH,
                "",
                null,
                LineEnd.LF,
                "dat",
                "-/",
                List.of(),
                List.of(
                        LayoutField.text("D"),
                        LayoutField.of(LayoutContent.REFERENCE, 20),
                        new LayoutField(LayoutContent.AMOUNT, "", 17, LayoutContent.PAISE, Align.RIGHT, Fill.ZERO),
                        LayoutField.of(LayoutContent.NAME, 20),
                        LayoutField.of(LayoutContent.ACCOUNT, 20),
                        LayoutField.of(LayoutContent.IFSC, 11)),
                List.of());
        assertThat(faults(layout)).isEmpty();
        assertThat(line(layout))
                .isEqualTo(
                        "DV202627-000123-1    00000000003120050Ramesh Patil Sr     50100012345678      HDFC0000060\n");
    }

    @Test
    void aNameWithNothingLeftForThisBankIsTold() {
        LayoutDefinition plain = configured("|");
        LayoutLines lines = new LayoutLines(plain, FILE);
        assertThat(lines.misfit(RAMESH)).isEmpty();
        assertThat(lines.misfit(new PaymentFacts(1, "V1", Money.of(1), "", "123456", "HDFC0000060", "r")))
                .contains(LayoutContent.NAME);
        assertThat(lines.misfit(new PaymentFacts(1, "V".repeat(36), Money.of(1), "A", "123456", "HDFC0000060", "r")))
                .contains(LayoutContent.REFERENCE);
    }

    @Test
    void differencesAreThoseOfTheFieldsNotOfTheirPlaces() {
        LayoutDefinition before = configured("|");
        List<LayoutField> columns = new ArrayList<>(before.columns());
        columns.add(1, LayoutField.of(LayoutContent.LINE_NUMBER, 6));
        LayoutDefinition after = delimited(";", Quoting.REPLACE, columns);
        assertThat(LayoutChange.between(before, before)).isEmpty();
        assertThat(LayoutChange.between(before, delimited(";", Quoting.REPLACE, before.columns()))
                        .getFirst())
                .isEqualTo(new LayoutChange("separator", "|", ";"));
        assertThat(LayoutChange.between(before, after))
                .contains(new LayoutChange("columns 2", null, "LINE_NUMBER 6"))
                .noneMatch(change -> change.place().startsWith("columns ") && change.before() != null);
    }

    private static LayoutDefinition configured(String separator) {
        LayoutDefinition plain = new ConfiguredLayout(
                        "|",
                        List.of(
                                LayoutContent.REFERENCE,
                                LayoutContent.AMOUNT,
                                LayoutContent.DATE,
                                LayoutContent.DEBTOR_ACCOUNT,
                                LayoutContent.IFSC,
                                LayoutContent.ACCOUNT,
                                LayoutContent.NAME,
                                LayoutContent.REMARK))
                .definition();
        return new LayoutDefinition(
                plain.shape(), separator, null, null, "txt", null, plain.header(), plain.columns(), plain.trailer());
    }

    /** One field before a layout that is right. */
    private static LayoutDefinition with(LayoutField field) {
        List<LayoutField> columns = new ArrayList<>(configured("|").columns());
        columns.addFirst(field);
        return delimited("|", Quoting.REPLACE, columns);
    }

    private static LayoutDefinition fixed(LayoutField field) {
        List<LayoutField> columns = new ArrayList<>(configured("|").columns());
        columns.addFirst(field);
        return new LayoutDefinition(Shape.FIXED_WIDTH, "", null, null, "txt", null, List.of(), columns, List.of());
    }

    private static LayoutDefinition delimited(String separator, Quoting quoting, List<LayoutField> columns) {
        return new LayoutDefinition(
                Shape.DELIMITED, separator, quoting, null, "txt", null, List.of(), columns, List.of());
    }

    private static List<String> faults(LayoutDefinition layout) {
        return LayoutRules.faults(layout, FILE).stream()
                .map(fault -> fault.field() + " " + fault.code())
                .toList();
    }

    private static String line(LayoutDefinition layout) {
        return new LayoutLines(layout, FILE).payment(RAMESH);
    }
}
