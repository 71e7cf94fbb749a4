package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.payments.accounts.CheckAccounts;
import org.ltet.portal.payments.payout.PayoutFilter;
import org.ltet.portal.payments.payout.PayoutState;
import org.ltet.portal.payments.payout.PayoutView;
import org.ltet.portal.payments.payout.Payouts;
import org.ltet.portal.payments.payout.TellGateway;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;

@PortalTest
@Import({PaymentsFixture.class, BankWord.class, Households.class})
@DisplayName("The screens and the API of payouts through the gateway (ITG-3, ITG-5)")
class PayoutScreensTest implements GatewaySimulator {

    private static final AtomicInteger NUMBERS = new AtomicInteger(39_800_000);
    private static final String PASSWORD = "a pass phrase of the gateway";
    private static final String LIST = "/payments/payouts";

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    TellGateway tellGateway;

    @Autowired
    Payouts payouts;

    @Autowired
    BankWord bank;

    @Autowired
    MatchSuggestions suggestions;

    @Autowired
    Reconciliation reconciliation;

    @Autowired
    CheckAccounts checkAccounts;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    /** What an earlier test left is told, so that a fault strikes the test's own payout. */
    @BeforeEach
    void gatewayWorks() throws InterruptedException {
        BankSimulator.worksAgain();
        for (int tries = 0; tries < 20 && tellGateway.run().peace(); tries++) {
            Thread.sleep(200);
        }
    }

    @AfterEach
    void gatewayWorksAgain() {
        BankSimulator.worksAgain();
    }

    @Test
    void aBatchIsOpenedForTheGatewayAndShownAsSuch() {
        WebSession maker = session(Role.ACCOUNTS_OFFICER, Scope.EVERYWHERE);
        assertThat(maker.get("/payments/batches").body()).contains("Through the payment gateway");
        assertThat(maker.post("/payments/batches", Map.of("title", "By gateway", "way", "GATEWAY"))
                        .statusCode())
                .isIn(302, 303);
        UUID id = jdbc.sql("select id from payments.batch where title = 'By gateway' and way = 'GATEWAY'")
                .query(UUID.class)
                .single();
        assertThat(maker.get("/payments/batches/" + id).body()).contains("Through the payment gateway");
    }

    @Test
    void whatGoesThroughTheGatewayIsNoPaymentOfABankStatement() {
        PayoutView waiting = released("8765.43");
        bank.tells("DBIT", "8765.43", "NEFT " + waiting.endToEndId());
        bank.tells("DBIT", "4000.00", "the first part");
        bank.tells("DBIT", "4765.43", "the second part");
        for (UUID item : jdbc.sql("select id from payments.open_item order by id desc limit 3")
                .query(UUID.class)
                .list()) {
            assertThat(suggestions.of(reconciliation.openItem(item, PaymentsFixture.HEAD), PaymentsFixture.MAKER))
                    .flatExtracting(MatchSuggestion::payments)
                    .extracting(MatchPayment::endToEndId)
                    .doesNotContain(waiting.endToEndId());
            assertThatThrownBy(() -> fixture.settle(item, Resolution.PAID, waiting.endToEndId(), "On the phone"))
                    .hasMessageContaining("payments.gatewayPays");
        }
    }

    @Test
    void aPayoutIsSeenFromRefusedToToldAgainOrGivenUp() {
        PayoutView waiting = released("8100.00");
        GatewaySimulator.strikes("http400", "POST", 1, 0);
        tellGateway.run();
        WebSession maker = session(Role.ACCOUNTS_OFFICER, Scope.EVERYWHERE);
        assertThat(maker.get(LIST).body()).contains(waiting.reference(), "₹8,100", "This refusal was asked for");
        String address = LIST + "/" + waiting.id();
        assertThat(maker.get(address).body()).contains("Tell again", "Give up", "Answer of the gateway");
        WebSession head = session(Role.HEAD, Scope.EVERYWHERE);
        assertThat(head.get(address).body()).contains(waiting.reference()).doesNotContain("Tell again");

        Map<String, String> typed = Map.of("version", version(waiting), "reason", "Mended");
        assertThat(head.post(address + "/retry", typed).statusCode()).isEqualTo(403);
        assertThat(maker.post(address + "/retry", Map.of("version", version(waiting), "reason", " "))
                        .statusCode())
                .isEqualTo(422);
        assertThat(maker.post(address + "/retry", typed).statusCode()).isIn(302, 303);
        assertThat(maker.post(address + "/retry", typed).statusCode())
                .as("somebody did already")
                .isEqualTo(412);
        assertThat(maker.post(address + "/give-up", Map.of("version", version(waiting), "reason", "By file"))
                        .statusCode())
                .isIn(302, 303);
        tellGateway.run();
        assertThat(maker.get(LIST + "?state=GIVEN_UP").body()).contains(waiting.reference());
        assertThat(maker.get(address).body())
                .contains("By file", "Mended", "Not there")
                .doesNotContain("Tell again");
    }

    @Test
    void aDoubtfulAccountIsMarkedInTheListAndSaidWithTheVoucher() throws Exception {
        VoucherView voucher = fixture.sanctioned("8200.00", "713000009907");
        WebSession before = session(Role.ACCOUNTS_OFFICER, Scope.EVERYWHERE);
        assertThat(before.get("/payments/vouchers/" + voucher.id()).body()).doesNotContain("Account at its bank");
        checkAccounts.run();
        Thread.sleep(800); // until the gateway has asked the bank
        clock.advance(Duration.ofMinutes(1));
        checkAccounts.run();
        WebSession maker = session(Role.ACCOUNTS_OFFICER, Scope.EVERYWHERE);
        assertThat(maker.get("/payments/vouchers/" + voucher.id()).body())
                .contains("Account at its bank", "Exists, name differs", "At the bank S••• E•••: 0 of 100");
        assertThat(maker.get("/payments?list=to-verify&number=" + voucher.number())
                        .body())
                .contains(voucher.number(), "Account doubtful");
    }

