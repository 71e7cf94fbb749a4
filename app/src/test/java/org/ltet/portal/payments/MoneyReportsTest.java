package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ltet.portal.payments.PaymentsFixture.CHECKER;
import static org.ltet.portal.payments.PaymentsFixture.HEAD;
import static org.ltet.portal.payments.PaymentsFixture.MAKER;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.ledger.BudgetRequestView.Kind;
import org.ltet.portal.payments.ledger.Budgets;
import org.ltet.portal.payments.ledger.EntryView;
import org.ltet.portal.payments.ledger.NewBudgetRequest;
import org.ltet.portal.payments.reports.AgeBand;
import org.ltet.portal.payments.reports.Ageing;
import org.ltet.portal.payments.reports.AgeingLine;
import org.ltet.portal.payments.reports.BankReconciliation;
import org.ltet.portal.payments.reports.DayBook;
import org.ltet.portal.payments.reports.Difference;
import org.ltet.portal.payments.reports.FundFilter;
import org.ltet.portal.payments.reports.Period;
import org.ltet.portal.payments.reports.PeriodTotals;
import org.ltet.portal.payments.reports.ReconciliationLine;
import org.ltet.portal.payments.reports.ReportQuery;
import org.ltet.portal.payments.reports.ReportQuery.Utilisation.By;
import org.ltet.portal.payments.reports.Utilisation;
import org.ltet.portal.payments.reports.UtilisationLine;
import org.ltet.portal.shared.FinancialYear;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import({PaymentsFixture.class, Households.class, BankWord.class, Reports.class})
@DisplayName("Every report on money comes to what the ledger comes to (PAY-7, PAY-8)")
class MoneyReportsTest implements BankSimulator {

