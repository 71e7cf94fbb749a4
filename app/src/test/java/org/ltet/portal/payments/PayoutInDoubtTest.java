package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ltet.portal.payments.PaymentsFixture.CHECKER;
import static org.ltet.portal.payments.PaymentsFixture.MAKER;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.payments.payout.PayoutFilter;
import org.ltet.portal.payments.payout.PayoutState;
import org.ltet.portal.payments.payout.PayoutView;
import org.ltet.portal.payments.payout.Payouts;
import org.ltet.portal.payments.payout.TellGateway;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@PortalTest
@Import({PaymentsFixture.class, BankWord.class, Households.class})
@DisplayName(
        "What the gateway cannot say of a payout is a matter for people, and never ordered anew by itself (ITG-3, PAY-4)")
class PayoutInDoubtTest implements GatewaySimulator {

    private static final AtomicInteger DAYS = new AtomicInteger();
    private static final String ANOTHER_GATEWAY = "0123456789abcdef".repeat(2);

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
    @Qualifier("gatewayHealth")
    HealthCheck health;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @BeforeEach
    void gatewayWorks() {
        BankSimulator.worksAgain();
        GatewaySimulator.tellsTo("");
        clock.reset();
        clock.advance(Duration.ofDays(400 + 9L * DAYS.incrementAndGet()));
        tellGateway.run();
    }

    @AfterEach
    void faultsEnd() {
        BankSimulator.worksAgain();
        clock.reset();
    }

    @Test
    void severalPayoutsUnderOneReferenceWaitForPeopleEachWithItsNumberAndNoneIsOrdered() throws Exception {
        UUID batch = released("9000.00");
        PayoutView one = only(batch);
        GatewaySimulator.orders("several-1-" + one.id(), one.reference(), 900_000);
        GatewaySimulator.orders("several-2-" + one.id(), one.reference(), 900_000);
        Thread.sleep(1200); // until the gateway is through with both
        for (int i = 0; i < 3; i++) {
            tellGateway.run();
            clock.advance(Duration.ofHours(2));
        }
        assertThat(items(batch)).containsExactly("SEVERAL_PAYOUTS", "SEVERAL_PAYOUTS");
        assertThat(only(batch).state()).isEqualTo(PayoutState.WAITING);
        assertThat(only(batch).tries()).isZero();
        assertThat(GatewaySimulator.payouts(one.reference())).hasSize(2);
        assertThat(paymentState(batch)).containsOnly("RELEASED");
        List<UUID> open = openItems(batch);
        fixture.settle(open.getFirst(), Resolution.PAID, one.endToEndId(), "It paid with this one");
        fixture.settle(open.getLast(), Resolution.NOTED, "", "It gave this one back");
        assertThat(fixture.voucher(one.voucherId()).state()).isEqualTo(VoucherState.PAID);
        clock.advance(Duration.ofHours(2));
        tellGateway.run();
        assertThat(openItems(batch)).isEmpty();
    }

    @Test
    void besideThePayoutThatIsKnownAsOursAnotherOneIsASecondDebit() throws Exception {
        UUID batch = released("9000.00");
        tellGateway.run();
        GatewaySimulator.settled(only(batch).reference());
        GatewaySimulator.orders("beside-" + only(batch).id(), only(batch).reference(), 900_000);
        clock.advance(Duration.ofMinutes(11));
        tellGateway.run();
        assertThat(only(batch).state()).isEqualTo(PayoutState.PROCESSED);
        assertThat(items(batch)).contains("SECOND_DEBIT").doesNotContain("SEVERAL_PAYOUTS");
    }

