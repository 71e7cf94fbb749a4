package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ltet.portal.payments.PaymentsFixture.CHECKER;
import static org.ltet.portal.payments.PaymentsFixture.MAKER;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ltet.portal.applications.Households;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.payments.ledger.CheckMoney;
import org.ltet.portal.payments.ledger.MoneyCheck;
import org.ltet.portal.payments.payout.PayoutFilter;
import org.ltet.portal.payments.payout.PayoutState;
import org.ltet.portal.payments.payout.PayoutView;
import org.ltet.portal.payments.payout.Payouts;
import org.ltet.portal.payments.payout.TellGateway;
import org.ltet.portal.payments.spi.PayoutGateway;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;

@PortalTest
@Import({PaymentsFixture.class, BankWord.class, Households.class})
@DisplayName("A payment through the gateway is paid exactly once, whatever the gateway does (ITG-3, PAY-4)")
class PayOutTest implements GatewaySimulator {

    private static final AtomicInteger DAYS = new AtomicInteger();
    private static final AtomicInteger EVENTS = new AtomicInteger();

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    BankWord bank;

    @Autowired
    TellGateway tellGateway;

    @Autowired
    Payouts payouts;

    @Autowired
    Blackouts blackouts;

    @Autowired
    CheckMoney checkMoney;

    @Autowired
    PayoutGateway gateway;

    @Autowired
    @Qualifier("gatewayHealth")
    HealthCheck health;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    private Map<MoneyCheck.Name, BigDecimal> differencesBefore = Map.of();

    @BeforeEach
    void gatewayWorks() throws Exception {
        BankSimulator.worksAgain();
        GatewaySimulator.tellsTo("");
        clock.reset();
        clock.advance(Duration.ofDays(9L * DAYS.incrementAndGet()));
        // What an earlier test left broken is whole again, and the gateway is trusted again.
        for (int good = 0, tries = 0; good < 24 && tries < 200; tries++) {
            try {
                gateway.find("NOTHING");
                good++;
            } catch (java.io.IOException notYet) {
                Thread.sleep(50);
            }
        }
        tellGateway.run();
        differencesBefore = differences();
    }

    @AfterEach
    void moneyAddsUp() {
        BankSimulator.worksAgain();
        GatewaySimulator.tellsTo("");
        assertThat(differences()).as("no money is lost or made at any level").isEqualTo(differencesBefore);
    }

    @Test
    void aReleasedBatchIsPaidPaymentByPayment() throws Exception {
        UUID batch = released("7000.00", "5000.00");
        assertThat(of(batch)).extracting(PayoutView::state).containsOnly(PayoutState.WAITING);
        tellGateway.run();
        for (PayoutView sent : of(batch)) {
            assertThat(sent.state()).isEqualTo(PayoutState.SENT);
            assertThat(GatewaySimulator.settled(sent.reference())).containsEntry("status", "processed");
        }
        assertThat(paymentState(batch)).as("only the gateway's word pays").containsOnly("RELEASED");
        lookedUp();
        for (PayoutView processed : of(batch)) {
            assertThat(processed.state()).isEqualTo(PayoutState.PROCESSED);
            assertThat(processed.utr()).startsWith("SIMGN");
            assertThat(fixture.voucher(processed.voucherId()).state()).isEqualTo(VoucherState.PAID);
        }
        assertThat(fixture.batch(batch).state()).isEqualTo(BatchState.RECONCILED);
    }

    @ParameterizedTest
    @CsvSource({
        "http500, 0, false",
        "http503, 0, false",
        "drop-connection, 0, false",
        "malformed, 0, true",
        "timeout-after-acting, 10, true",
        "timeout-after-acting, 2700, true"
    })
    void whateverBecomesOfTheFirstTryThereIsOnePayout(String fault, int delay, boolean acted) throws Exception {
        UUID batch = released("9000.00");
        GatewaySimulator.strikes(fault, "POST", 1, delay);
        tellGateway.run();
        PayoutView unknown = only(batch);
        assertThat(unknown.state()).isEqualTo(PayoutState.WAITING);
        assertThat(unknown.unknownAt()).isEqualTo(clock.instant());
        assertThat(unknown.tries()).isEqualTo(1);
        assertThat(unknown.lastError()).startsWith("The gateway");
        Thread.sleep(delay);
        clock.advance(Duration.ofSeconds(11));
        tellGateway.run();
        if (acted) {
            assertThat(only(batch).state()).as("found, not told again").isIn(PayoutState.SENT, PayoutState.PROCESSED);
            assertThat(only(batch).tries()).isEqualTo(1);
        } else {
            assertThat(only(batch).state()).as("nobody can know yet").isEqualTo(PayoutState.WAITING);
            assertThat(only(batch).tries()).isEqualTo(1);
            clock.advance(Duration.ofMinutes(15));
            tellGateway.run();
            assertThat(only(batch).state()).isEqualTo(PayoutState.SENT);
            assertThat(only(batch).tries()).isEqualTo(2);
        }
        paidOnce(batch);
    }