    private static final FinancialYear YEAR = new FinancialYear(2026);
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 23);
    private static final LocalDate SECOND = LocalDate.of(2026, 12, 2);
    private static final LocalDate THIRD = LocalDate.of(2026, 12, 9);

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    SettleOpenItem settleOpenItem;

    @Autowired
    Reports reports;

    @Autowired
    BankWord bank;

    @Autowired
    Budgets budgets;

    @Autowired
    DayBook dayBook;

    @Autowired
    Utilisation utilisation;

    @Autowired
    Ageing ageing;

    @Autowired
    BankReconciliation reconciliation;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private String company = "";

    @BeforeEach
    void aCompanyOfItsOwn() {
        BankSimulator.follows("silent");
        clock.reset();
        company = reports.company();
    }

    @AfterEach
    void backToTheUsualDay() {
        clock.reset();
    }

    @Test
    void theDayBookHoldsEveryEntryOnceAndItsTotalsAreThoseOfTheLedger() {
        paidAndUnpaid();
        ReportQuery.DayBook all =
                new ReportQuery.DayBook(new Period(FIRST.minusDays(100), FIRST.plusDays(100)), null, FundFilter.ALL);
        PeriodTotals totals = dayBook.page(all, null, HEAD).totals();
        jdbc.sql("""
                select kind, count(*) count, sum(amount) amount from payments.ledger_entry
                where day between ? and ? group by kind
                """).params(all.period().from(), all.period().to()).query(row -> {
            String kind = row.getString("kind");
            assertThat(totals.kinds())
                    .contains(new PeriodTotals.Kind(kind, row.getLong("count"), Money.of(row.getBigDecimal("amount"))));
        });
        for (PeriodTotals.Balance account : totals.accounts()) {
            assertThat(account.opening())
                    .as(account.account())
                    .isEqualTo(reports.balance(
                            account.account(), all.period().from().minusDays(1), ""));
            assertThat(account.closing())
                    .as(account.account())
                    .isEqualTo(reports.balance(account.account(), all.period().to(), ""));
        }
        assertThat(Money.sum(totals.accounts().stream()
                        .map(PeriodTotals.Balance::closing)
                        .toList()))
                .isEqualTo(Money.ZERO);

        ReportQuery.DayBook own = new ReportQuery.DayBook(all.period(), null, new FundFilter("S13", company));
        List<Long> shown = entries(all, HEAD).stream().map(EntryView::id).toList();
        assertThat(shown)
                .isEqualTo(jdbc.sql("select id from payments.ledger_entry where day between ? and ? order by day, id")
                        .params(all.period().from(), all.period().to())
                        .query(Long.class)
                        .list());
        assertThat(entries(own, HEAD)).hasSize(10).allMatch(entry -> entry.ic().equals(company));
        ReportQuery.DayBook payments = new ReportQuery.DayBook(all.period(), "PAYMENT", new FundFilter(null, company));
        assertThat(entries(payments, HEAD)).hasSize(2).allMatch(entry -> entry.voucherId() != null);
        assertThat(dayBook.page(payments, null, HEAD).totals().account("BANK").closing())
                .isEqualTo(Money.of("700.00"));
    }

    @Test
    void utilisationStandsAsItStoodAtTheEndOfEachDay() {
        VoucherView early = reports.sanctioned(company, "1000.00");
        clock.setTo(SECOND);
        budget("5000.00");
        paidAndUnpaid();
        clock.setTo(THIRD);
        budget("9000.00");
        fixture.released(List.of(fixture.approve(early)));
        bank.debits(VoucherView.endToEndId(early.number(), 1), "1000.00");

        UtilisationLine before = fund(FIRST);
        assertThat(before.budget()).isNull();
        assertThat(before.free()).isNull();
        assertThat(before.sanctioned()).isEqualTo(Money.of("1000.00"));
        UtilisationLine between = fund(SECOND);
        assertThat(between.budget()).isEqualTo(Money.of("5000.00"));
        assertThat(between.free()).isEqualTo(Money.of("2400.00"));
        assertThat(between.inTransit()).isEqualTo(Money.of("400.00"));
        UtilisationLine after = fund(THIRD);
        assertThat(after.budget()).isEqualTo(Money.of("9000.00"));
        assertThat(after.paid()).isEqualTo(Money.of("1700.00"));
        Map.of(FIRST, before, SECOND, between, THIRD, after).forEach((day, line) -> {
            assertThat(line.sanctioned()).isEqualTo(Money.ZERO.minus(reports.balance("EXPENDITURE", day, company)));
            assertThat(line.paid()).isEqualTo(reports.balance("BANK", day, company));
            assertThat(line.inTransit()).isEqualTo(reports.balance("IN_TRANSIT", day, company));
            assertThat(line.committed())
                    .isEqualTo(reports.balance("COMMITMENTS", day, company).plus(line.inTransit()));
        });
    }

    @Test
    void linesOfSchemesAndCompaniesComeToTheSameTotalAsThoseOfFunds() {
        paidAndUnpaid();
        Map<By, UtilisationLine> totals = new HashMap<>();
        for (By by : By.values()) {
            ReportQuery.Utilisation query = new ReportQuery.Utilisation(YEAR, FIRST, by, FundFilter.ALL);
            List<UtilisationLine> lines = new ArrayList<>();
            String after = null;
            do {
                Utilisation.View view = utilisation.page(query, after, HEAD);
                lines.addAll(view.lines().items());
                totals.put(by, view.total());
                after = view.lines().next();
            } while (after != null);
            assertThat(Money.sum(lines.stream().map(UtilisationLine::sanctioned).toList()))
                    .isEqualTo(totals.get(by).sanctioned());
            assertThat(Money.sum(lines.stream().map(UtilisationLine::paid).toList()))
                    .isEqualTo(totals.get(by).paid());
            assertThat(lines.stream().mapToLong(UtilisationLine::funds).sum())
                    .isEqualTo(totals.get(by).funds());
        }
        assertThat(totals.get(By.SCHEME)).isEqualTo(totals.get(By.FUND));
        assertThat(totals.get(By.COMPANY)).isEqualTo(totals.get(By.FUND));
        assertThat(Objects.requireNonNull(totals.get(By.FUND)).paid())
                .isEqualTo(jdbc.sql("""
                select coalesce(sum(l.credit - l.debit), 0) from payments.ledger_line l
                join payments.fund f on f.id = l.fund_id
                where f.financial_year = 2026 and l.account = 'BANK' and l.day <= ?
                """)
                        .param(FIRST)
                        .query((row, index) -> Money.of(row.getBigDecimal(1)))
                        .single());
    }

    @Test
    void whatIsNotPaidIsShownByItsAgeOnAnyDay() {
        VoucherView sent = paidAndUnpaid();
        for (LocalDate day : List.of(FIRST, FIRST.plusDays(7), FIRST.plusDays(40), FIRST.plusDays(91))) {
            ReportQuery.Ageing query = new ReportQuery.Ageing(day, null, new FundFilter(null, company));
            Ageing.View view = ageing.page(query, null, HEAD);
            assertThat(view.total().amount())
                    .isEqualTo(reports.balance("COMMITMENTS", day, company)
                            .plus(reports.balance("IN_TRANSIT", day, company)));
            assertThat(view.total().withBank()).isEqualTo(reports.balance("IN_TRANSIT", day, company));
            AgeBand band = day.equals(FIRST.plusDays(40))
                    ? AgeBand.TWO_MONTHS
                    : day.equals(FIRST.plusDays(91)) ? AgeBand.LONGER : AgeBand.WEEK;
            assertThat(view.bands().get(band.ordinal()).sums()).isEqualTo(view.total());
            assertThat(Money.sum(view.lines().items().stream()
                            .map(AgeingLine::amount)
                            .toList()))
                    .isEqualTo(view.total().amount());
            assertThat(view.lines().items()).hasSize(3).allMatch(line -> line.voucherId() != null);
        }
        clock.setTo(SECOND);
        bank.debits(VoucherView.endToEndId(sent.number(), 1), "400.00");
        FundFilter own = new FundFilter(null, company);
        assertThat(ageing.page(new ReportQuery.Ageing(SECOND, null, own), null, HEAD)
                        .total()
                        .withBank())
                .isEqualTo(Money.ZERO);
        assertThat(ageing.page(new ReportQuery.Ageing(SECOND.minusDays(1), null, own), null, HEAD)
                        .total()
                        .withBank())
                .as("the day before it was still there")
                .isEqualTo(Money.of("400.00"));
        Ageing.View whole = ageing.page(new ReportQuery.Ageing(SECOND, null, FundFilter.ALL), null, HEAD);
        assertThat(whole.total().amount())
                .isEqualTo(reports.balance("COMMITMENTS", SECOND, "").plus(reports.balance("IN_TRANSIT", SECOND, "")));
    }

    @Test
    void theReconciliationAccountsForEveryRupeeBetweenTheLedgerAndTheBank() {
        BankReconciliation.Statement before = november().statement();
        paidAndUnpaid();
        VoucherView returned = released("300.00");
        bank.debits(VoucherView.endToEndId(returned.number(), 1), "300.00");
        bank.returns(VoucherView.endToEndId(returned.number(), 1), "300.00");
        VoucherView otherAmount = released("200.00");
        bank.debits(VoucherView.endToEndId(otherAmount.number(), 1), "190.00");
        UUID other = newestItem();
        fixture.settle(other, Resolution.PAID, "", "The bank kept ten");
        VoucherView never = released("80.00");
        bank.returns(VoucherView.endToEndId(never.number(), 1), "80.00");
        bank.debits("NOBODY-" + company, "55.00");
        bank.debits("CHARGE-" + company, "5.00");
        fixture.settle(newestItem(), Resolution.NOTED, "", "A charge");
        BankReconciliation.Statement after = november().statement();

        assertThat(after.unexplained()).isEqualTo(Money.ZERO);
        assertThat(before.unexplained()).isEqualTo(Money.ZERO);
        assertThat(after.ledgerAmount().minus(before.ledgerAmount())).isEqualTo(Money.of("900.00"));
        assertThat(after.bankAmount().minus(before.bankAmount())).isEqualTo(Money.of("870.00"));
        assertThat(added(Difference.MATCHED, before, after)).isEqualTo("4 0.00");
        assertThat(added(Difference.AMOUNT, before, after)).isEqualTo("1 -10.00");
        assertThat(added(Difference.NOTED, before, after)).isEqualTo("1 -80.00");
        assertThat(added(Difference.OPEN, before, after)).isEqualTo("1 55.00");
        assertThat(added(Difference.SETTLED, before, after)).isEqualTo("1 5.00");
        assertThat(after.ledgerAmount()).isEqualTo(ledgerOf(YearMonth.of(2026, 11)));
        assertThat(after.bankAmount()).isEqualTo(bankOf(YearMonth.of(2026, 11)));

        List<ReconciliationLine> open = lines(YearMonth.of(2026, 11), Difference.OPEN);
        assertThat(open)
                .filteredOn(line -> ("NOBODY-" + company).equals(line.reference()))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.openItemId()).isNotNull();
                    assertThat(line.ledgerDay()).isNull();
                });
        assertThat(lines(YearMonth.of(2026, 11), Difference.AMOUNT))
                .filteredOn(line -> other.equals(line.openItemId()))
                .singleElement()
                .satisfies(line -> assertThat(line.voucherNumber()).isEqualTo(otherAmount.number()));
    }

    @Test
    void splitAndMergedLinesStandForTheirPartsOfTheLedger() {
        BankReconciliation.Statement before = november().statement();
        VoucherView split = released("200.00");
        String reference = VoucherView.endToEndId(split.number(), 1);
        bank.debits(reference, "150.00");
        UUID first = newestItem();
        bank.debits(reference, "50.00");
        UUID second = newestItem();
        settle(second, new MatchWish(Resolution.PAID, List.of(), null, List.of(first), "Two parts"));
        VoucherView one = released("300.00");
        VoucherView other = released("400.00");
        bank.tells("DBIT", "700.00", "both in one line");
        settle(
                newestItem(),
                new MatchWish(
                        Resolution.PAID,
                        List.of(VoucherView.endToEndId(one.number(), 1), VoucherView.endToEndId(other.number(), 1)),
                        null,
                        List.of(),
                        "Both"));
        BankReconciliation.Statement after = november().statement();

        assertThat(after.unexplained()).isEqualTo(Money.ZERO);
        assertThat(after.ledgerAmount().minus(before.ledgerAmount())).isEqualTo(Money.of("900.00"));
        assertThat(after.bankAmount().minus(before.bankAmount())).isEqualTo(Money.of("900.00"));
        assertThat(added(Difference.MATCHED, before, after)).isEqualTo("3 0.00");
    }

    @Test
    void aSplitPaymentThatIsBookedInTheNextMonthIsMissingLineByLine() {
        VoucherView split = released("200.00");
        String reference = VoucherView.endToEndId(split.number(), 1);
        bank.debits(reference, "150.00");
        UUID first = newestItem();
        bank.debits(reference, "50.00");
        BankReconciliation.Statement november = november().statement();
        BankReconciliation.Statement december = month(YearMonth.of(2026, 12)).statement();
        clock.setTo(SECOND);
        settle(newestItem(), new MatchWish(Resolution.PAID, List.of(), null, List.of(first), "Two parts"));

        BankReconciliation.Statement novemberNow = november().statement();
        BankReconciliation.Statement decemberNow = month(YearMonth.of(2026, 12)).statement();
        assertThat(added(Difference.BOOKED_ELSEWHERE, november, novemberNow)).isEqualTo("2 200.00");
        assertThat(added(Difference.OPEN, november, novemberNow)).isEqualTo("-2 -200.00");
        assertThat(added(Difference.DATED_ELSEWHERE, december, decemberNow)).isEqualTo("2 -200.00");
        assertThat(novemberNow.unexplained()).isEqualTo(Money.ZERO);
        assertThat(decemberNow.unexplained()).isEqualTo(Money.ZERO);
    }

    private void settle(UUID item, MatchWish wish) {
        settleOpenItem.propose(item, fixture.itemVersion(item), wish, PaymentsFixture.MAKER);
        settleOpenItem.confirm(item, fixture.itemVersion(item), CHECKER);
    }

    @Test
    void whatTheLedgerBookedInTheNextMonthStandsInBothMonths() {
        VoucherView sent = paidAndUnpaid();
        BankReconciliation.Statement november = november().statement();
        BankReconciliation.Statement december = month(YearMonth.of(2026, 12)).statement();
        clock.setTo(SECOND);
        bank.debits(VoucherView.endToEndId(sent.number(), 1), "400.00");

        BankReconciliation.Statement novemberNow = november().statement();
        BankReconciliation.Statement decemberNow = month(YearMonth.of(2026, 12)).statement();
        assertThat(added(Difference.BOOKED_ELSEWHERE, november, novemberNow)).isEqualTo("1 400.00");
        assertThat(added(Difference.DATED_ELSEWHERE, december, decemberNow)).isEqualTo("1 -400.00");
        assertThat(novemberNow.ledgerAmount()).isEqualTo(november.ledgerAmount());
        assertThat(decemberNow.ledgerAmount().minus(december.ledgerAmount())).isEqualTo(Money.of("400.00"));
        assertThat(novemberNow.unexplained()).isEqualTo(Money.ZERO);
        assertThat(decemberNow.unexplained()).isEqualTo(Money.ZERO);
        assertThat(lines(YearMonth.of(2026, 12), Difference.DATED_ELSEWHERE))
                .filteredOn(line -> sent.number().equals(line.voucherNumber()))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.ledgerDay()).isEqualTo(SECOND);
                    assertThat(line.bankDay()).isEqualTo(FIRST);
                });
    }

    @Test
    void peopleOfAPartOfTheTrustSeeItsFundsOnly() {
        paidAndUnpaid();
        User part = new User(
                UUID.randomUUID(),
                "33990001",
                "Of one company",
                Map.of(Role.ACCOUNTS_OFFICER, new Scope(Set.of(company), Set.of(), Set.of())));
        ReportQuery.DayBook days = new ReportQuery.DayBook(new Period(FIRST, FIRST), null, FundFilter.ALL);
        assertThat(entries(days, part)).hasSize(10).allMatch(entry -> entry.ic().equals(company));
        assertThat(dayBook.page(days, null, part).totals().account("BANK").closing())
                .isEqualTo(Money.of("700.00"));
        assertThat(utilisation
                        .page(new ReportQuery.Utilisation(YEAR, FIRST, By.FUND, FundFilter.ALL), null, part)
                        .total()
                        .sanctioned())
                .isEqualTo(Money.of("1600.00"));
        assertThat(ageing.page(new ReportQuery.Ageing(FIRST, null, FundFilter.ALL), null, part)
                        .total()
                        .count())
                .isEqualTo(3);
        assertThat(ageing.page(new ReportQuery.Ageing(FIRST, null, new FundFilter(null, "HEAV")), null, part)
                        .total()
                        .count())
                .isZero();
        assertThatThrownBy(() ->
                        reconciliation.page(new ReportQuery.Reconciliation(YearMonth.of(2026, 11), null), null, part))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("moneyReports.wholeTrust"));
        User region = new User(
                UUID.randomUUID(),
                "33990002",
                "Of one region",
                Map.of(Role.ACCOUNTS_OFFICER, new Scope(Set.of(), Set.of("WEST"), Set.of())));
        assertThatThrownBy(() -> dayBook.page(days, null, region)).isInstanceOf(Refused.class);
    }

    /** Paid: 300 and 400. With the bank: 400. With accounts: 200 and 300; answers what is with the bank. */
    private VoucherView paidAndUnpaid() {
        VoucherView one = reports.sanctioned(company, "300.00");
        VoucherView two = reports.sanctioned(company, "400.00");
        VoucherView sent = reports.sanctioned(company, "400.00");
        reports.sanctioned(company, "200.00");
        fixture.approve(reports.sanctioned(company, "300.00"));
        fixture.released(List.of(fixture.approve(one), fixture.approve(two), fixture.approve(sent)));
        bank.debits(VoucherView.endToEndId(one.number(), 1), "300.00");
        bank.debits(VoucherView.endToEndId(two.number(), 1), "400.00");
        return sent;
    }

    private VoucherView released(String amount) {
        VoucherView voucher = fixture.approve(reports.sanctioned(company, amount));
        fixture.released(List.of(voucher));
        return voucher;
    }

    private void budget(String amount) {
        UUID asked = budgets.ask(
                new NewBudgetRequest(Kind.BUDGET, "S13", company, YEAR, Money.of(amount), null, "As planned"), MAKER);
        budgets.decide(asked, 0, true, "", CHECKER);
    }

    private UtilisationLine fund(LocalDate day) {
        Utilisation.View view = utilisation.page(
                new ReportQuery.Utilisation(YEAR, day, By.FUND, new FundFilter("S13", company)), null, HEAD);
        assertThat(view.lines().items()).hasSize(1);
        return view.lines().items().getFirst();
    }

    private List<EntryView> entries(ReportQuery.DayBook query, User user) {
        List<EntryView> entries = new ArrayList<>();
        String after = null;
        do {
            var page = dayBook.page(query, after, user).entries();
            entries.addAll(page.items());
            after = page.next();
        } while (after != null);
        return entries;
    }

    private BankReconciliation.View november() {
        return month(YearMonth.of(2026, 11));
    }

    private BankReconciliation.View month(YearMonth month) {
        return reconciliation.page(new ReportQuery.Reconciliation(month, null), null, HEAD);
    }

    private List<ReconciliationLine> lines(YearMonth month, @Nullable Difference group) {
        List<ReconciliationLine> lines = new ArrayList<>();
        String after = null;
        do {
            var page = reconciliation
                    .page(new ReportQuery.Reconciliation(month, group), after, HEAD)
                    .lines();
            lines.addAll(page.items());
            after = page.next();
        } while (after != null);
        return lines;
    }

    private static String added(
            Difference group, BankReconciliation.Statement before, BankReconciliation.Statement after) {
        return (after.of(group).count() - before.of(group).count()) + " "
                + after.of(group).effect().minus(before.of(group).effect());
    }

    private Money ledgerOf(YearMonth month) {
        return jdbc.sql("""
                select coalesce(sum(case kind when 'PAYMENT' then amount when 'REVERSAL' then - amount end), 0)
                from payments.ledger_entry where day between ? and ?
                """)
                .params(month.atDay(1), month.atEndOfMonth())
                .query((row, index) -> Money.of(row.getBigDecimal(1)))
                .single();
    }

    private Money bankOf(YearMonth month) {
        return jdbc.sql("""
                select coalesce(sum(case kind when 'DEBIT' then amount when 'CREDIT' then - amount end), 0)
                from payments.bank_entry where value_date between ? and ? and currency = 'INR'
                """)
                .params(month.atDay(1), month.atEndOfMonth())
                .query((row, index) -> Money.of(row.getBigDecimal(1)))
                .single();
    }

    private UUID newestItem() {
        return jdbc.sql("select id from payments.open_item order by id desc limit 1")
                .query(UUID.class)
                .single();
    }
}
