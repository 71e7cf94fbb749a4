package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ltet.portal.payments.PaymentsFixture.MAKER;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.payments.payout.CompareGateway;
import org.ltet.portal.payments.payout.PayoutDay;
import org.ltet.portal.payments.payout.PayoutFilter;
import org.ltet.portal.payments.payout.PayoutState;
import org.ltet.portal.payments.payout.PayoutView;
import org.ltet.portal.payments.payout.Payouts;
import org.ltet.portal.payments.payout.TellGateway;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import({PaymentsFixture.class, BankWord.class, Households.class})
@DisplayName("Each day what the gateway says it paid is compared with what the portal holds as paid (ITG-3)")
class PayoutDaysTest implements GatewaySimulator {

    private static final AtomicInteger STRANGERS = new AtomicInteger(10);

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    TellGateway tellGateway;

    @Autowired
    CompareGateway compareGateway;

    @Autowired
    Payouts payouts;

    @Autowired
    @Qualifier("gatewayHealth")
    HealthCheck health;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    /** The simulator lives by the real time. */
    @BeforeEach
    void now() {
        BankSimulator.worksAgain();
        GatewaySimulator.tellsTo("");
        GatewaySimulator.forgetsEverything();
        // what other tests left was heard of on other days
        jdbc.sql(
                        "update payments.payout set sent_at = sent_at - interval '100 days', next_at = next_at + interval '9000 days'")
                .update();
        clock.setTo(Instant.ofEpochMilli(java.lang.System.currentTimeMillis()));
    }

    @AfterEach
    void clockAgain() {
        clock.reset();
    }

    @Test
    void aDayIsEqualUntilOneOfTheTwoHoldsAPayoutThatTheOtherDoesNot() throws Exception {
        LocalDate day = IndiaTime.today(clock);
        PayoutView paid = paid();
        PayoutDay equal = compared(day);
        assertThat(equal.told()).isEqualTo(1);
        assertThat(equal.toldAmount()).isEqualTo(Money.of("6000.00"));
        assertThat(equal.heldAmount()).isEqualTo(Money.of("6000.00"));
        assertThat(equal.equal()).isTrue();

        GatewaySimulator.orders("stranger-" + paid.id(), "STRANGER1", 123_400);
        GatewaySimulator.settled("STRANGER1");
        PayoutDay stranger = compared(day);
        assertThat(stranger.told()).isEqualTo(2);
        assertThat(stranger.toldAmount()).isEqualTo(Money.of("7234.00"));
        assertThat(stranger.held()).isEqualTo(1);
        assertThat(stranger.differ()).isEqualTo(1);
        assertThat(stranger.examples()).isEqualTo("STRANGER1");

        GatewaySimulator.forgetsEverything();
        PayoutDay forgotten = compared(day);
        assertThat(forgotten.told()).isZero();
        assertThat(forgotten.held()).isEqualTo(1);
        assertThat(forgotten.examples()).isEqualTo(paid.gatewayId());
    }

    @Test
    void whereTheGatewayDoesNotSayWhatWasFoundBeforeStands() throws Exception {
        LocalDate day = IndiaTime.today(clock);
        paid();
        PayoutDay before = compared(day);
        stranger(123_400);
        // those of today and of yesterday, asked about first
        GatewaySimulator.strikes("http500", "GET", 2, 0);
        clock.advance(Duration.ofHours(1));
        compareGateway.run();
        assertThat(kept(day)).isEqualTo(before);
        assertThat(jdbc.sql("select asked_at from payments.payout_day where day = :day")
                        .param("day", day.minusDays(5))
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant())
                .as("the other days are compared")
                .isEqualTo(clock.instant());
        assertThat(compared(day).differ()).isEqualTo(1);
    }

    @Test
    void aPayoutThatCannotBeReadDiffersAndTheOthersAreCompared() throws Exception {
        LocalDate day = IndiaTime.today(clock);
        paid();
        stranger(100_000_000_000_000L);
        PayoutDay odd = compared(day);
        assertThat(odd.told()).isEqualTo(1);
        assertThat(odd.held()).isEqualTo(1);
        assertThat(odd.differ()).isEqualTo(1);
        assertThat(odd.examples()).matches("[0-9A-Za-z_-]+");
    }

    @Test
    void afterAChangeOfGatewayItsDaysStandAndItsPayoutsAreNotLookedForHere() throws Exception {
        LocalDate day = IndiaTime.today(clock);
        PayoutView paid = paid();
        PayoutDay before = compared(day);
        toldElsewhere(paid);
        GatewaySimulator.forgetsEverything();
        assertThat(compared(day)).isEqualTo(before);
        jdbc.sql("delete from payments.payout_day where day = :day")
                .param("day", day)
                .update();
        compareGateway.run();
        assertThat(jdbc.sql("select differ from payments.payout_day where day = :day")
                        .param("day", day)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void thatNothingWasComparedForADayIsLate() throws Exception {
        LocalDate day = IndiaTime.today(clock);
        jdbc.sql("update payments.payout set planned_at = planned_at + interval '9000 days'")
                .update();
        paid();
        compared(day);
        clock.advance(Duration.ofHours(25));
        assertThat(health.look().found()).doesNotContain("not compared");
        clock.advance(Duration.ofHours(4));
        assertThat(health.look().state()).isEqualTo(HealthCheck.State.LATE);
        assertThat(health.look().found()).startsWith("not compared");
    }

    private static void stranger(long paise) throws InterruptedException {
        String reference = "STRANGER" + STRANGERS.incrementAndGet();
        GatewaySimulator.orders("odd-" + reference + "-" + System.nanoTime(), reference, paise);
        GatewaySimulator.settled(reference);
    }

    private void toldElsewhere(PayoutView paid) {
        jdbc.sql("alter table payments.payout disable trigger payout_told_once").update();
        jdbc.sql("update payments.payout set told_to = repeat('ab', 16), watched_until = null where payment_id = :id")
                .param("id", paid.id())
                .update();
        jdbc.sql("alter table payments.payout enable trigger payout_told_once").update();
    }

    private PayoutView paid() throws Exception {
        UUID batch = fixture.releasedToGateway(List.of(fixture.approve(fixture.sanctioned("6000.00"))));
        tellGateway.run();
        GatewaySimulator.settled(only(batch).reference());
        clock.advance(Duration.ofMinutes(11));
        tellGateway.run();
        assertThat(only(batch).state()).isEqualTo(PayoutState.PROCESSED);
        return only(batch);
    }

    /** On the morning after. */
    private PayoutDay compared(LocalDate day) {
        clock.setTo(day.plusDays(1));
        compareGateway.run();
        return kept(day);
    }

    private PayoutDay kept(LocalDate day) {
        return payouts.days(MAKER).stream()
                .filter(one -> one.day().equals(day))
                .findFirst()
                .orElseThrow();
    }

    private PayoutView only(UUID batch) {
        for (PayoutState state : PayoutState.values()) {
            List<PayoutView> found = payouts.list(state, new PayoutFilter(batch, null), null, MAKER)
                    .items();
            if (!found.isEmpty()) {
                return found.getFirst();
            }
        }
        throw new AssertionError("No payout of " + batch);
    }
}