    @Test
    void whatTheGatewayAcceptedAndForgotIsADoubtAfterAnHourAndNeverOrderedAnew() {
        UUID batch = released("9000.00");
        tellGateway.run();
        PayoutView sent = only(batch);
        assertThat(sent.state()).isEqualTo(PayoutState.SENT);
        GatewaySimulator.forgetsEverything();
        clock.advance(Duration.ofMinutes(11));
        tellGateway.run();
        assertThat(items(batch)).as("it may only be late to show it").isEmpty();
        assertThat(only(batch).lastError()).contains("any more");
        clock.advance(Duration.ofMinutes(59));
        tellGateway.run();
        assertThat(items(batch)).isEmpty();
        for (int i = 0; i < 4; i++) {
            clock.advance(Duration.ofHours(1));
            tellGateway.run();
        }
        assertThat(items(batch)).containsExactly("PAYOUT_NOT_FOUND");
        assertThat(only(batch).tries()).isEqualTo(1);
        assertThat(GatewaySimulator.payouts(sent.reference())).isEmpty();
        fixture.settle(openItems(batch).getFirst(), Resolution.FAILED, sent.endToEndId(), "It never sent it");
        assertThat(fixture.voucher(sent.voucherId()).state()).isEqualTo(VoucherState.PREPARED);
        clock.advance(Duration.ofHours(2));
        tellGateway.run();
        assertThat(GatewaySimulator.payouts(sent.reference())).isEmpty();
    }

    @Test
    void whatMayBeAtAnotherGatewayIsNeitherLookedUpNorToldHere() throws Exception {
        UUID batch = released("9000.00");
        PayoutView one = only(batch);
        toldElsewhere(one);
        for (int i = 0; i < 4; i++) {
            clock.advance(Duration.ofMinutes(20));
            tellGateway.run();
        }
        assertThat(only(batch).tries()).isEqualTo(1);
        assertThat(only(batch).lastError()).contains("another gateway");
        assertThat(GatewaySimulator.payouts(one.reference())).isEmpty();
        assertThat(health.look().state()).isEqualTo(HealthCheck.State.BROKEN);
        assertThat(health.look().found()).isEqualTo("1 told to another gateway or account than is set up");
        assertThat(items(batch)).as("it may be set up by mistake").isEmpty();
        payouts.giveUp(one.id(), only(batch).version(), "It is not here", MAKER);
        tellGateway.run();
        assertThat(only(batch).state()).as("nobody here can know").isEqualTo(PayoutState.WAITING);
        clock.advance(Duration.ofHours(24));
        tellGateway.run();
        assertThat(items(batch)).containsExactly("PAYOUT_NOT_FOUND");
        assertThatThrownBy(() -> fixture.settle(openItems(batch).getFirst(), Resolution.NOTED, "", "Leave it"))
                .hasMessageContaining("resolutionDoesNotFit");
        fixture.settle(openItems(batch).getFirst(), Resolution.FAILED, one.endToEndId(), "It says it has none");
        assertThat(health.look().found()).doesNotContain("another gateway");
        assertThat(GatewaySimulator.payouts(one.reference())).isEmpty();
    }

    @Test
    void whatAnotherGatewayPaidAndMayTakeBackIsToldOfForTenDays() throws Exception {
        UUID batch = released("9000.00");
        tellGateway.run();
        GatewaySimulator.settled(only(batch).reference());
        clock.advance(Duration.ofMinutes(11));
        tellGateway.run();
        assertThat(only(batch).state()).isEqualTo(PayoutState.PROCESSED);
        assertThat(health.look().found()).doesNotContain("another gateway");
        jdbc.sql("alter table payments.payout disable trigger payout_told_once").update();
        jdbc.sql("update payments.payout set told_to = :to where batch_id = :batch")
                .param("to", ANOTHER_GATEWAY)
                .param("batch", batch)
                .update();
        jdbc.sql("alter table payments.payout enable trigger payout_told_once").update();
        assertThat(health.look().state()).isEqualTo(HealthCheck.State.BROKEN);
        assertThat(health.look().found()).isEqualTo("1 told to another gateway or account than is set up");
        clock.advance(Duration.ofDays(10));
        assertThat(health.look().found()).doesNotContain("another gateway");
        jdbc.sql("update payments.payout set watched_until = null, next_at = null where batch_id = :batch")
                .param("batch", batch)
                .update();
    }

