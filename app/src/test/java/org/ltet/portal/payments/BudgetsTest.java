package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.ltet.portal.payments.PaymentsFixture.CHECKER;
import static org.ltet.portal.payments.PaymentsFixture.HEAD;
import static org.ltet.portal.payments.PaymentsFixture.MAKER;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Decisions;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Sanction;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.ledger.BudgetRequestView;
import org.ltet.portal.payments.ledger.BudgetRequestView.Kind;
import org.ltet.portal.payments.ledger.Budgets;
import org.ltet.portal.payments.ledger.FundView;
import org.ltet.portal.payments.ledger.Ledger;
import org.ltet.portal.payments.ledger.NewBudgetRequest;
import org.ltet.portal.shared.FinancialYear;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.postgresql.util.PSQLException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import({PaymentsFixture.class, Households.class, BankWord.class})
@DisplayName("A budget is never exceeded, except by an override of two people (PAY-7)")
class BudgetsTest implements BankSimulator {

    private static final AtomicInteger COMPANIES = new AtomicInteger();

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    Households households;

    @Autowired
    Decisions decisions;

    @Autowired
    CheckVouchers checkVouchers;

    @Autowired
    ReleaseBatch releaseBatch;

    @Autowired
    Blackouts blackouts;

    @Autowired
    Budgets budgets;

    @Autowired
    Ledger ledger;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private String company = "";
    private FinancialYear year = new FinancialYear(2026);

    @BeforeEach
    void aCompanyOfItsOwn() {
        clock.reset();
        company = "BUD" + COMPANIES.incrementAndGet();
        year = FinancialYear.of(IndiaTime.today(clock));
    }