    @Test
    void theGatewayThatActsAfterEverybodyGaveWaitingUpPaysOnce() throws Exception {
        UUID batch = released("9000.00");
        GatewaySimulator.strikes("slow", "POST", 1, 3000);
        tellGateway.run();
        assertThat(only(batch).unknownAt()).isNotNull();
        clock.advance(Duration.ofSeconds(11));
        tellGateway.run();
        assertThat(only(batch).state()).isEqualTo(PayoutState.WAITING);
        Thread.sleep(1500);
        clock.advance(Duration.ofMinutes(15));
        tellGateway.run();
        assertThat(only(batch).tries()).isEqualTo(1);
        paidOnce(batch);
    }

    @Test
    void aFailingLookUpTellsNothingAndRefusesNothing() {
        UUID batch = released("9000.00");
        GatewaySimulator.strikes("http500", "GET", 1, 0);
        tellGateway.run();
        assertThat(only(batch).state()).isEqualTo(PayoutState.WAITING);
        assertThat(only(batch).tries()).isZero();
        assertThat(GatewaySimulator.payouts(only(batch).reference())).isEmpty();
    }

    @Test
    void whatSomebodyOrderedUnderAnotherKeyIsNotOrderedAgain() throws Exception {
        UUID batch = released("9000.00");
        GatewaySimulator.orders("another-key", only(batch).reference(), 900_000);
        tellGateway.run();
        assertThat(only(batch).tries()).isZero();
        paidOnce(batch);
    }

    @Test
    void ourReferenceWithAnotherAmountMovesNothingAndWaitsForAPerson() throws Exception {
        UUID batch = released("9000.00");
        GatewaySimulator.orders("another-key-2", only(batch).reference(), 900_100);
        GatewaySimulator.settled(only(batch).reference());
        tellGateway.run();
        tellGateway.run();
        assertThat(only(batch).state()).isEqualTo(PayoutState.WAITING);
        assertThat(items(batch)).containsExactly("WRONG_AMOUNT");
        clock.advance(Duration.ofHours(2));
        tellGateway.run();
        assertThat(GatewaySimulator.payouts(only(batch).reference())).hasSize(1);
        assertThat(items(batch)).containsExactly("WRONG_AMOUNT");
    }

    @Test
    void whatPeopleSettledOtherwiseIsNeitherLateNorLookedUpForEver() throws Exception {
        // what other tests left waits no more
        jdbc.sql("update payments.payout set state = 'FAILED', next_at = null where state = 'SENT'")
                .update();
        jdbc.sql("""
                update payments.payout set state = 'REFUSED', next_at = null, claim = null, claimed_until = null
                where state = 'WAITING'
                """).update();
        UUID batch = released("9000.00");
        assertThat(hook(event(only(batch), "processing", 900_100))).isEqualTo(200);
        clock.advance(Duration.ofHours(25));
        assertThat(payouts.counts(PayoutFilter.ALL, MAKER)).containsEntry(PayoutState.WAITING, 1L);
        assertThat(health.look().state()).isEqualTo(HealthCheck.State.BROKEN);
        fixture.settle(item(batch), Resolution.FAILED, only(batch).endToEndId(), "It was stopped");
        assertThat(health.look().state()).isNotEqualTo(HealthCheck.State.BROKEN);
        assertThat(payouts.counts(PayoutFilter.ALL, MAKER)).containsEntry(PayoutState.WAITING, 0L);
        assertThat(payouts.list(PayoutState.WAITING, PayoutFilter.ALL, null, MAKER)
                        .items())
                .isEmpty();
        assertThat(only(batch).state()).as("found when looked for").isEqualTo(PayoutState.WAITING);
        tellGateway.run();
        assertThat(only(batch).lastError())
                .as("looked for some days")
                .isEqualTo("Nothing is paid to this application now");
        for (int day = 0; day < 12; day++) {
            clock.advance(Duration.ofDays(1));
            tellGateway.run();
        }
        int version = only(batch).version();
        clock.advance(Duration.ofDays(1));
        tellGateway.run();
        assertThat(only(batch).version()).isEqualTo(version);
    }

