package org.ltet.simulators.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ltet.simulators.Running;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;

@DisplayName("The simulated bank (PAY-3, PAY-5, ITG-6)")
class BankTest {

    private static final String[] PORTAL = {"portal", "bank-demo"};

    private static Running running;

    @BeforeAll
    static void start() {
        running = Running.with();
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @AfterEach
    void behaveAsByDefault() throws Exception {
        running.post("/bank/admin/scenario", "{\"scenario\":\"mixed\"}");
        running.post("/bank/admin/release", "");
    }

    @Test
    void refusesWhoeverDoesNotKnowThePassword() throws Exception {
        assertThat(running.send(running.request("/bank/h2h/outbox")).statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"03", "09"})
    void aSmallFileIsPaidInFullAndAnsweredInItsOwnGeneration(String version) throws Exception {
        String id = "small" + version;
        assertThat(put(id + ".xml", pain001(version, id, 3, BankTest::account)).statusCode())
                .isEqualTo(201);

        String report = fetch(id + ".pain002.xml");
        assertThat(report).contains(version.equals("03") ? "pain.002.001.03" : "pain.002.001.10");
        assertThat(texts(report, "//*[local-name()='OrgnlMsgId']")).containsExactly(id);
        assertThat(texts(report, "//*[local-name()='GrpSts']")).containsExactly("ACSP");
        assertThat(texts(report, "//*[local-name()='TxSts']")).containsExactly("ACSC", "ACSC", "ACSC");
        String notification = fetch(id + ".camt054.xml");
        assertThat(texts(notification, "//*[local-name()='EndToEndId']"))
                .containsExactly(id + "-1", id + "-2", id + "-3");
        assertThat(texts(notification, "//*[local-name()='Ntry']/*[local-name()='Amt']"))
                .containsExactly("101.50", "102.50", "103.50");
        assertThat(texts(notification, "//*[local-name()='Ntry']/*[local-name()='AcctSvcrRef']"))
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    @Test
    void answersFollowTheSchemasOfTheirMessages() throws Exception {
        put("schema.xml", pain001("09", "schema", 12, BankTest::account));
        put("schema-again.xml", pain001("09", "schema", 12, BankTest::account));

        validate(fetch("schema.pain002.xml"), "pain.002.001.10.xsd");
        validate(fetch("schema-again.pain002.xml"), "pain.002.001.10.xsd");
        // The entries of notifications and of account reports are of the same types; only the report's schema is at
        // hand.
        validate(
                fetch("schema.camt054.xml")
                        .replace("camt.054.001.08", "camt.052.001.08")
                        .replace("BkToCstmrDbtCdtNtfctn", "BkToCstmrAcctRpt")
                        .replaceAll("(</?)Ntfctn>", "$1Rpt>"),
                "camt.052.001.08.xsd");
    }

    @Test
    void byDefaultAFileOfTenHasOneOfEachTrouble() throws Exception {
        put("mixed.xml", pain001("09", "mixed", 10, BankTest::account));

        String report = fetch("mixed.pain002.xml");
        assertThat(texts(report, "//*[local-name()='GrpSts']")).containsExactly("PART");
        assertThat(texts(
                        report,
                        "//*[local-name()='TxInfAndSts'][*[local-name()='TxSts']='RJCT']"
                                + "/*[local-name()='OrgnlEndToEndId']"))
                .containsExactly("mixed-4");
        assertThat(texts(report, "//*[local-name()='TxInfAndSts']//*[local-name()='Cd']"))
                .containsExactly("AC04");
        String notification = fetch("mixed.camt054.xml");
        List<String> debits = texts(notification, entry("DBIT") + "//*[local-name()='EndToEndId']");
        assertThat(debits).hasSize(10).doesNotContain("mixed-4");
        assertThat(debits.getLast()).startsWith("NOTOURS-");
        assertThat(texts(notification, entry("CRDT") + "//*[local-name()='EndToEndId']"))
                .containsExactly("mixed-8");
        assertThat(texts(notification, "//*[local-name()='RtrInf']//*[local-name()='Cd']"))
                .containsExactly("AC06");
        assertThat(paid("mixed-6").path("totalPaid").decimalValue()).isEqualByComparingTo("105.50");
        assertThat(paid("mixed-4").path("timesPaid").asInt()).isZero();
        assertThat(paid("mixed-8").path("returned").asInt()).isEqualTo(1);
    }

    @Test
    void accountsEndingIn99HaveTheirOwnFateInEveryScenario() throws Exception {
        running.post("/bank/admin/scenario", "{\"scenario\":\"all-paid\"}");
        String[] accounts = {"50100000009901", "50100000009904", "50100000009906", "50100000001234"};
        put("fates.xml", pain001("09", "fates", 4, place -> accounts[place - 1]));

        String report = fetch("fates.pain002.xml");
        assertThat(texts(report, "//*[local-name()='TxSts']")).containsExactly("RJCT", "RJCT", "ACSC", "ACSC");
        assertThat(texts(report, "//*[local-name()='TxInfAndSts']//*[local-name()='Cd']"))
                .containsExactly("AC01", "AC04");
        assertThat(texts(fetch("fates.camt054.xml"), entry("CRDT") + "//*[local-name()='EndToEndId']"))
                .containsExactly("fates-3");
    }

    @Test
    void theSameFileAgainChangesNothingAndAnotherUnderItsNameIsRefused() throws Exception {
        String file = pain001("09", "again", 2, BankTest::account);
        assertThat(put("again.xml", file).statusCode()).isEqualTo(201);
        assertThat(put("again.xml", file).statusCode()).isEqualTo(200);
        assertThat(put("again.xml", pain001("09", "other", 2, BankTest::account))
                        .statusCode())
                .isEqualTo(409);
        assertThat(paid("again-1").path("timesPaid").asInt()).isEqualTo(1);
        assertThat(paid("other-1").path("timesPaid").asInt()).isZero();
    }

    @Test
    void aMessageThatWasTakenBeforeIsRefusedUnderAnyFileName() throws Exception {
        String file = pain001("03", "twice", 2, BankTest::account);
        put("twice.xml", file);
        assertThat(put("twice-b.xml", file).statusCode()).isEqualTo(201);

        String report = fetch("twice-b.pain002.xml");
        assertThat(texts(report, "//*[local-name()='GrpSts']")).containsExactly("RJCT");
        assertThat(texts(report, "//*[local-name()='OrgnlGrpInfAndSts']//*[local-name()='Cd']"))
                .containsExactly("AM05");
        assertThat(outbox()).doesNotContain("twice-b.camt054.xml");
        assertThat(paid("twice-1").path("timesPaid").asInt()).isEqualTo(1);
    }

    @Test
    void aPaymentThatStandsTwiceInOneFileIsPaidOnce() throws Exception {
        put(
                "inner.xml",
                pain001("09", "inner", 2, BankTest::account).replace("inner-2</EndToEndId>", "inner-1</EndToEndId>"));
        assertThat(texts(fetch("inner.pain002.xml"), "//*[local-name()='TxSts']"))
                .containsExactly("ACSC", "RJCT");
        assertThat(paid("inner-1").path("timesPaid").asInt()).isEqualTo(1);
    }

    @Test
    void refusesAFileWhoseTotalsAreWrongAndPaysNothing() throws Exception {
        String file = pain001("09", "totals", 3, BankTest::account);
        put("sum.xml", file.replaceFirst("<CtrlSum>[^<]*", "<CtrlSum>1.00"));
        put("count.xml", file.replaceFirst("<NbOfTxs>3", "<NbOfTxs>4"));
        assertThat(texts(fetch("sum.pain002.xml"), "//*[local-name()='Cd']")).containsExactly("AM10");
        assertThat(texts(fetch("count.pain002.xml"), "//*[local-name()='Cd']")).containsExactly("AM18");
        assertThat(paid("totals-1").path("timesPaid").asInt()).isZero();
    }

    @Test
    void refusesWhatIsNotAPaymentFileAndFollowsNoEntities() throws Exception {
        String attack = "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
        put("attack.xml", attack + pain001("09", "attack", 1, BankTest::account).replace("Payee 1", "&x;"));
        put("cut.xml", pain001("09", "cut", 3, BankTest::account).substring(0, 900));
        put("foreign.xml", "<Document xmlns=\"urn:other\"/>");
        for (String name : List.of("attack", "cut", "foreign")) {
            String report = fetch(name + ".pain002.xml");
            assertThat(texts(report, "//*[local-name()='GrpSts']")).containsExactly("RJCT");
            assertThat(texts(report, "//*[local-name()='Cd']")).containsExactly("FF01");
            assertThat(report).doesNotContain("root:");
        }
        assertThat(paid("attack-1").path("timesPaid").asInt()).isZero();
        assertThat(paid("cut-1").path("timesPaid").asInt()).isZero();
    }

    @Test
    void canRefuseAllAndCanKeepSilentUntilReleased() throws Exception {
        running.post("/bank/admin/scenario", "{\"scenario\":\"refuse-all\"}");
        put("refused.xml", pain001("09", "refused", 2, BankTest::account));
        assertThat(texts(fetch("refused.pain002.xml"), "//*[local-name()='GrpSts']"))
                .containsExactly("RJCT");
        assertThat(outbox()).doesNotContain("refused.camt054.xml");

        running.post("/bank/admin/scenario", "{\"scenario\":\"silent\"}");
        put("silent.xml", pain001("09", "silent", 2, BankTest::account));
        assertThat(outbox()).doesNotContain("silent.pain002.xml", "silent.camt054.xml");
        assertThat(running.send(running.request("/bank/h2h/outbox/silent.pain002.xml", PORTAL))
                        .statusCode())
                .isEqualTo(404);
        assertThat(paid("silent-1").path("timesPaid").asInt()).isEqualTo(1);
        running.post("/bank/admin/release", "");
        assertThat(outbox()).contains("silent.pain002.xml", "silent.camt054.xml");
    }

    @Test
    void tellsTheStatusOfEachPartOfAFile() throws Exception {
        String file = pain001("09", "parts", 2, place -> place == 2 ? "50100000009901" : account(place));
        String start = file.substring(file.indexOf("<PmtInf>"), file.indexOf("<CdtTrfTxInf>"));
        int second = file.lastIndexOf("<CdtTrfTxInf>");
        String split = file.substring(0, second) + "</PmtInf>" + start.replace("parts-P1", "parts-P2")
                + file.substring(second);
        put("parts.xml", split);
        assertThat(texts(fetch("parts.pain002.xml"), "//*[local-name()='PmtInfSts']"))
                .containsExactly("ACSP", "RJCT");
    }

    @Test
    void aNeftTextFileIsAnsweredByATextFile() throws Exception {
        put("neft.txt", """
                Payment Reference|Beneficiary Name|IFSC|Beneficiary Account Number|Amount
                N-1|Ramesh Patil|SBIN0000300|30000000111|1000.00
                N-2|Sunita Patil|SBIN0000300|30000009904|2000.00
                N-3|Isha Patil|SBIN0000300|30000009906|3000.00
                """);
        assertThat(fetch("neft.response.csv").lines().map(line -> line.replaceAll("SIMBN\\d+", "UTR")))
                .containsExactly(
                        "reference,status,utr,amount,reason",
                        "N-1,PAID,UTR,1000.00,",
                        "N-2,REJECTED,,2000.00,AC04",
                        "N-3,RETURNED,UTR,3000.00,AC06");
        assertThat(paid("N-1").path("totalPaid").decimalValue()).isEqualByComparingTo("1000.00");
    }

    @Test
    void aLargeFileIsWorkedOff() throws Exception {
        running.post("/bank/admin/scenario", "{\"scenario\":\"all-paid\"}");
        assertThat(put("large.xml", pain001("09", "large", 20_000, BankTest::account))
                        .statusCode())
                .isEqualTo(201);
        assertThat(texts(fetch("large.camt054.xml"), "//*[local-name()='EndToEndId']"))
                .hasSize(20_000)
                .doesNotHaveDuplicates();
        JsonNode listed = running.get("/bank/admin/files");
        assertThat(listed.valueStream()
                        .filter(file -> file.path("name").asString().equals("large.xml"))
                        .map(file -> file.path("transactions").asInt()))
                .containsExactly(20_000);
    }

    @Test
    void refusesFileNamesThatLeadElsewhere() throws Exception {
        assertThat(put("..%2Fevil.xml", "<a/>").statusCode()).isEqualTo(400);
        assertThat(put(".hidden.xml", "<a/>").statusCode()).isEqualTo(400);
    }

    private static String account(int place) {
        return "5010000000" + (1000 + place % 8000);
    }

    private static HttpResponse<String> put(String name, String body) throws IOException {
        return running.send(running.request("/bank/h2h/inbox/" + name, PORTAL)
                .header("Content-Type", name.endsWith(".xml") ? "application/xml" : "text/plain")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String fetch(String name) throws IOException {
        assertThat(outbox()).contains(name);
        return running.send(running.request("/bank/h2h/outbox/" + name, PORTAL)).body();
    }

    private static List<String> outbox() throws IOException {
        return running.get("/bank/h2h/outbox", PORTAL).findValuesAsString("name");
    }

    private static JsonNode paid(String endToEndId) throws IOException {
        return running.get("/bank/admin/payments/" + endToEndId);
    }

    private static String entry(String side) {
        return "//*[local-name()='Ntry'][*[local-name()='CdtDbtInd']='" + side + "']";
    }

    private static List<String> texts(String xml, String expression) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        XPath xpath = XPathFactory.newInstance().newXPath();
        NodeList nodes = (NodeList) xpath.evaluate(expression, document, XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    private static void validate(String xml, String schema) throws Exception {
        var factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.newSchema(BankTest.class.getResource("/" + schema))
                .newValidator()
                .validate(new StreamSource(new StringReader(xml)));
    }

    private static String pain001(String version, String id, int count, IntFunction<String> account) {
        BigDecimal sum =
                IntStream.rangeClosed(1, count).mapToObj(BankTest::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        StringBuilder xml = new StringBuilder("""
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.%s"><CstmrCdtTrfInitn>
                <GrpHdr><MsgId>%s</MsgId><CreDtTm>2026-11-22T10:00:00+05:30</CreDtTm><NbOfTxs>%d</NbOfTxs>\
                <CtrlSum>%s</CtrlSum><InitgPty><Nm>Trust</Nm></InitgPty></GrpHdr>
                <PmtInf><PmtInfId>%s-P1</PmtInfId><PmtMtd>TRF</PmtMtd><Dbtr><Nm>Trust</Nm></Dbtr>\
                <DbtrAcct><Id><Othr><Id>00000012345</Id></Othr></Id></DbtrAcct>
                """.formatted(version, id, count, sum, id));
        for (int place = 1; place <= count; place++) {
            xml.append("""
                    <CdtTrfTxInf><PmtId><InstrId>%1$s-I%2$d</InstrId><EndToEndId>%1$s-%2$d</EndToEndId></PmtId>\
                    <Amt><InstdAmt Ccy="INR">%3$s</InstdAmt></Amt><CdtrAgt><FinInstnId><ClrSysMmbId>\
                    <MmbId>HDFC0000060</MmbId></ClrSysMmbId></FinInstnId></CdtrAgt><Cdtr><Nm>Payee %2$d</Nm></Cdtr>\
                    <CdtrAcct><Id><Othr><Id>%4$s</Id></Othr></Id></CdtrAcct></CdtTrfTxInf>
                    """.formatted(id, place, amount(place), account.apply(place)));
        }
        return xml.append("</PmtInf></CstmrCdtTrfInitn></Document>").toString();
    }

    private static BigDecimal amount(int place) {
        return new BigDecimal("100.50").add(BigDecimal.valueOf(place));
    }
}