    @Test
    void whatTheBudgetDoesNotCoverIsNotSanctioned() {
        budget("1000.00");
        sanction(application("600.00"));
        ApplicationView second = application("600.00");
        assertThatThrownBy(() -> sanction(second)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("payments.budgetExceeded");
            assertThat(refused.arguments()).contains("S13", company, year.toString(), Money.of("400.00"));
        });
        assertThat(fixture.applicationState(second.id())).isEqualTo("UNDER_REVIEW");
        sanction(application("400.00"));
        FundView fund = fund();
        assertThat(fund.committed()).isEqualTo(Money.of("1000.00"));
        assertThat(fund.available()).isEqualTo(Money.ZERO);
        assertThat(fund.usedPercent()).isEqualTo(100);
    }

    @RepeatedTest(3)
    void ofManyWhoSpendTheLastMoneyAtOnceOnlyThoseWithinTheBudgetAreSanctioned() throws Exception {
        budget("1000.00");
        List<ApplicationView> applications = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            applications.add(application("300.00"));
        }
        CyclicBarrier start = new CyclicBarrier(applications.size());
        int granted = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(applications.size())) {
            List<Future<Boolean>> outcomes = applications.stream()
                    .map(application -> threads.submit(() -> {
                        start.await();
                        try {
                            sanction(application);
                            return true;
                        } catch (Refused refused) {
                            assertThat(refused.code()).isEqualTo("payments.budgetExceeded");
                            return false;
                        }
                    }))
                    .toList();
            for (Future<Boolean> outcome : outcomes) {
                granted += outcome.get() ? 1 : 0;
            }
        }
        assertThat(granted).isEqualTo(3);
        assertThat(fund().sanctioned()).isEqualTo(Money.of("900.00"));
    }

    @Test
    void anOverrideOfTwoPeopleLetsOneSanctionGoBeyondTheBudgetAndEndsWithIt() {
        budget("500.00");
        ApplicationView application = application("800.00");
        UUID override = ask(Kind.OVERRIDE, "300.00", application.number());
        assertThatThrownBy(() -> sanction(application)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> budgets.decide(override, 0, true, "", CHECKER))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("payments.onlyHeadOverrides"));
        budgets.decide(override, 0, true, "A hardship case", HEAD);
        ApplicationView other = application("800.00");
        assertThatThrownBy(() -> sanction(other))
                .as("it is for one application")
                .isInstanceOf(Refused.class);
        sanction(application);
        assertThat(fund().overBudget()).isEqualTo(Money.of("300.00"));
        assertThat(fund().available()).isEqualTo(Money.ZERO);
        assertThat(budgets.request(override, HEAD).state()).isEqualTo("USED");
        assertThat(budgets.history(fund(), HEAD))
                .extracting(BudgetRequestView::applicationNumber)
                .contains(application.number());

        VoucherView voucher = fixture.voucherOf(application.id());
        checkVouchers.returnToScrutiny(voucher.id(), voucher.version(), "AMOUNT", "The sum is in doubt", CHECKER);
        assertThat(fund().overBudget()).as("it ends with the sanction").isEqualTo(Money.ZERO);
        assertThat(fund().available()).isEqualTo(Money.of("500.00"));
    }

    @Test
    void nobodyGrantsWhatHeOrSheAskedForAndTheDatabaseSaysSoToo() {
        User both = new User(
                UUID.randomUUID(),
                "10000015",
                "Priya Menon",
                Map.of(Role.ACCOUNTS_OFFICER, Scope.EVERYWHERE, Role.ACCOUNTS_APPROVER, Scope.EVERYWHERE));
        UUID request = ask(Kind.BUDGET, "10.00", null);
        assertThatThrownBy(() -> budgets.decide(request, 0, true, "", both))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("payments.budgetOwnRequest"));
        assertThat(refusal(
                        "update payments.budget_request set state = 'GRANTED', decided_by = asked_by, decided_at = now()"
                                + " where id = '" + request + "'"))
                .isEqualTo("asks_and_grants_are_two");
    }

    @Test
    void aBudgetNeverFallsBelowWhatIsSanctioned() {
        budget("1000.00");
        sanction(application("700.00"));
        UUID less = ask(Kind.BUDGET, "600.00", null);
        assertThatThrownBy(() -> budgets.decide(less, 0, true, "", CHECKER))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("payments.budgetBelowSanctioned"));
        assertThat(refusal("update payments.fund set budget = 600 where id = " + fund().id()))
                .isEqualTo("fund_within_budget");
    }

    @Test
    void whatIsLeftAtTheYearsEndIsCarriedOverOnceTheYearIsOver() {
        budget("1000.00");
        sanction(application("700.00"));
        assertThatThrownBy(() -> ask(Kind.CARRY_OVER, "300.00", null))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("payments.yearNotOver"));
        clock.setTo(year.lastDay().plusDays(5));
        UUID tooMuch = ask(Kind.CARRY_OVER, "301.00", null);
        assertThatThrownBy(() -> budgets.decide(tooMuch, 0, true, "", CHECKER))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("payments.carryTooMuch"));
        budgets.decide(tooMuch, 0, false, "Only 300 are left", CHECKER);
        budgets.decide(ask(Kind.CARRY_OVER, "300.00", null), 0, true, "", CHECKER);
        assertThat(fund().budget()).isEqualTo(Money.of("700.00"));
        assertThat(fund().available()).isEqualTo(Money.ZERO);
        assertThat(fundOf(year.plusYears(1)).budget()).isEqualTo(Money.of("300.00"));
        assertThat(jdbc.sql("""
                        select sum(delta) from payments.budget_change g join payments.fund f on f.id = g.fund_id
                        where f.ic = ? and f.financial_year = ?
                        """)
                        .params(company, year.startYear())
                        .query(java.math.BigDecimal.class)
                        .single())
                .as("a budget is the sum of its changes")
                .isEqualByComparingTo("700.00");
    }

    @Test
    void nothingIsReleasedOnADayWithoutPayments() {
        LocalDate today = IndiaTime.today(clock);
        UUID batch = fixture.approvedBatch(fixture.approved(1, "100.00"));
        UUID blackout = blackouts.set(today, today.plusDays(2), "Closing of the year", CHECKER);
        try {
            int version = fixture.batch(batch).version();
            assertThatThrownBy(() -> releaseBatch.release(batch, version, CHECKER))
                    .isInstanceOfSatisfying(Refused.class, refused -> {
                        assertThat(refused.code()).isEqualTo("payments.blackout");
                        assertThat(refused.arguments()).containsExactly(today.plusDays(2));
                    });
            assertThat(refusal("update payments.batch set state = 'RELEASED', released_by = '10000016', released_at = '"
                            + clock.instant() + "' where id = '" + batch + "'"))
                    .isEqualTo("batch_outside_blackout");
        } finally {
            blackouts.lift(blackout, CHECKER);
        }
        assertThat(releaseBatch.release(batch, fixture.batch(batch).version(), CHECKER))
                .isNotNull();
    }

    @Test
    void whoWorksForAnotherCompanyNeitherSeesNorChangesTheFund() {
        budget("1000.00");
        User elsewhere = new User(
                UUID.randomUUID(),
                "10000099",
                "Elsewhere",
                Map.of(
                        Role.ACCOUNTS_OFFICER,
                        new Scope(java.util.Set.of("NONE"), java.util.Set.of(), java.util.Set.of())));
        int id = fund().id();
        assertThatThrownBy(() -> ledger.fund(id, elsewhere))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.NOT_FOUND));
        assertThatThrownBy(() -> budgets.ask(
                        new NewBudgetRequest(Kind.BUDGET, "S13", company, year, Money.of("1.00"), null, "More"),
                        elsewhere))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.FORBIDDEN));
    }

    private void budget(String amount) {
        budgets.decide(ask(Kind.BUDGET, amount, null), 0, true, "", CHECKER);
    }

    private UUID ask(Kind kind, String amount, @org.jspecify.annotations.Nullable String application) {
        return budgets.ask(
                new NewBudgetRequest(kind, "S13", company, year, Money.of(amount), application, "As planned"), MAKER);
    }

    private FundView fund() {
        return fundOf(year);
    }

    private FundView fundOf(FinancialYear of) {
        return ledger.fund(
                jdbc.sql("select id from payments.fund where scheme_code = 'S13' and ic = ? and financial_year = ?")
                        .params(company, of.startYear())
                        .query(Integer.class)
                        .single(),
                HEAD);
    }

    /** Under review at scrutiny, paying this amount. */
    private ApplicationView application(String amount) {
        Households.Household household = households.serving();
        jdbc.sql("update people.member set ic = ? where id = ?")
                .params(company, household.memberId())
                .update();
        Money bill = Money.of(
                Money.of(amount).amount().divide(new java.math.BigDecimal("0.6"), 2, java.math.RoundingMode.HALF_UP));
        return decisions.take(households.submitted(household, bill).id(), households.staff(Role.SCRUTINY_OFFICER));
    }

    private void sanction(ApplicationView application) {
        decisions.sanction(
                application.id(),
                Sanction.inFull(application.version(), application.payable()),
                households.staff(Role.SCRUTINY_OFFICER));
    }

    private @org.jspecify.annotations.Nullable String refusal(String sql) {
        DataAccessException refused = catchThrowableOfType(
                DataAccessException.class, () -> jdbc.sql(sql).update());
        return refused != null
                        && refused.getMostSpecificCause() instanceof PSQLException cause
                        && cause.getServerErrorMessage() != null
                ? cause.getServerErrorMessage().getConstraint()
                : null;
    }
}