    @Test
    void twoNodesAtOnceTellItOnce() throws Exception {
        UUID batch = released("1100.00", "1200.00", "1300.00", "1400.00", "1500.00", "1600.00");
        try (ExecutorService nodes = Executors.newFixedThreadPool(4)) {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                runs.add(nodes.submit(tellGateway::run));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        }
        for (PayoutView one : of(batch)) {
            assertThat(one.state()).isEqualTo(PayoutState.SENT);
            assertThat(one.tries()).isEqualTo(1);
            assertThat(GatewaySimulator.payouts(one.reference())).hasSize(1);
        }
    }

    @Test
    void whatADeadNodeHeldIsTakenOverAndLookedUpFirst() throws Exception {
        UUID batch = released("9000.00");
        PayoutView one = only(batch);
        // as a node leaves it that dies after the gateway acted, and before it said so
        jdbc.sql("""
                update payments.payout set claim = gen_random_uuid(), claimed_until = :until where payment_id = :id
                """)
                .param("until", clock.instant().plusSeconds(180).atOffset(java.time.ZoneOffset.UTC))
                .param("id", one.id())
                .update();
        jdbc.sql("update payments.payout set tries = 1, unknown_at = :now where payment_id = :id")
                .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .param("id", one.id())
                .update();
        GatewaySimulator.orders("payout-" + one.id(), one.reference(), 900_000);
        tellGateway.run();
        assertThat(only(batch).state()).as("it may live yet").isEqualTo(PayoutState.WAITING);
        clock.advance(Duration.ofMinutes(4));
        tellGateway.run();
        assertThat(only(batch).tries()).isEqualTo(1);
        paidOnce(batch);
    }

    @Test
    void inABlackoutItIsOnlyLookedFor() throws Exception {
        UUID batch = released("9000.00");
        UUID blackout = blackouts.set(IndiaTime.today(clock), IndiaTime.today(clock), "Closing", CHECKER);
        tellGateway.run();
        assertThat(only(batch).tries()).isZero();
        assertThat(GatewaySimulator.payouts(only(batch).reference())).isEmpty();
        blackouts.lift(blackout, CHECKER);
        clock.advance(Duration.ofMinutes(11));
        tellGateway.run();
        assertThat(only(batch).tries()).isEqualTo(1);
        paidOnce(batch);
    }

    @Test
    void aRefusedPayoutWaitsForAPersonWhoHasItToldAgainUnderTheSameKey() throws Exception {
        UUID batch = released("6000.00");
        GatewaySimulator.strikes("http400", "POST", 1, 0);
        tellGateway.run();
        PayoutView refused = only(batch);
        assertThat(refused.state()).isEqualTo(PayoutState.REFUSED);
        assertThat(refused.lastError()).contains("400");
        clock.advance(Duration.ofDays(2));
        tellGateway.run();
        assertThat(only(batch).state()).as("never by the job alone").isEqualTo(PayoutState.REFUSED);
        assertThatThrownBy(() -> payouts.retry(refused.id(), only(batch).version(), " ", MAKER))
                .isInstanceOf(Refused.class);
        String own = fixture.voucher(refused.voucherId()).employeeNumber();
        User payee = PaymentsFixture.user(own, "Payee", Role.ACCOUNTS_OFFICER);
        assertThatThrownBy(() -> payouts.retry(refused.id(), only(batch).version(), "It is mine", payee))
                .isInstanceOfSatisfying(
                        Refused.class, theirs -> assertThat(theirs.code()).isEqualTo("payments.ownApplication"));
        payouts.retry(refused.id(), only(batch).version(), "The account is open now", MAKER);
        tellGateway.run();
        paidOnce(batch);
    }

    @Test
    void aRefusalAfterATryOfWhichNobodyKnowsStaysOpen() throws Exception {
        UUID batch = released("6000.00");
        GatewaySimulator.strikes("http500", "POST", 1, 0);
        tellGateway.run();
        GatewaySimulator.strikes("http400", "POST", 1, 0);
        clock.advance(Duration.ofMinutes(16));
        tellGateway.run();
        assertThat(only(batch).state()).isEqualTo(PayoutState.WAITING);
        assertThat(only(batch).tries()).isEqualTo(2);
        clock.advance(Duration.ofMinutes(16));
        tellGateway.run();
        paidOnce(batch);
    }

