package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import({PaymentsFixture.class, BankWord.class, Households.class})
@DisplayName("The screens and the API of accounts, from verifying to the bank file (PAY-1 to PAY-3, PAY-5)")
class AccountsScreensTest implements BankSimulator {

    private static final AtomicInteger NUMBERS = new AtomicInteger(31_000_000);
    private static final String PASSWORD = "a pass phrase of accounts";

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    BankWord bank;

    private WebSession maker;
    private WebSession checker;
    private String makerNumber;

    @BeforeEach
    void twoPeopleOfAccounts() {
        BankSimulator.follows("silent");
        makerNumber = account(Role.ACCOUNTS_OFFICER);
        maker = WebSession.signedIn(port, makerNumber, PASSWORD);
        checker = WebSession.signedIn(port, account(Role.ACCOUNTS_APPROVER), PASSWORD);
    }

    @Test
    void twoPeopleVerifyApproveBatchAndReleaseOnTheScreens() {
        VoucherView one = fixture.prepared("31200.00");
        VoucherView two = fixture.prepared("100000.00");
        assertThat(maker.get("/payments?list=to-verify&number=" + one.number().replace("/", "%2F"))
                        .body())
                .contains(one.number(), "₹31,200", "Verify the chosen")
                .doesNotContain(two.number());

        String chosen = "?select=" + one.id() + ":0&select=" + two.id() + ":0";
        HttpResponse<String> before = maker.post("/payments/vouchers/chosen" + chosen, Map.of("action", "verify"));
        assertThat(before.body()).contains("Verify 2 vouchers, ₹1,31,200");
        assertThat(fixture.voucher(one.id()).state()).isEqualTo(VoucherState.PREPARED);
        assertThat(maker.post("/payments/vouchers/sign" + chosen, Map.of("action", "verify"))
                        .body())
                .contains("2 vouchers verified, ₹1,31,200");
        assertThat(maker.get("/payments/vouchers/" + one.id()).body())
                .as("the maker is told why there is no button to approve")
                .contains("Only an accounts approver does this.")
                .doesNotContain("/approve\"");

        String verified = "?select=" + one.id() + ":1&select=" + two.id() + ":1";
        assertThat(checker.post("/payments/vouchers/sign" + verified, Map.of("action", "approve"))
                        .body())
                .contains("2 vouchers approved, ₹1,31,200");

        String approved = "?select=" + one.id() + ":2&select=" + two.id() + ":2";
        String batch = location(maker.post("/payments/batches/add" + approved, Map.of("batch", "new")));
        assertThat(maker.get(batch).body()).contains(one.number(), two.number(), "Freeze 2 vouchers, ₹1,31,200");
        assertThat(maker.post(batch + "/freeze", Map.of("version", version(batch), "executionDate", "2020-01-01"))
                        .statusCode())
                .isEqualTo(422);
        location(maker.post(batch + "/freeze", Map.of("version", version(batch), "executionDate", "2026-11-23")));
        assertThat(maker.get(batch).body()).doesNotContain("/release\"");
        location(checker.post(batch + "/approve", Map.of("version", version(batch))));
        String stale = version(batch);
        assertThat(checker.get(batch).body()).contains("Pay 2 vouchers, ₹1,31,200");
        location(checker.post(batch + "/release", Map.of("version", stale)));
        location(checker.post(batch + "/release", Map.of("version", stale)));

        String released = checker.get(batch).body();
        assertThat(released).contains("Released", "LTET_B", "XML for the bank", "NEFT text");
        Matcher file = Pattern.compile("/documents/[0-9a-f-]+\\?download").matcher(released);
        assertThat(file.find()).isTrue();
        HttpResponse<String> read = checker.get(file.group());
        assertThat(read.body()).contains("<NbOfTxs>2</NbOfTxs><CtrlSum>131200.00</CtrlSum>");
        assertThat(read.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(jdbc.sql("select count(*) from audit.entry where action = 'document.read' and object_id = ?")
                        .param(file.group().replaceAll("/documents/|\\?download", ""))
                        .query(Long.class)
                        .single())
                .as("SEC-3: who reads accounts in clear is on record, whoever released the file too")
                .isOne();
    }

    @Test
    @DisplayName("PAY-3: vouchers are filtered by their date on the desk and when a batch is filled")
    void vouchersAreFilteredByTheirDate() {
        VoucherView one = fixture.prepared("77123.45");
        LocalDate day = IndiaTime.dateOf(one.preparedAt());
        String desk = "/payments?list=to-verify&least=77123.45&most=77123.45";
        assertThat(maker.get(desk + "&from=" + day + "&until=" + day).body()).contains(one.number());
        assertThat(maker.get(desk + "&from=" + day.plusDays(1)).body()).doesNotContain(one.number());
        String before = maker.get(desk + "&until=" + day.minusDays(1)).body();
        assertThat(before).doesNotContain(one.number()).contains("value=\"" + day.minusDays(1) + "\"");
        HttpResponse<String> wrong = maker.get(desk + "&from=31.2.2026");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("href=\"#from\">Prepared from: Enter a date", "value=\"31.2.2026\"");
        assertThat(maker.get(desk.replace("/payments", "/payments/vouchers.pdf") + "&from=31.2.2026")
                        .statusCode())
                .isEqualTo(422);

        fixture.approve(one);
        String batch = location(maker.post("/payments/batches", Map.of("title", "Those of one day")));
        Map<String, String> filter = new HashMap<>(Map.of("least", "77123.45", "most", "77123.45"));
        filter.put("version", version(batch));
        filter.put("from", "tomorrow");
        HttpResponse<String> unread = maker.post(batch + "/add-all", filter);
        assertThat(unread.statusCode()).isEqualTo(422);
        assertThat(unread.body()).contains("Prepared from: Enter a date", "value=\"tomorrow\"", "value=\"77123.45\"");
        filter.put("from", day.plusDays(1).toString());
        location(maker.post(batch + "/add-all", filter));
        assertThat(maker.get(batch).body()).doesNotContain(one.number());
        filter.put("version", version(batch));
        filter.put("from", day.toString());
        filter.put("until", day.toString());
        location(maker.post(batch + "/add-all", filter));
        assertThat(maker.get(batch).body()).contains(one.number());
    }

    @Test
    void aFaultyVoucherIsShownBeforeFreezingAndKeepsTheBatchOpen() {
        VoucherView faulty = fixture.approve(fixture.prepared("500.00", "000000000000", "HDFC0ZZZZZZ"));
        UUID id = fixture.openBatch(List.of(faulty));
        String batch = "/payments/batches/" + id;
        assertThat(maker.get(batch).body())
                .contains("1 vouchers cannot be paid like this", "No branch has the IFSC HDFC0ZZZZZZ", "all zeros");
        HttpResponse<String> answer =
                maker.post(batch + "/freeze", Map.of("version", version(batch), "executionDate", "2026-11-23"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(fixture.batch(id).state()).isEqualTo(BatchState.OPEN);
    }

    @Test
    void vouchersArePrintedAsOnePdfWithTheAmountInWords() throws Exception {
        VoucherView one = fixture.prepared("28400.50");
        VoucherView two = fixture.prepared("100000.00");
        HttpResponse<byte[]> pdf = api(
                makerNumber,
                "POST",
                "/api/v1/vouchers/print",
                null,
                "{\"ids\": [\"" + one.id() + "\", \"" + two.id() + "\"]}");
        assertThat(pdf.statusCode()).isEqualTo(200);
        try (PDDocument document = Loader.loadPDF(pdf.body())) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
            assertThat(new PDFTextStripper().getText(document).replaceAll("\\s+", " "))
                    .contains(one.number(), two.number(), "₹28,400.50", "₹1,00,000")
                    .contains("Rupees Twenty Eight Thousand Four Hundred and Paise Fifty Only", "Rupees One Lakh Only");
        }
        assertThat(jdbc.sql(
                                "select changes::text from audit.entry where action = 'voucher.printed' and actor_number = ?"
                                        + " order by at desc, id desc limit 1")
                        .param(makerNumber)
                        .query(String.class)
                        .single())
                .contains("\"rows\"", "\"to\": \"2\"", one.number());
        assertThat(maker.post("/payments/vouchers/print", Map.of("select", one.id() + ":0"))
                        .headers()
                        .firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/pdf"));
    }

    @Test
    void aBadFileOfTheBankIsRefusedWithItsReasonAndASecondUploadIsRecognised() {
        HttpResponse<String> bad = maker.upload(
                "/payments/reconciliation",
                Map.of(),
                "file",
                "bank.xml",
                "<Document/>".getBytes(StandardCharsets.UTF_8));
        assertThat(bad.statusCode()).isEqualTo(422);
        assertThat(bad.body()).contains("This is no status report or statement of a bank");

        String unknown = "NOBODY-KNOWS-" + makerNumber;
        byte[] good = (StatementReaderTest.CAMT_HEAD.replace("N-1", "SCREEN-" + makerNumber)
                        + StatementReaderTest.booking("DBIT", "12.00", unknown, "SCREEN" + makerNumber, "")
                        + StatementReaderTest.CAMT_TAIL)
                .getBytes(StandardCharsets.UTF_8);
        maker.get("/payments/reconciliation");
        location(maker.upload("/payments/reconciliation", Map.of(), "file", "bank.xml", good));
        String page = maker.get("/payments/reconciliation").body();
        assertThat(page).contains("Unknown reference", unknown);
        location(maker.upload("/payments/reconciliation", Map.of(), "file", "again.xml", good));
        assertThat(maker.get("/payments/reconciliation").body()).contains("This file was taken before as bank.xml");

        Matcher item = Pattern.compile(
                        "(/payments/reconciliation/items/[0-9a-f-]+)\">Unknown reference</a></td>\\s*<td[^>]*>"
                                + unknown)
                .matcher(page);
        assertThat(item.find()).isTrue();
        String address = item.group(1);
        assertThat(maker.get(address).body()).contains("Nothing changes until another person has confirmed it");
        HttpResponse<String> odd = maker.post(address, Map.of("version", "0", "resolution", "PAID", "note", "x"));
        assertThat(odd.statusCode()).as(odd.body()).isEqualTo(422);
        location(maker.post(address, Map.of("version", "0", "resolution", "NOTED", "note", "A charge")));
        assertThat(maker.get(address).body())
                .contains("You proposed this", "/withdraw\"")
                .doesNotContain("/confirm\"");
        location(maker.post(address + "/withdraw", Map.of("version", "1")));
        location(maker.post(
                address,
                Map.of("version", "2", "resolution", "NOTED", "note", "A charge of the bank", "choice", "other")));
        assertThat(checker.get("/payments/reconciliation?list=proposed").body())
                .contains(address, "Proposed by " + makerNumber);
        assertThat(checker.get("/").body()).contains("To confirm by another person");
        assertThat(checker.get(address).body()).contains("A charge of the bank", "/confirm\"", "Taken back");
        location(checker.post(address + "/confirm", Map.of("version", "3")));
        assertThat(checker.get(address).body()).contains("A charge of the bank", "Confirmed");
    }

    @Test
    void aVoucherOffersOnlyWhatIsPossibleAndLinksOnlyToWhatMayBeSeen() throws Exception {
        VoucherView frozen = fixture.approved("900.00");
        fixture.frozenBatch(List.of(frozen));
        assertThat(text(api(makerNumber, "GET", "/api/v1/vouchers/" + frozen.id(), null, null)))
                .contains("{\"action\":\"return-to-scrutiny\",\"allowed\":false,\"why\":\"batchFrozen\"}");
        String page = maker.get("/payments/vouchers/" + frozen.id()).body();
        assertThat(page)
                .contains(frozen.applicationNumber(), "Have the batch handed back first.")
                .doesNotContain("/applications/" + frozen.applicationId())
                .doesNotContain("/return-to-scrutiny\"");
    }

    @Test
    void aVoucherThatHasEndedAsksForNoBankAccountAnyMore() {
        VoucherView voucher = fixture.approve(fixture.sanctioned("600.00"));
        bank.refuses(fixture.released(List.of(voucher)));
        String address = "/payments/vouchers/" + voucher.id();
        assertThat(maker.get(address).body()).contains("Take the member’s present bank account first");
        location(maker.post(
                address + "/return-to-scrutiny",
                Map.of(
                        "version",
                        Integer.toString(fixture.voucher(voucher.id()).version()),
                        "reason",
                        "AMOUNT",
                        "comment",
                        "Look once more")));
        assertThat(maker.get(address).body())
                .contains("Returned to scrutiny")
                .doesNotContain("Take the member’s present bank account first");
    }

    @Test
    void theApiAsksForTheVersionAndTellsAStaleOne() throws Exception {
        VoucherView voucher = fixture.prepared("900.00");
        String address = "/api/v1/vouchers/" + voucher.id();
        HttpResponse<byte[]> read = api(makerNumber, "GET", address, null, null);
        assertThat(read.headers().firstValue("ETag")).contains("\"0\"");
        assertThat(text(read)).contains("\"amount\":\"900.00\"").doesNotContain("5010");
        assertThat(api(makerNumber, "POST", address + "/verify", null, "{}").statusCode())
                .isEqualTo(428);
        assertThat(api(makerNumber, "POST", address + "/verify", "\"7\"", "{}").statusCode())
                .isEqualTo(412);
        HttpResponse<byte[]> verified = api(makerNumber, "POST", address + "/verify", "\"0\"", "{}");
        assertThat(verified.statusCode()).isEqualTo(200);
        assertThat(text(verified)).contains("\"state\":\"VERIFIED\"");
        HttpResponse<byte[]> refused = api(makerNumber, "POST", address + "/approve", "\"1\"", "{}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(text(refused)).contains("payments.onlyChecker");
        assertThat(text(api(makerNumber, "GET", "/api/v1/batches", null, null))).contains("\"items\"");
        assertThat(text(api(makerNumber, "GET", "/api/v1/open-items", null, null)))
                .contains("\"items\"");
        assertThat(text(api(makerNumber, "GET", "/api/v1/bank-statements", null, null)))
                .contains("\"items\"");
    }

    private HttpResponse<byte[]> api(
            String number, String method, String path, @Nullable String ifMatch, @Nullable String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + StaffFactor.bearer(port, number, PASSWORD))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private String version(String batch) {
        return Integer.toString(fixture.batch(UUID.fromString(batch.substring(batch.lastIndexOf('/') + 1)))
                .version());
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(302, 303);
        return URI.create(answer.headers().firstValue("Location").orElseThrow()).getPath();
    }

    private String account(Role role) {
        String number = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(number, "Person " + number, null, PASSWORD, Accounts.everywhere(role)));
        return number;
    }
}
