package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ltet.portal.shared.Money;

@DisplayName("Reading the bank's answers: pain.002 and camt, as a stream, without trusting them (PAY-5)")
class StatementReaderTest {

    static final String CAMT_HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
            <GrpHdr><MsgId>N-1</MsgId><CreDtTm>2026-11-23T10:00:00Z</CreDtTm></GrpHdr>
            <Ntfctn><Id>N-1-1</Id><Acct><Id><Othr><Id>00600350012345</Id></Othr></Id><Svcr><FinInstnId><ClrSysMmbId>
            <MmbId>HDFC0000060</MmbId></ClrSysMmbId></FinInstnId></Svcr></Acct>
            """;
    static final String CAMT_TAIL = "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>";

    static String booking(String direction, String amount, String endToEndId, String utr, String extra) {
        return """
                <Ntry><Amt Ccy="INR">%2$s</Amt><CdtDbtInd>%1$s</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                <ValDt><Dt>2026-11-23</Dt></ValDt><AcctSvcrRef>%4$s</AcctSvcrRef>
                <NtryDtls><TxDtls><Refs><AcctSvcrRef>%4$s</AcctSvcrRef><EndToEndId>%3$s</EndToEndId></Refs>
                <Amt Ccy="INR">%2$s</Amt><CdtDbtInd>%1$s</CdtDbtInd>%5$s</TxDtls></NtryDtls></Ntry>
                """.formatted(direction, amount, endToEndId, utr, extra);
    }

    @Test
    void readsDebitsAndReturnsWithReferenceAmountAndReason() throws UnreadableFile {
        Taken taken = read(CAMT_HEAD
                + booking("DBIT", "31200.00", "V202627-000123-1", "HDFCN26327000001", "")
                + booking(
                        "CRDT",
                        "500.50",
                        "V202627-000124-1",
                        "HDFCR26327000002",
                        "<RtrInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>Closed</AddtlInf></RtrInf>")
                + CAMT_TAIL);

        assertThat(taken.messages).containsExactly("NOTIFICATION N-1");
        assertThat(taken.accounts).containsExactly("00600350012345");
        assertThat(taken.banks).containsExactly("HDFC0000060");
        assertThat(taken.entries).hasSize(2);
        BankEntry debit = taken.entries.getFirst();
        assertThat(debit.kind()).isEqualTo(BankEntry.Kind.DEBIT);
        assertThat(debit.endToEndId()).isEqualTo("V202627-000123-1");
        assertThat(debit.amount()).isEqualTo(Money.of("31200.00"));
        assertThat(debit.bankReference()).isEqualTo("HDFCN26327000001");
        assertThat(debit.valueDate()).isEqualTo(LocalDate.of(2026, 11, 23));
        BankEntry comeback = taken.entries.getLast();
        assertThat(comeback.kind()).isEqualTo(BankEntry.Kind.CREDIT);
        assertThat(comeback.reasonCode()).isEqualTo("AC04");
        assertThat(comeback.reasonText()).isEqualTo("Closed");
        assertThat(comeback.currency()).isEqualTo("INR");
    }

    @Test
    void readsManyTransactionsOfOneEntryAndLeavesOutWhatIsOnlyAnnounced() throws UnreadableFile {
        String many = """
                <Ntry><Amt Ccy="INR">30.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><NtryDtls>
                <TxDtls><Refs><EndToEndId>E1</EndToEndId></Refs><Amt Ccy="INR">10.00</Amt></TxDtls>
                <TxDtls><Refs><EndToEndId>E2</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy="INR">20.00</Amt></TxAmt></AmtDtls>
                </TxDtls></NtryDtls></Ntry>
                <Ntry><Amt Ccy="INR">5.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts></Ntry>
                <Ntry><Amt Ccy="INR">7.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts></Ntry>
                """;
        Taken taken = read(CAMT_HEAD + many + CAMT_TAIL);
        assertThat(taken.entries)
                .extracting(entry -> entry.kind() + " " + entry.endToEndId() + " " + entry.amount())
                .containsExactly("DEBIT E1 10.00", "DEBIT E2 20.00", "CREDIT null 7.00");
        assertThat(taken.entries).extracting(BankEntry::naturalKey).doesNotHaveDuplicates();
    }

    @Test
    void readsAStatusReportOfThePaymentsAndOfTheWholeFile() throws UnreadableFile {
        Taken single = read(status(
                "PART",
                "<OrgnlPmtInfAndSts><OrgnlPmtInfId>P</OrgnlPmtInfId>"
                        + "<TxInfAndSts><OrgnlEndToEndId>E1</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC01</Cd>"
                        + "</Rsn><AddtlInf>Wrong number</AddtlInf></StsRsnInf></TxInfAndSts>"
                        + "<TxInfAndSts><OrgnlEndToEndId>E2</OrgnlEndToEndId><TxSts>ACSP</TxSts></TxInfAndSts>"
                        + "</OrgnlPmtInfAndSts>"));
        assertThat(single.answered).containsExactly("B202627-000007");
        assertThat(single.entries)
                .extracting(e -> e.endToEndId() + " " + e.status() + " " + e.reasonCode())
                .containsExactly("null PART null", "E1 RJCT AC01", "E2 ACSP null");
        assertThat(single.entries.getFirst().ofWholeFile()).isTrue();

        Taken whole = read(status("RJCT", ""));
        assertThat(whole.entries).hasSize(1).allMatch(BankEntry::ofWholeFile);
    }

    @Test
    void aFileCutOffAnywhereIsRefused() {
        String whole = CAMT_HEAD + booking("DBIT", "1.00", "E1", "U1", "") + CAMT_TAIL;
        for (int length = 10; length < whole.length() - 1; length += 37) {
            String cut = whole.substring(0, length);
            assertThat(codeOf(cut)).as("cut at %d", length).isIn("incomplete", "notABankFile", "missing");
        }
    }

    @Test
    void aDocumentTypeOrAnExternalEntityIsRefusedUnread() {
        String entity = CAMT_HEAD.replace(
                        "<Document", "<!DOCTYPE Document [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<Document")
                + booking("DBIT", "1.00", "&x;", "U1", "")
                + CAMT_TAIL;
        assertThat(codeOf(entity)).isEqualTo("documentType");
        String bomb = "<!DOCTYPE b [<!ENTITY a \"" + "x".repeat(1000) + "\">]><Document/>";
        assertThat(codeOf(bomb)).isEqualTo("documentType");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not xml at all",
                "<a/>",
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\"/>",
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\"/>"
            })
    void whatIsNoAnswerOfABankIsRefused(String content) {
        assertThat(codeOf(content)).isIn("incomplete", "notABankFile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1.00", "1e5", "1.005", "१००", "1,00,000.00", "99999999999999.00", " ", "abc"})
    void anAmountThatIsNoneIsRefused(String amount) {
        assertThat(codeOf(CAMT_HEAD + booking("DBIT", amount, "E1", "U1", "") + CAMT_TAIL))
                .isIn("amount", "missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<n%d/>", "<a n%d=\"\"/>", "<n%1$d:a xmlns:n%1$d=\"u\"/>", "<a xmlns=\"u%d\"/>", "<?n%d ?>"})
    @DisplayName("Names without end, which the parser keeps, are read no further than the bound (PAY-5)")
    void namesWithoutEndAreNotReadToTheirEnd(String piece) {
        int[] made = {0};
        InputStream endless = new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return made[0] < 200_000;
            }

            @Override
            public InputStream nextElement() {
                return new ByteArrayInputStream(piece.formatted(made[0]++).getBytes(StandardCharsets.UTF_8));
            }
        });
        InputStream head = new ByteArrayInputStream(CAMT_HEAD.getBytes(StandardCharsets.UTF_8));
        UnreadableFile refused = catchThrowableOfType(
                UnreadableFile.class, () -> StatementReader.read(new SequenceInputStream(head, endless), new Taken()));
        assertThat(refused).isNotNull();
        assertThat(refused.code()).isEqualTo("notABankFile");
        assertThat(made[0]).isLessThan(60_000);
    }

    /** The parser keeps each of these whole: without a bound a node would run out of memory. */
    @ParameterizedTest
    @ValueSource(strings = {"<!--", "<?bank ", "<Id x=\"", "<", "<![CDATA[", "</"})
    @DisplayName("One endless piece is read no further than the bound (PAY-5)")
    void oneEndlessPieceIsNotReadToItsEnd(String opening) {
        byte[] head = (CAMT_HEAD + opening).getBytes(StandardCharsets.UTF_8);
        long[] read = {0};
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return ++read[0] > 50L << 20 ? -1 : 'x';
            }
        };
        UnreadableFile refused = catchThrowableOfType(
                UnreadableFile.class,
                () -> StatementReader.read(
                        new SequenceInputStream(new ByteArrayInputStream(head), endless), new Taken()));
        assertThat(refused).isNotNull();
        assertThat(refused.code()).isIn("longPiece", "notABankFile", "incomplete");
        assertThat(read[0]).isLessThan(1L << 20);
    }

    @Test
    void aHundredThousandEntriesAreReadAsAStream() throws UnreadableFile {
        int count = 100_000;
        Enumeration<InputStream> parts = Collections.enumeration(new java.util.AbstractList<>() {
            @Override
            public InputStream get(int index) {
                String part = index == 0
                        ? CAMT_HEAD
                        : index == count + 1 ? CAMT_TAIL : booking("DBIT", "1.00", "E" + index, "U" + index, "");
                return new ByteArrayInputStream(part.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public int size() {
                return count + 2;
            }
        });
        int[] seen = {0};
        StatementReader.read(new SequenceInputStream(parts), new Taken() {
            @Override
            public void entry(BankEntry entry) {
                seen[0]++;
            }
        });
        assertThat(seen[0]).isEqualTo(count);
    }

    @Test
    void aMalformedDocumentTypeThatBreaksTheParserIsRefused() {
        assertThat(codeOf("<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITYns=\"x\"><b>\u0001"))
                .isEqualTo("incomplete");
        assertThat(codeOf("<!DOCTYPE l [<!ENTITY a \"ha\">\u0000\u0000")).isEqualTo("incomplete");
    }

    @Test
    void detailsOutsideOfAnEntryAreRefused() {
        assertThat(codeOf("""
                        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
                        <GrpHdr><MsgId>N-1</MsgId></GrpHdr>
                        <TxDtls><Amt Ccy="INR">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls>
                        </BkToCstmrStmt></Document>
                        """)).isEqualTo("missing");
    }

    @Test
    void anEntryOfNoAccountOrAStatusThatAnswersNoFileIsRefused() {
        assertThat(codeOf("""
                        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
                        <GrpHdr><MsgId>N-1</MsgId></GrpHdr>%s</BkToCstmrStmt></Document>
                        """.formatted(booking("DBIT", "1.00", "E1", "U1", ""))))
                .isEqualTo("missing");
        assertThat(codeOf("""
                        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
                        <GrpHdr><MsgId>S-1</MsgId></GrpHdr>
                        <OrgnlPmtInfAndSts><PmtInfSts>RJCT</PmtInfSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
                        """)).isEqualTo("missing");
    }

    @Test
    void deepNestingIsRefused() {
        String deep = CAMT_HEAD
                + "<Ntry>"
                + IntStream.range(0, 60).mapToObj(i -> "<A>").reduce("", String::concat);
        assertThat(codeOf(deep)).isEqualTo("notABankFile");
    }

    private static String status(String group, String rest) {
        return """
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
                <GrpHdr><MsgId>S-1</MsgId><CreDtTm>2026-11-23T10:00:00Z</CreDtTm></GrpHdr>
                <OrgnlGrpInfAndSts><OrgnlMsgId>B202627-000007</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>
                <GrpSts>%s</GrpSts></OrgnlGrpInfAndSts>%s</CstmrPmtStsRpt></Document>
                """.formatted(group, rest);
    }

    private static Taken read(String xml) throws UnreadableFile {
        Taken taken = new Taken();
        StatementReader.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), taken);
        return taken;
    }

    private static String codeOf(String xml) {
        UnreadableFile refused = catchThrowableOfType(UnreadableFile.class, () -> read(xml));
        assertThat(refused).isNotNull();
        return refused.code();
    }

    private static class Taken implements StatementSink {
        final List<String> messages = new ArrayList<>();
        final List<String> accounts = new ArrayList<>();
        final List<String> banks = new ArrayList<>();
        final List<String> answered = new ArrayList<>();
        final List<BankEntry> entries = new ArrayList<>();

        @Override
        public void message(StatementMessage message) {
            messages.add(message.type() + " " + message.messageId());
        }

        @Override
        public void account(String number) {
            accounts.add(number);
        }

        @Override
        public void bank(String code) {
            banks.add(code);
        }

        @Override
        public void answers(String originalMessageId) {
            answered.add(originalMessageId);
        }

        @Override
        public void entry(BankEntry entry) {
            entries.add(entry);
        }
    }
}