    @Test
    void whatAPersonGivesUpIsToldNoMoreAndMakesWayForAnotherAttempt() throws Exception {
        UUID batch = released("6000.00");
        GatewaySimulator.strikes("http500", "POST", 1, 0);
        tellGateway.run();
        PayoutView unknown = only(batch);
        payouts.giveUp(unknown.id(), unknown.version(), "The gateway is no use", MAKER);
        assertThatThrownBy(() -> payouts.retry(unknown.id(), only(batch).version(), "It is back", CHECKER))
                .as("another person's wish stands")
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("payments.payoutToBeGivenUp"));
        tellGateway.run();
        assertThat(only(batch).state()).as("nobody can know yet").isEqualTo(PayoutState.WAITING);
        clock.advance(Duration.ofMinutes(16));
        tellGateway.run();
        assertThat(only(batch).state()).isEqualTo(PayoutState.GIVEN_UP);
        assertThat(only(batch).tries()).isEqualTo(1);
        assertThat(paymentState(batch)).containsOnly("FAILED");
        assertThat(fixture.voucher(unknown.voucherId()).state()).isEqualTo(VoucherState.PREPARED);

        // after all it has it
        GatewaySimulator.orders("payout-" + unknown.id(), unknown.reference(), 600_000);
        GatewaySimulator.settled(unknown.reference());
        clock.advance(Duration.ofDays(1));
        tellGateway.run();
        assertThat(items(batch)).containsExactly("PAYOUT_AFTER_GIVING_UP");
        assertThat(only(batch).state()).isEqualTo(PayoutState.GIVEN_UP);
        clock.advance(Duration.ofDays(1));
        tellGateway.run();
        assertThat(items(batch)).hasSize(1);
        assertThatThrownBy(() -> fixture.approve(fixture.voucher(unknown.voucherId())))
                .as("the application is unclear")
                .isInstanceOf(Refused.class);
        fixture.settle(item(batch), Resolution.PAID, only(batch).endToEndId(), "It went out after all");
        assertThat(fixture.voucher(unknown.voucherId()).state()).isEqualTo(VoucherState.PAID);
    }

    @Test
    void whatAPersonGivesUpDuringACallIsGivenUpThoughThatCallIsRefused() throws Exception {
        UUID batch = released("6000.00");
        GatewaySimulator.strikes("http400", "POST", 1, 1000);
        try (ExecutorService node = Executors.newSingleThreadExecutor()) {
            Future<?> run = node.submit(tellGateway::run);
            for (int i = 0; i < 100 && only(batch).tries() == 0; i++) {
                Thread.sleep(10);
            }
            payouts.giveUp(only(batch).id(), only(batch).version(), "By file", MAKER);
            run.get();
        }
        tellGateway.run();
        assertThat(only(batch).state()).isEqualTo(PayoutState.GIVEN_UP);
        assertThat(payouts.payout(only(batch).id(), MAKER).words())
                .extracting(PayoutView.Word::said)
                .containsExactly("GIVE_UP", "REFUSED", "ABSENT");
        assertThat(paymentState(batch)).containsOnly("FAILED");
    }

    @Test
    void whatTheGatewayHasIsNotGivenUp() throws Exception {
        UUID batch = released("6000.00");
        GatewaySimulator.strikes("timeout-after-acting", "POST", 1, 10);
        tellGateway.run();
        payouts.giveUp(only(batch).id(), only(batch).version(), "It does not answer", MAKER);
        tellGateway.run();
        assertThat(only(batch).state()).isEqualTo(PayoutState.SENT);
        paidOnce(batch);
    }

    @ParameterizedTest
    @CsvSource({"9904, AC04", "9901, AC01"})
    void aFailedPayoutComesBackInTheMembersWords(String ending, String code) throws Exception {
        VoucherView voucher = fixture.approve(fixture.sanctioned("6000.00", "50200000" + ending));
        UUID batch = fixture.releasedToGateway(List.of(voucher));
        tellGateway.run();
        GatewaySimulator.settled(only(batch).reference());
        lookedUp();
        assertThat(only(batch).state()).isEqualTo(PayoutState.FAILED);
        VoucherView back = fixture.voucher(voucher.id());
        assertThat(back.state()).isEqualTo(VoucherState.PREPARED);
        assertThat(Objects.requireNonNull(back.comeback()).code()).isEqualTo(code);
        assertThat(fixture.batch(batch).state()).isEqualTo(BatchState.RECONCILED);
    }

    @Test
    void moneyThatComesBackAfterItWasPaidIsAReturn() throws Exception {
        VoucherView voucher = fixture.approve(fixture.sanctioned("6000.00"));
        UUID batch = fixture.releasedToGateway(List.of(voucher));
        tellGateway.run();
        PayoutView sent = only(batch);
        assertThat(hook(event(sent, "processed", 600_000))).isEqualTo(200);
        assertThat(fixture.voucher(voucher.id()).state()).isEqualTo(VoucherState.PAID);
        String reversed = event(sent, "reversed", 600_000);
        assertThat(hook(reversed)).isEqualTo(200);
        assertThat(fixture.voucher(voucher.id()).state()).isEqualTo(VoucherState.PREPARED);
        assertThat(paymentState(batch)).containsOnly("REVERSED");
        assertThat(hook(reversed)).as("the same event").isEqualTo(200);
        assertThat(hook(event(sent, "reversed", 600_000)))
                .as("the same in another event")
                .isEqualTo(200);
        assertThat(hook(event(sent, "processed", 600_000))).as("overtaken").isEqualTo(200);
        assertThat(paymentState(batch)).containsOnly("REVERSED");
        assertThat(items(batch)).isEmpty();
        assertThat(only(batch).state()).isEqualTo(PayoutState.REVERSED);
        assertThat(payouts.payout(sent.id(), MAKER).words())
                .extracting(PayoutView.Word::effect)
                .containsExactly("SENT", "PROCESSED", "REVERSED", "NOTED", "NOTED");
    }

    @Test
    void eventsInReverseOrderComeToTheSame() {
        UUID batch = released("6000.00");
        PayoutView waiting = only(batch);
        String[] events = {
            event(waiting, "processing", 600_000),
            event(waiting, "processed", 600_000),
            event(waiting, "reversed", 600_000)
        };
        for (int i = 2; i >= 0; i--) {
            assertThat(hook(events[i])).isEqualTo(200);
        }
        assertThat(only(batch).state()).isEqualTo(PayoutState.REVERSED);
        assertThat(paymentState(batch)).containsOnly("REVERSED");
        assertThat(items(batch)).isEmpty();
    }

    @Test
    void eventsThatDoNotFitMoveNothingAndWaitForAPerson() {
        UUID batch = released("6000.00", "7000.00");
        tellGateway.run();
        PayoutView one = of(batch).getFirst();
        long paise = one.amount().amount().movePointRight(2).longValueExact();
        assertThat(hook(event(one, "processed", paise + 1))).isEqualTo(200);
        assertThat(items(batch)).containsExactly("WRONG_AMOUNT");
        assertThat(hook(GatewaySimulator.event(
                        id(),
                        "pout_other",
                        of(batch).getLast().reference(),
                        "processed",
                        of(batch).getLast().amount().amount().movePointRight(2).longValueExact(),
                        "UTR2")))
                .isEqualTo(200);
        assertThat(items(batch)).containsExactlyInAnyOrder("WRONG_AMOUNT", "SECOND_DEBIT");
        assertThat(paymentState(batch)).containsOnly("RELEASED");
        String unknown = "LT" + id();
        assertThat(hook(GatewaySimulator.event(id(), "pout_" + unknown, unknown, "processed", 100, "UTR3")))
                .isEqualTo(200);
        assertThat(jdbc.sql("""
                select o.kind from payments.open_item o join payments.bank_entry e on e.id = o.entry_id
                where e.end_to_end_id = :reference
                """).param("reference", unknown).query(String.class).list())
                .containsExactly("UNKNOWN_REFERENCE");
    }

    @Test
    void aDoubtfulPayoutThatGoesOutAfterItsItemWasSettledWaitsForAPersonAgain() {
        UUID batch = released("6000.00");
        tellGateway.run();
        PayoutView sent = only(batch);
        assertThat(hook(other(sent, "processing"))).isEqualTo(200);
        assertThat(hook(event(sent, "processed", 600_000))).isEqualTo(200);
        assertThat(items(batch)).containsExactly("SECOND_DEBIT");
        fixture.settle(item(batch), Resolution.NOTED, "", "The gateway will stop it");
        assertThat(hook(other(sent, "processing"))).as("a repeat").isEqualTo(200);
        assertThat(items(batch)).hasSize(1);
        for (int i = 0; i < 2; i++) {
            assertThat(hook(other(sent, "processed"))).as("it did not stop it").isEqualTo(200);
            assertThat(items(batch)).containsExactly("SECOND_DEBIT", "SECOND_DEBIT");
        }
        assertThat(jdbc.sql("select state from payments.open_item where id = :id")
                        .param("id", item(batch))
                        .query(String.class)
                        .single())
                .isEqualTo("OPEN");
    }

    /** Another payout under the same reference. */
    private static String other(PayoutView payout, String status) {
        return GatewaySimulator.event(id(), "pout_2_" + payout.reference(), payout.reference(), status, 600_000, "");
    }

    @Test
    void whatIsNotTheGatewaysOrIsOldIsNotHeard() {
        UUID batch = released("6000.00");
        String body = event(only(batch), "processed", 600_000);
        String now = timestamp(clock.instant());
        assertThat(hook(body, now, GatewaySimulator.signature("guessed", now, body)))
                .isEqualTo(401);
        assertThat(hook(body + " ", now, GatewaySimulator.signature(SECRET, now, body)))
                .isEqualTo(401);
        String later = timestamp(clock.instant().plusSeconds(1));
        assertThat(hook(body, later, GatewaySimulator.signature(SECRET, now, body)))
                .isEqualTo(401);
        String old = timestamp(clock.instant().minusSeconds(301));
        assertThat(hook(body, old, GatewaySimulator.signature(SECRET, old, body)))
                .isEqualTo(401);
        String half = body.substring(0, body.length() / 2);
        assertThat(hook(half, now, GatewaySimulator.signature(SECRET, now, half)))
                .isEqualTo(400);
        String long64 = " ".repeat(70_000);
        assertThat(hook(long64, now, GatewaySimulator.signature(SECRET, now, long64)))
                .isEqualTo(413);
        assertThat(only(batch).state()).isEqualTo(PayoutState.WAITING);
        assertThat(hook(body, now, GatewaySimulator.signature(SECRET, now, body)))
                .isEqualTo(200);
        assertThat(only(batch).state()).isEqualTo(PayoutState.PROCESSED);
    }

    @ParameterizedTest
    @CsvSource({"duplicate-webhook", "reorder-webhooks"})
    void theGatewaysOwnEventsSettleWithoutLookingUp(String fault) throws Exception {
        clock.setTo(Instant.ofEpochMilli(java.lang.System.currentTimeMillis()));
        GatewaySimulator.tellsTo("http://127.0.0.1:" + port + "/hooks/payment-gateway");
        UUID batch = fixture.releasedToGateway(List.of(fixture.approve(fixture.sanctioned("6000.00", "502000009906"))));
        GatewaySimulator.strikes(fault, "POST", 1, 0);
        tellGateway.run();
        for (int i = 0; i < 100 && only(batch).state() != PayoutState.REVERSED; i++) {
            Thread.sleep(50);
        }
        assertThat(only(batch).state()).isEqualTo(PayoutState.REVERSED);
        assertThat(paymentState(batch)).containsOnly("REVERSED");
        assertThat(items(batch)).isEmpty();
    }

    @Test
    void manyEventsAtOnceSettleOnce() throws Exception {
        UUID batch = released("6000.00");
        tellGateway.run();
        PayoutView sent = only(batch);
        String same = event(sent, "processed", 600_000);
        try (ExecutorService senders = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String body = i % 2 == 0 ? same : event(sent, "processed", 600_000);
                answers.add(senders.submit(() -> hook(body)));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isIn(200, 503);
            }
        }
        assertThat(only(batch).state()).isEqualTo(PayoutState.PROCESSED);
        assertThat(jdbc.sql("""
                select count(*) from payments.ledger_entry where payment_id = :id and kind = 'PAYMENT'
                """).param("id", sent.id()).query(Long.class).single())
                .isEqualTo(1);
        assertThat(items(batch)).isEmpty();
    }

    @Test
    void theDatabaseKeepsTheTwoWaysApart() {
        UUID through = released("6000.00");
        assertThatThrownBy(() -> jdbc.sql("""
                insert into payments.release (batch_id, message_id, file_name, pain_document, pain_sha256, neft_document,
                    released_by, released_at)
                values (:batch, :name, :name, gen_random_uuid(), 'x', gen_random_uuid(), 'x', now())
                """)
                        .param("batch", through)
                        .param("name", "F" + id())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("release_goes_the_way_of_its_batch");
        UUID byFile = fixture.released(fixture.payable(1, "6000.00")).batchId();
        assertThatThrownBy(() -> jdbc.sql("""
                insert into payments.payout (payment_id, batch_id, amount, reference, idempotency_key, next_at, planned_at)
                select id, batch_id, amount, 'LTAAAAAAAAAAAAAA', 'payout-' || id, now(), now()
                from payments.payment where batch_id = :batch
                """).param("batch", byFile).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("payout_goes_the_way_of_its_batch");
        assertThatThrownBy(() -> jdbc.sql("update payments.batch set way = 'BANK_FILE' where id = :id")
                        .param("id", through)
                        .update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(
                        () -> jdbc.sql("update payments.payout set idempotency_key = 'payout-2' where batch_id = :id")
                                .param("id", through)
                                .update())
                .isInstanceOf(DataAccessException.class);
    }

    /** Other tests of the same database may leave some. */
    private Map<MoneyCheck.Name, BigDecimal> differences() {
        return checkMoney.run(User.system("test")).levels().stream()
                .collect(Collectors.toMap(
                        MoneyCheck.Level::name,
                        level -> level.found().subtract(level.expected()).setScale(2)));
    }

    private UUID released(String... amounts) {
        List<VoucherView> vouchers = new ArrayList<>();
        for (String amount : amounts) {
            vouchers.add(fixture.approve(fixture.sanctioned(amount)));
        }
        return fixture.releasedToGateway(vouchers);
    }

    private void lookedUp() {
        clock.advance(Duration.ofMinutes(11));
        tellGateway.run();
    }

    private void paidOnce(UUID batch) throws Exception {
        tellGateway.run();
        GatewaySimulator.settled(only(batch).reference());
        lookedUp();
        assertThat(only(batch).state()).isEqualTo(PayoutState.PROCESSED);
        assertThat(paymentState(batch)).containsOnly("PAID");
        assertThat(GatewaySimulator.payouts(only(batch).reference())).hasSize(1);
    }

    private PayoutView only(UUID batch) {
        assertThat(of(batch)).hasSize(1);
        return of(batch).getFirst();
    }

    private List<PayoutView> of(UUID batch) {
        List<PayoutView> found = new ArrayList<>();
        for (PayoutState state : PayoutState.values()) {
            found.addAll(payouts.list(state, new PayoutFilter(batch, null), null, MAKER)
                    .items());
        }
        return found;
    }

    private List<String> paymentState(UUID batch) {
        return jdbc.sql("select state from payments.payment where batch_id = :id")
                .param("id", batch)
                .query(String.class)
                .list();
    }

    private List<String> items(UUID batch) {
        return jdbc.sql("""
                select o.kind from payments.open_item o join payments.payment p on p.id = o.payment_id
                where p.batch_id = :id order by o.id
                """).param("id", batch).query(String.class).list();
    }

    private UUID item(UUID batch) {
        return jdbc.sql("""
                select o.id from payments.open_item o join payments.payment p on p.id = o.payment_id
                where p.batch_id = :id and o.state = 'OPEN'
                """).param("id", batch).query(UUID.class).single();
    }

    private static String id() {
        return "evt" + EVENTS.incrementAndGet() + "X"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String event(PayoutView payout, String status, long paise) {
        String gatewayId = payout.gatewayId() == null ? "pout_" + payout.reference() : payout.gatewayId();
        return GatewaySimulator.event(
                id(),
                gatewayId,
                payout.reference(),
                status,
                paise,
                status.equals("processing") ? "" : "UTR" + gatewayId);
    }

    private static String timestamp(Instant at) {
        return Long.toString(at.getEpochSecond());
    }

    private int hook(String body) {
        String now = timestamp(clock.instant());
        return hook(body, now, GatewaySimulator.signature(SECRET, now, body));
    }

    private int hook(String body, String timestamp, String signature) {
        return RestClient.create("http://127.0.0.1:" + port)
                .post()
                .uri("/hooks/payment-gateway")
                .contentType(MediaType.APPLICATION_JSON)
                .header("X-Gateway-Timestamp", timestamp)
                .header("X-Gateway-Signature", signature)
                .body(body)
                .exchange((request, response) -> response.getStatusCode().value());
    }
}
