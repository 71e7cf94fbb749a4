package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ltet.portal.applications.Households;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@PortalTest
@Import({PaymentsFixture.class, Households.class, BankWord.class, Reports.class})
@DisplayName("Reports on money on screens and for programs (PAY-8, ITG-7)")
class MoneyReportsScreensTest implements BankSimulator {

    private static final AtomicInteger NUMBERS = new AtomicInteger(38_700_000);
    private static final String PASSWORD = "a pass phrase of the reports";

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    Reports reports;

    @Autowired
    BankWord bank;

    @Autowired
    TestClock clock;

    private String company = "";

    @BeforeEach
    void aCompanyOfItsOwn() {
        BankSimulator.follows("silent");
        clock.reset();
        company = reports.company();
    }

    @Test
    void fromEachReportOneStepLeadsToTheVoucher() {
        VoucherView paid = pay("4567.00");
        VoucherView waiting = reports.sanctioned(company, "2500.00");
        bank.debits("UNKNOWN-" + company, "61.00");
        WebSession head = session(Map.of(Role.HEAD, Scope.EVERYWHERE));
        String own = "&ic=" + company;

        assertThat(head.get("/payments/reports").headers().firstValue("Location"))
                .get()
                .asString()
                .endsWith("/payments/reports/utilisation");
        assertThat(head.get("/payments/reports/utilisation?year=FY2026-27&by=FUND" + own)
                        .body())
                .contains("S13 · " + company, "/payments/ledger/funds/", "₹7,067", "₹4,567", "₹2,500");
        assertThat(head.get("/payments/reports/utilisation?year=FY2026-27&by=COMPANY" + own)
                        .body())
                .contains("by=FUND&amp;ic=" + company, "1 funds");
        assertThat(head.get("/payments/reports/day-book?from=2026-11-23&to=2026-11-23" + own)
                        .body())
                .contains("/payments/vouchers/" + paid.id(), "kind=PAYMENT", "from transit to bank", "-₹7,067");
        assertThat(head.get("/payments/reports/day-book?from=2026-11-23&to=2026-11-23&kind=RELEASE" + own)
                        .body())
                .contains("/payments/vouchers/" + paid.id())
                .doesNotContain("/payments/vouchers/" + waiting.id());
        assertThat(head.get("/payments/reports/ageing?on=2026-12-23" + own).body())
                .contains("/payments/vouchers/" + waiting.id(), "16 to 30 days", "₹2,500");
        assertThat(head.get("/payments/reports/ageing?on=2026-12-23&band=WEEK" + own)
                        .body())
                .doesNotContain("/payments/vouchers/" + waiting.id());
        assertThat(head.get("/payments/reports/reconciliation?month=2026-11&group=OPEN")
                        .body())
                .contains("/payments/reconciliation/items/")
                .doesNotContain("agree, line by line");
        assertThat(head.get("/payments/reports/reconciliation?month=2026-11&group=MATCHED")
                        .body())
                .contains("/payments/vouchers/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "day-book?from=2026-11-24&to=2026-11-23",
                "day-book?from=2024-01-01&to=2026-11-23",
                "day-book?from=soon",
                "day-book?kind=GIFT",
                "utilisation?year=2026",
                "utilisation?scheme=s%201",
                "ageing?on=0000-00-00",
                "ageing?band=OLD",
                "reconciliation?month=November",
                "tax?year=2026",
                "tax?after=%25",
                "day-book?after=x"
            })
    void whatCannotBeReadIsSaidAndKept(String query) throws Exception {
        WebSession maker = session(Map.of(Role.ACCOUNTS_OFFICER, Scope.EVERYWHERE));
        HttpResponse<String> page = maker.get("/payments/reports/" + query);
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("error-summary").doesNotContain("format=csv");
        assertThat(api(account(Map.of(Role.HEAD, Scope.EVERYWHERE)), "/api/v1/money-reports/" + query)
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void filesComeUnderTheirNameAndRefusalsAsPages() {
        pay("4567.00");
        WebSession checker = session(Map.of(Role.ACCOUNTS_APPROVER, Scope.EVERYWHERE));
        HttpResponse<String> csv =
                checker.get("/payments/reports/day-book/file?format=csv&from=2026-11-23&to=2026-11-23&ic=" + company);
        assertThat(csv.statusCode()).isEqualTo(200);
        assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
        assertThat(csv.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"day-book-2026-11-23-2026-11-23-" + company + ".csv\"");
        assertThat(csv.body()).contains("TOTAL", "13701.00");
        assertThat(checker.download("/payments/reports/ageing/file?format=xlsx"))
                .startsWith('P', 'K');
        assertThat(checker.download("/payments/reports/utilisation/file?format=pdf"))
                .startsWith('%', 'P', 'D', 'F');
        assertThat(checker.get("/payments/reports/day-book/file?format=doc").statusCode())
                .isEqualTo(422);
        assertThat(checker.get("/payments/reports/nothing/file?format=csv").statusCode())
                .isEqualTo(404);
        HttpResponse<String> part = session(
                        Map.of(Role.ACCOUNTS_OFFICER, new Scope(Set.of(company), Set.of(), Set.of())))
                .get("/payments/reports/reconciliation/file?format=csv");
        assertThat(part.statusCode()).isEqualTo(403);
        assertThat(part.headers().firstValue("Content-Disposition")).isEmpty();
        assertThat(part.body()).contains("whole trust");
    }

    @Test
    void programsGetTheSameFigures() throws Exception {
        pay("4567.00");
        String head = account(Map.of(Role.HEAD, Scope.EVERYWHERE));
        String own = "ic=" + company;
        assertThat(api(head, "/api/v1/money-reports/utilisation?" + own).body())
                .contains("\"year\":\"FY2026-27\"", "\"paid\":\"4567.00\"", "\"committed\":\"0.00\"");
        assertThat(api(head, "/api/v1/money-reports/day-book?kind=PAYMENT&" + own)
                        .body())
                .contains("\"kind\":\"PAYMENT\"", "\"amount\":\"4567.00\"", "\"closing\":\"4567.00\"");
        assertThat(api(head, "/api/v1/money-reports/ageing?" + own).body())
                .contains("\"band\":\"LONGER\"", "\"count\":0");
        assertThat(api(head, "/api/v1/money-reports/reconciliation?month=2026-11")
                        .body())
                .contains("\"unexplained\":\"0.00\"", "\"group\":\"MATCHED\"");
        HttpResponse<String> file =
                api(head, "/api/v1/money-reports/day-book/file?format=csv&from=2026-11-23&to=2026-11-23&" + own);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).contains("TOTAL", "13701.00");
        assertThat(api(head, "/api/v1/money-reports/day-book/file?format=doc").body())
                .contains("moneyReports.format");
        assertThat(api(account(Map.of(Role.SCRUTINY_OFFICER, Scope.EVERYWHERE)), "/api/v1/money-reports/ageing")
                        .statusCode())
                .isEqualTo(403);
    }

    private VoucherView pay(String amount) {
        VoucherView voucher = fixture.approve(reports.sanctioned(company, amount));
        fixture.released(List.of(voucher));
        bank.debits(VoucherView.endToEndId(voucher.number(), 1), amount);
        return voucher;
    }

    private String account(Map<Role, Scope> roles) {
        String number = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(number, "Person " + number, null, PASSWORD, roles));
        return number;
    }

    private WebSession session(Map<Role, Scope> roles) {
        return WebSession.signedIn(port, account(roles), PASSWORD);
    }

    private HttpResponse<String> api(String number, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + StaffFactor.bearer(port, number, PASSWORD))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
