package org.ltet.portal.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import({Households.class, RecordedEvents.class})
@DisplayName("Limits hold whatever happens at the same time (worked example 11)")
class LimitUnderLockTest {

    private static final int REPETITIONS = 200;
    private static final Money BILL = Money.of(66_667);
    private static final Money FORTY_THOUSAND = Money.of(40_000);

    @Autowired
    Households households;

    @Autowired
    Decisions decisions;

    @Autowired
    Applications applications;

    @Autowired
    Finance finance;

    @Autowired
    StartDraft startDraft;

    @Autowired
    Drafting drafting;

    @Autowired
    SubmitApplication submitApplication;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    User scrutiny;
    User one;
    User other;

    @BeforeEach
    void people() {
        clock.reset();
        scrutiny = households.staff(Role.SCRUTINY_OFFICER);
        one = households.staff(Role.SUB_PANEL_MEMBER);
        other = households.staff(Role.SUB_PANEL_MEMBER);
    }

    @Test
    @DisplayName("two applications of 40,000 with 60,000 left, approved in the same instant: 60,000 in all, 200 times")
    void neverMoreThanTheFamilysLimit() throws Exception {
        for (int i = 0; i < REPETITIONS; i++) {
            Household family = households.serving();
            ApplicationView before = households.at(ReviewLevel.SUB_PANEL, family, BILL, scrutiny);
            decisions.sanction(before.id(), Sanction.inFull(before.version(), FORTY_THOUSAND), one);
            ApplicationView first = households.at(ReviewLevel.SUB_PANEL, family, BILL, scrutiny);
            ApplicationView second = households.at(ReviewLevel.SUB_PANEL, family, BILL, scrutiny);
            assertThat(List.of(first.payable(), second.payable())).containsOnly(FORTY_THOUSAND);

            CyclicBarrier together = new CyclicBarrier(2);
            List<Money> refusals =
                    SubmitTest.atOnce(List.of(attempt(together, first, one), attempt(together, second, other)));

            assertThat(refusals.stream().filter(Money::isPositive))
                    .as("one wins; the loser is told the new balance")
                    .containsExactly(Money.of(20_000));
            boolean lost = refusals.getFirst().isPositive();
            ApplicationView loser = applications.get(lost ? first.id() : second.id(), lost ? one : other);
            assertThat(loser.state()).isEqualTo(ApplicationState.UNDER_REVIEW);
            assertThat(loser.payable()).isEqualTo(Money.of(20_000));
            decisions.sanction(loser.id(), Sanction.inFull(loser.version(), loser.payable()), lost ? one : other);
            assertThat(used(family.memberId(), first.id(), second.id())).isEqualByComparingTo("60000");
            assertThat(used(family.memberId(), before.id(), first.id(), second.id()))
                    .isEqualByComparingTo("100000");
        }
    }

    @Test
    @DisplayName("S06: the same eye cannot be granted twice at the same time; the other eye can (example 4)")
    void oncePerEyeInALifetime() throws Exception {
        Household family = households.retired();
        ApplicationView left = cataract(family, "LEFT", "41250");
        ApplicationView again = cataract(family, "LEFT", "41250");
        ApplicationView right = cataract(family, "RIGHT", "28400.50");
        assertThat(left.payable()).isEqualTo(Money.of(35_000));
        assertThat(right.payable()).isEqualTo(Money.of(28_401));
        CyclicBarrier together = new CyclicBarrier(3);
        List<Callable<Money>> attempts = new ArrayList<>();
        attempts.add(attempt(together, left, one));
        attempts.add(attempt(together, again, other));
        attempts.add(attempt(together, right, households.staff(Role.SUB_PANEL_MEMBER)));
        List<Money> refusals = SubmitTest.atOnce(attempts);
        assertThat(refusals.getLast()).isEqualTo(Money.of(-1));
        assertThat(refusals.subList(0, 2)).containsExactlyInAnyOrder(Money.of(-1), Money.ZERO);
        assertThat(used(family.memberId(), left.id(), again.id(), right.id())).isEqualByComparingTo("63401");
    }

    @Test
    void aSanctionUndoneByAccountsFreesItsLimits() {
        Household family = households.serving();
        ApplicationView app = households.at(ReviewLevel.SCRUTINY, family, Money.of(10_000), scrutiny);
        decisions.sanction(app.id(), Sanction.inFull(app.version(), app.payable()), scrutiny);
        assertThat(used(family.memberId(), app.id())).isEqualByComparingTo("6000");
        finance.returnToScrutiny(
                app.id(), "BANK_DETAILS", "The account is closed.", households.staff(Role.ACCOUNTS_OFFICER));
        assertThat(used(family.memberId(), app.id())).isEqualByComparingTo("0");
        ApplicationView back = applications.get(app.id(), scrutiny);
        assertThat(back.position()).isEqualTo(Position.underReview(ReviewLevel.SCRUTINY));
        assertThat(back.sanctioned()).isNull();
        assertThat(decisions
                        .sanction(back.id(), Sanction.inFull(back.version(), back.payable()), scrutiny)
                        .sanctioned())
                .isEqualTo(Money.of(6_000));
    }

    @Test
    void grantsNothingWhereNothingIsPayable() {
        Household family = households.serving();
        ApplicationView full = households.at(ReviewLevel.SUB_PANEL, family, Money.of(200_000), scrutiny);
        assertThat(full.payable()).isEqualTo(Money.of(100_000));
        decisions.sanction(full.id(), Sanction.inFull(full.version(), full.payable()), one);
        ApplicationView more = households.at(ReviewLevel.SCRUTINY, family, Money.of(10_000), scrutiny);
        assertThat(more.payable()).isEqualTo(Money.ZERO);
        assertThatThrownBy(() -> decisions.sanction(more.id(), Sanction.inFull(more.version(), Money.ZERO), scrutiny))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("applications.nothingPayable"));
    }

    /** The new payable amount when refused because the balance changed, minus one when granted. */
    private Callable<Money> attempt(CyclicBarrier together, ApplicationView app, User user) {
        return () -> {
            together.await();
            try {
                decisions.sanction(app.id(), Sanction.inFull(app.version(), app.payable()), user);
                return Money.of(-1);
            } catch (Refused refused) {
                assertThat(refused.code()).isEqualTo("applications.balanceChanged");
                return (Money) refused.arguments().getFirst();
            }
        };
    }

    private ApplicationView cataract(Household family, String eye, String bill) {
        ApplicationView draft = startDraft.start("S06", family.spouseId(), family.user());
        UUID id = draft.id();
        draft = drafting.saveAnswers(
                id, draft.version(), Map.of("hospital", "Eye Hospital", "surgeryDate", "2026-10-10"), family.user());
        draft = drafting.addLine(
                id,
                draft.version(),
                new LineInput(
                        "CATARACT_SURGERY",
                        eye + id,
                        LocalDate.of(2026, 10, 11),
                        "Eye Hospital",
                        Money.of(bill),
                        null,
                        eye),
                family.user());
        households.attachRequired(id);
        draft = submitApplication.submit(id, draft.version(), family.user());
        draft = decisions.take(id, scrutiny);
        return decisions.forward(id, ReviewLevel.SUB_PANEL, null, draft.version(), scrutiny);
    }

    private BigDecimal used(UUID member, UUID... ids) {
        return jdbc.sql("""
                select coalesce(sum(amount), 0) from applications.utilisation
                where member_id = :member and application_id = any(:ids) and cancelled_at is null
                """)
                .param("member", member)
                .param("ids", ids)
                .query(BigDecimal.class)
                .single();
    }
}