    @Test
    void theDatabaseKeepsToWhomAPayoutWasTold() {
        UUID batch = released("9000.00");
        tellGateway.run();
        assertThatThrownBy(() -> jdbc.sql("update payments.payout set told_to = :to where batch_id = :batch")
                        .param("to", ANOTHER_GATEWAY)
                        .param("batch", batch)
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("may be at another gateway");
    }

    @Test
    void whatWasNeverToldFollowsToTheGatewayThatIsSetUp() throws Exception {
        UUID batch = released("9000.00");
        jdbc.sql("update payments.payout set told_to = :to, mode = 'RTGS' where batch_id = :batch")
                .param("to", ANOTHER_GATEWAY)
                .param("batch", batch)
                .update();
        tellGateway.run();
        assertThat(only(batch).state()).isEqualTo(PayoutState.SENT);
        assertThat(GatewaySimulator.settled(only(batch).reference())).containsEntry("mode", "NEFT");
    }

    @Test
    void whatIsToldAgainGoesTheWayOfTheFirstTime() throws Exception {
        UUID batch = released("9000.00");
        GatewaySimulator.strikes("http500", "POST", 1, 0);
        tellGateway.run();
        assertThat(only(batch).unknownAt()).isNotNull();
        // as another setting of the mode had been in force then
        jdbc.sql("update payments.payout set mode = 'IMPS' where batch_id = :batch")
                .param("batch", batch)
                .update();
        clock.advance(Duration.ofMinutes(16));
        tellGateway.run();
        assertThat(GatewaySimulator.settled(only(batch).reference())).containsEntry("mode", "IMPS");
    }

    @Test
    void inABlackoutWhatWasNeverToldIsNotTouchedAndWhatIsUnknownIsLookedFor() throws Exception {
        UUID unknown = released("9000.00");
        GatewaySimulator.strikes("timeout-after-acting", "POST", 1, 10);
        tellGateway.run();
        UUID untold = released("8000.00");
        UUID blackout = blackouts.set(IndiaTime.today(clock), IndiaTime.today(clock), "Closing", CHECKER);
        int version = only(untold).version();
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofMinutes(11));
            tellGateway.run();
        }
        assertThat(only(untold).version()).isEqualTo(version);
        assertThat(only(untold).lastError()).isNull();
        assertThat(only(unknown).state()).isIn(PayoutState.SENT, PayoutState.PROCESSED);
        blackouts.lift(blackout, CHECKER);
        tellGateway.run();
        assertThat(only(untold).state()).as("at once").isEqualTo(PayoutState.SENT);
    }

    @Test
    void nothingIsOrderedLaterThanHalfAMinuteAfterItWasAllowed() throws Exception {
        UUID batch = released("9000.00");
        GatewaySimulator.strikes("slow", "GET", 1, 1000);
        try (ExecutorService node = Executors.newSingleThreadExecutor()) {
            Future<?> run = node.submit(tellGateway::run);
            until("select exists (select 1 from payments.payout where batch_id = :batch and claim is not null)", batch);
            transactions.executeWithoutResult(status -> {
                jdbc.sql("select 1 from payments.payout where batch_id = :batch for update")
                        .param("batch", batch)
                        .query(Integer.class)
                        .single();
                // the permission waits for this row
                until("select exists (select 1 from pg_locks where not granted and :batch::uuid is not null)", batch);
                clock.advance(Duration.ofSeconds(31));
            });
            run.get();
        }
        assertThat(only(batch).tries()).isEqualTo(1);
        assertThat(only(batch).lastError()).contains("not in time");
        assertThat(GatewaySimulator.payouts(only(batch).reference())).isEmpty();
        clock.advance(Duration.ofMinutes(16));
        tellGateway.run();
        assertThat(GatewaySimulator.payouts(only(batch).reference())).hasSize(1);
    }

    @Test
    void theBanksLineOfAPayoutSettlesNothingAndHoldsItBack() {
        UUID batch = released("9000.00");
        PayoutView one = only(batch);
        bank.debits(one.endToEndId(), "9000.00");
        assertThat(paymentState(batch)).containsOnly("RELEASED");
        assertThat(items(batch)).containsExactly("BANK_LINE_OF_PAYOUT");
        tellGateway.run();
        assertThat(only(batch).tries()).as("the money may be out").isZero();
        assertThatThrownBy(() -> fixture.settle(openItems(batch).getFirst(), Resolution.PAID, one.endToEndId(), "Paid"))
                .hasMessageContaining("payments.gatewayPays");
    }

    @Test
    void afterTheGatewaysWordTheBanksLineIsNoted() throws Exception {
        UUID batch = released("9000.00");
        tellGateway.run();
        PayoutView sent = only(batch);
        bank.debits(sent.endToEndId(), "9000.00");
        bank.returns(sent.endToEndId(), "9000.00");
        assertThat(paymentState(batch)).containsOnly("RELEASED");
        GatewaySimulator.settled(sent.reference());
        clock.advance(Duration.ofMinutes(11));
        tellGateway.run();
        assertThat(paymentState(batch)).containsOnly("PAID");
        for (UUID item : openItems(batch)) {
            fixture.settle(item, Resolution.NOTED, "", "The same as the gateway's");
        }
        assertThat(items(batch)).containsExactly("BANK_LINE_OF_PAYOUT", "BANK_LINE_OF_PAYOUT");
        assertThat(paymentState(batch)).containsOnly("PAID");
    }

    @Test
    void whatComesBackToTheBankAfterTheGatewaysWordIsSettledByPeople() throws Exception {
        UUID batch = released("9000.00");
        tellGateway.run();
        PayoutView sent = only(batch);
        GatewaySimulator.settled(sent.reference());
        clock.advance(Duration.ofMinutes(11));
        tellGateway.run();
        assertThat(paymentState(batch)).containsOnly("PAID");
        bank.returns(sent.endToEndId(), "9000.00");
        assertThat(items(batch)).containsExactly("BANK_LINE_OF_PAYOUT");
        fixture.settle(openItems(batch).getFirst(), Resolution.REVERSED, sent.endToEndId(), "The account is closed");
        assertThat(paymentState(batch)).containsOnly("REVERSED");
    }

    /** As a try of which nobody knows leaves it, when another gateway was set up. */
    private void toldElsewhere(PayoutView payout) {
        var now = time(clock.instant());
        jdbc.sql("update payments.payout set claim = gen_random_uuid(), claimed_until = :now where payment_id = :id")
                .param("now", now)
                .param("id", payout.id())
                .update();
        jdbc.sql("""
                update payments.payout set tries = 1, unknown_at = :now, told_to = :to, mode = 'NEFT'
                where payment_id = :id
                """)
                .param("now", now)
                .param("to", ANOTHER_GATEWAY)
                .param("id", payout.id())
                .update();
    }

    private static java.time.OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private void until(String sql, UUID batch) {
        for (int i = 0; i < 200; i++) {
            if (jdbc.sql(sql).param("batch", batch).query(Boolean.class).single()) {
                return;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("Never: " + sql);
    }

    private UUID released(String... amounts) {
        List<VoucherView> vouchers = new ArrayList<>();
        for (String amount : amounts) {
            vouchers.add(fixture.approve(fixture.sanctioned(amount)));
        }
        return fixture.releasedToGateway(vouchers);
    }

    private PayoutView only(UUID batch) {
        List<PayoutView> found = new ArrayList<>();
        for (PayoutState state : PayoutState.values()) {
            found.addAll(payouts.list(state, new PayoutFilter(batch, null), null, MAKER)
                    .items());
        }
        assertThat(found).hasSize(1);
        return found.getFirst();
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

    private List<UUID> openItems(UUID batch) {
        return jdbc.sql("""
                select o.id from payments.open_item o join payments.payment p on p.id = o.payment_id
                where p.batch_id = :id and o.state = 'OPEN' order by o.id
                """).param("id", batch).query(UUID.class).list();
    }
}
