package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.ledger.CheckMoney;
import org.ltet.portal.shared.FinancialYear;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import({PaymentsFixture.class, Households.class, BankWord.class})
@DisplayName("The screens of the ledger, from asking for a budget to the check of totals (PAY-7, PAY-8)")
class LedgerScreensTest implements BankSimulator {

    private static final AtomicInteger NUMBERS = new AtomicInteger(38_400_000);
    private static final String PASSWORD = "a pass phrase of the ledger";

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    CheckMoney checkMoney;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private WebSession maker;
    private WebSession checker;
    private WebSession head;

    @BeforeEach
    void peopleOfAccounts() {
        BankSimulator.follows("silent");
        maker = session(Role.ACCOUNTS_OFFICER);
        checker = session(Role.ACCOUNTS_APPROVER);
        head = session(Role.HEAD);
    }

    @Test
    void aBudgetIsAskedForByOneAndGrantedByAnother() {
        String year = FinancialYear.of(IndiaTime.today(clock)).toString();
        Map<String, String> wanted = Map.of(
                "year", year, "scheme", "S02", "ic", "SCREEN", "amount", "250000", "reason", "The plan of the year");
        assertThat(maker.post("/payments/ledger", Map.of("year", year, "scheme", "s 2", "ic", "", "amount", "much"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(maker.post("/payments/ledger", wanted).statusCode()).isIn(302, 303);
        String list = maker.get("/payments/ledger/requests").body();
        assertThat(list).contains("S02 · SCREEN", "₹2,50,000", "An accounts approver decides");
        Matcher request =
                Pattern.compile("r-([0-9a-f-]{36})\">Budget: ₹2,50,000").matcher(list);
        assertThat(request.find()).isTrue();
        String address = "/payments/ledger/requests/" + request.group(1);
        assertThat(head.post(address, Map.of("version", "0", "decision", "grant"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(checker.post(address, Map.of("version", "0", "decision", "refuse"))
                        .statusCode())
                .as("a refusal says why")
                .isEqualTo(422);
        assertThat(checker.post(address, Map.of("version", "0", "decision", "grant"))
                        .statusCode())
                .isIn(302, 303);
        assertThat(head.get("/payments/ledger?year=" + year).body())
                .contains("S02 · SCREEN", "₹2,50,000", "0 % sanctioned");
    }

    @Test
    void aFundShowsItsEntriesAndLeadsToTheVoucher() {
        VoucherView voucher = fixture.sanctioned("1234.00");
        int fund = jdbc.sql("select fund_id from payments.commitment where application_id = ?")
                .param(voucher.applicationId())
                .query(Integer.class)
                .single();
        assertThat(head.get("/payments/ledger/funds/" + fund).body())
                .contains(
                        "Commitment", "from sanctions to commitments", "₹1,234", "/payments/vouchers/" + voucher.id());
        assertThat(head.get("/payments/ledger/funds/2000000000").statusCode()).isEqualTo(404);
    }

    @Test
    void daysWithoutPaymentsAreSetAndLifted() {
        Map<String, String> days =
                Map.of("firstDay", "2027-03-30", "lastDay", "2027-03-31", "reason", "Closing of the year");
        assertThat(checker.post(
                                "/payments/ledger/blackouts",
                                Map.of("firstDay", "2027-03-31", "lastDay", "2027-03-30", "reason", "x"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(checker.post("/payments/ledger/blackouts", days).statusCode())
                .isIn(302, 303);
        String shown = checker.get("/payments/ledger/blackouts").body();
        assertThat(shown).contains("31 Mar 2027", "Closing of the year");
        assertThat(maker.get("/payments/ledger/blackouts").body()).doesNotContain("/lift\"");
        Matcher lift =
                Pattern.compile("/payments/ledger/blackouts/[0-9a-f-]{36}/lift").matcher(shown);
        assertThat(lift.find()).isTrue();
        assertThat(checker.post(lift.group(), Map.of()).statusCode()).isIn(302, 303);
        assertThat(checker.get("/payments/ledger/blackouts").body()).doesNotContain("31 Mar 2027");
    }

    @Test
    void theCheckOfTotalsIsShownToAllAndAskedForByAccounts() {
        fixture.released(List.of(fixture.approve(fixture.sanctioned("1500.00"))));
        checkMoney.run(User.system("money-check"));
        assertThat(head.get("/payments/ledger/check").body())
                .contains("Check of totals", "Ledger and vouchers", "Batches and files", "equal")
                .doesNotContain("Check now");
        assertThat(maker.get("/payments/ledger/check").body()).contains("Check now");
        assertThat(maker.post("/payments/ledger/check", Map.of()).statusCode()).isIn(302, 303);
    }

    private WebSession session(Role role) {
        String number = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(number, "Person " + number, null, PASSWORD, Accounts.everywhere(role)));
        return WebSession.signedIn(port, number, PASSWORD);
    }
}
