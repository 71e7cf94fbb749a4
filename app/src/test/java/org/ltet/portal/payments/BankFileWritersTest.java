package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.payments.layout.ConfiguredLayout;
import org.ltet.portal.payments.layout.LayoutContent;
import org.ltet.portal.payments.layout.LayoutDefinition;
import org.ltet.portal.shared.Money;
import org.xml.sax.SAXException;

@DisplayName("Bank files: pain.001 valid against the official schema, and the NEFT text (PAY-3)")
class BankFileWritersTest {

    private static final Debtor TRUST =
            new Debtor("LTET Employees' Welfare Trust", "00600350012345", "HDFC0000060", "LTETH2H01");
    private static final LayoutDefinition LAYOUT = new ConfiguredLayout(
                    "|", List.of(LayoutContent.REFERENCE, LayoutContent.AMOUNT, LayoutContent.NAME))
            .definition();
    private static final Instruction RAMESH = new Instruction(
            "V202627-000123-1", Money.of("31200.00"), "Ramesh Patil", "50100012345678", "HDFC0000060", "LTET V1");
    private static final Instruction RENE = new Instruction(
            "V202627-000124-1", Money.of("28400.50"), "René <D'Souza> & रमा", "912010049871", "UTIB0000123", "a|b & c");

    @Test
    void thePaymentFileIsValidAgainstTheOfficialSchema() throws Exception {
        String xml = pain(totals(2, "59600.50"), RAMESH, RENE);
        assertThatCode(() -> officialSchema()
                        .newValidator()
                        .validate(new StreamSource(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))))
                .doesNotThrowAnyException();
        assertThat(xml)
                .contains("<NbOfTxs>2</NbOfTxs><CtrlSum>59600.50</CtrlSum>")
                .contains("<InstdAmt Ccy=\"INR\">28400.50</InstdAmt>")
                .contains("<Nm>Rene D'Souza</Nm>")
                .contains("<Cd>INFSC</Cd></ClrSysId><MmbId>UTIB0000123</MmbId>");
    }

    @Test
    void theSchemaTestCanFail() throws Exception {
        String broken = pain(totals(1, "31200.00"), RAMESH).replace("<PmtMtd>TRF", "<PmtMtd>CASH");
        assertThat(isValid(broken)).isFalse();
    }

    @Test
    void aFileThatDoesNotAddUpToItsControlTotalsIsNotWritten() {
        assertThatIllegalStateException().isThrownBy(() -> pain(totals(2, "31200.00"), RAMESH));
        assertThatIllegalStateException().isThrownBy(() -> pain(totals(1, "31200.01"), RAMESH));
        assertThatIllegalStateException().isThrownBy(() -> neft(totals(1, "31200.01"), RAMESH));
    }

    @Test
    void theNeftTextHoldsTheSamePaymentsBetweenHeaderAndTrailer() throws IOException {
        assertThat(neft(totals(2, "59600.50"), RAMESH, RENE).split("\r\n"))
                .containsExactly(
                        "H|LTETH2H01|B202627-000007|2026-11-23",
                        "D|V202627-000123-1|31200.00|Ramesh Patil",
                        "D|V202627-000124-1|28400.50|Rene D'Souza",
                        "T|2|59600.50");
    }

    @Test
    void aHundredThousandPaymentsFitInASmallHeapAndAFewSeconds() throws IOException {
        int count = 100_000;
        CountingStream out = new CountingStream();
        FileTotals totals = totals(count, Money.of(31_200L * count).plain());
        long start = System.nanoTime();
        try (Pain001Writer writer = new Pain001Writer(out, TRUST, totals)) {
            for (int i = 0; i < count; i++) {
                writer.write(RAMESH);
            }
        }
        assertThat(out.bytes).isGreaterThan(count * 400L);
        assertThat((System.nanoTime() - start) / 1_000_000).as("milliseconds").isLessThan(30_000);

        CountingStream text = new CountingStream();
        start = System.nanoTime();
        try (NeftWriter writer = new NeftWriter(text, LAYOUT, TRUST, totals)) {
            for (int i = 0; i < count; i++) {
                writer.write(RAMESH);
            }
        }
        assertThat(text.bytes).isGreaterThan(count * 35L);
        assertThat((System.nanoTime() - start) / 1_000_000).as("milliseconds").isLessThan(10_000);
    }

    static boolean isValid(String xml) throws IOException, SAXException {
        try {
            officialSchema()
                    .newValidator()
                    .validate(new StreamSource(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))));
            return true;
        } catch (SAXException e) {
            return false;
        }
    }

    static Schema officialSchema() throws SAXException {
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(Objects.requireNonNull(
                        BankFileWritersTest.class.getResource("/pain.001.001.09.xsd"), "schema on the test path"));
    }

    private static FileTotals totals(int count, String sum) {
        return new FileTotals(
                "B202627-000007",
                Instant.parse("2026-11-22T10:15:30.123Z"),
                LocalDate.of(2026, 11, 23),
                count,
                Money.of(sum));
    }

    private static String pain(FileTotals totals, Instruction... instructions) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Pain001Writer writer = new Pain001Writer(out, TRUST, totals)) {
            for (Instruction instruction : instructions) {
                writer.write(instruction);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String neft(FileTotals totals, Instruction... instructions) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (NeftWriter writer = new NeftWriter(out, LAYOUT, TRUST, totals)) {
            for (Instruction instruction : instructions) {
                writer.write(instruction);
            }
        }
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static final class CountingStream extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] b, int off, int len) {
            bytes += len;
        }
    }
}