    @Test
    void whatIsCountedIsWhatIsListedUnderEveryFilter() {
        UUID batch = fixture.releasedToGateway(fixture.approved(53, "100.00"));
        PayoutFilter filter = new PayoutFilter(batch, null);
        Payouts.Page first = payouts.list(PayoutState.WAITING, filter, null, PaymentsFixture.MAKER);
        Payouts.Page second = payouts.list(PayoutState.WAITING, filter, first.next(), PaymentsFixture.MAKER);
        assertThat(first.items()).hasSize(50);
        assertThat(second.items()).hasSize(3).doesNotContainAnyElementsOf(first.items());
        assertThat(second.next()).isNull();
        assertThat(payouts.counts(filter, PaymentsFixture.MAKER).get(PayoutState.WAITING))
                .isEqualTo(53);
        PayoutFilter one = new PayoutFilter(null, first.items().getFirst().voucherNumber());
        assertThat(payouts.counts(one, PaymentsFixture.MAKER).get(PayoutState.WAITING))
                .isEqualTo(1);
        assertThat(session(Role.ACCOUNTS_OFFICER, Scope.EVERYWHERE)
                        .get(LIST + "?state=WAITING&batch=" + batch)
                        .body())
                .contains("<b class=\"num\">53</b>", "before=" + first.next());
    }

    @Test
    void inHindiTooAndOnlyForThoseOfTheWholeTrust() {
        PayoutView waiting = released("8300.00");
        WebSession hindi = session(Role.ACCOUNTS_APPROVER, Scope.EVERYWHERE);
        hindi.post("/language", Map.of("language", "hi"));
        assertThat(hindi.get(LIST + "/" + waiting.id()).body()).contains("फिर भेजें", "भुगतान गेटवे");
        WebSession narrow = session(Role.ACCOUNTS_OFFICER, new Scope(Set.of("HEAV"), Set.of(), Set.of()));
        assertThat(narrow.get(LIST).statusCode()).isEqualTo(403);
        assertThat(narrow.get(LIST + "/" + waiting.id()).statusCode()).isEqualTo(403);
        assertThat(session(Role.SCRUTINY_OFFICER, Scope.EVERYWHERE).get(LIST).statusCode())
                .isEqualTo(403);
        String address = LIST + "/" + waiting.id();
        WebSession both = session(Map.of(
                Role.HEAD, Scope.EVERYWHERE, Role.ACCOUNTS_OFFICER, new Scope(Set.of("HEAV"), Set.of(), Set.of())));
        assertThat(both.get(address).body()).contains(waiting.reference()).doesNotContain("Tell again");
        for (String act : List.of("/retry", "/give-up")) {
            assertThat(both.post(address + act, Map.of("version", version(waiting), "reason", "Mended"))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void aProgramReadsAndActsByTheVersionThatItSaw() {
        PayoutView waiting = released("8400.00");
        String number = account(Role.ACCOUNTS_OFFICER, Scope.EVERYWHERE);
        RestClient client = RestClient.builder()
                .baseUrl("http://127.0.0.1:" + port + "/api/v1")
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + StaffFactor.bearer(port, number, PASSWORD))
                .defaultStatusHandler(status -> true, (request, response) -> {})
                .build();
        assertThat(client.get()
                        .uri("/payouts?text=" + waiting.reference())
                        .retrieve()
                        .body(String.class))
                .contains(waiting.reference(), "\"WAITING\":1");
        ResponseEntity<String> one =
                client.get().uri("/payouts/{id}", waiting.id()).retrieve().toEntity(String.class);
        assertThat(one.getBody()).contains("\"state\":\"WAITING\"");
        String tag = Objects.requireNonNull(one.getHeaders().getETag());
        for (int expected : List.of(200, 412)) {
            assertThat(acts(client, "retry", waiting.id(), tag)).isEqualTo(expected);
        }
        assertThat(acts(client, "give-up", waiting.id(), "\"1\"")).isEqualTo(200);
        assertThat(acts(client, "give-up", UUID.randomUUID(), "\"1\"")).isEqualTo(404);
    }

    private static int acts(RestClient client, String what, UUID id, String tag) {
        return client.post()
                .uri("/payouts/{id}/" + what, id)
                .header(HttpHeaders.IF_MATCH, tag)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("reason", "Seen"))
                .retrieve()
                .toBodilessEntity()
                .getStatusCode()
                .value();
    }

    private String version(PayoutView payout) {
        return Integer.toString(
                payouts.payout(payout.id(), PaymentsFixture.HEAD).payout().version());
    }

    private PayoutView released(String amount) {
        UUID batch = fixture.releasedToGateway(List.of(fixture.approve(fixture.sanctioned(amount))));
        return payouts.list(PayoutState.WAITING, new PayoutFilter(batch, null), null, PaymentsFixture.HEAD)
                .items()
                .getFirst();
    }

    private WebSession session(Role role, Scope scope) {
        return session(Map.of(role, scope));
    }

    private WebSession session(Map<Role, Scope> roles) {
        return WebSession.signedIn(port, account(roles), PASSWORD);
    }

    private String account(Role role, Scope scope) {
        return account(Map.of(role, scope));
    }

    private String account(Map<Role, Scope> roles) {
        String number = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(number, "Person " + number, null, PASSWORD, roles));
        return number;
    }
}
