package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.ltet.portal.payments.PaymentsFixture.HEAD;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.reports.DayBook;
import org.ltet.portal.payments.reports.FundFilter;
import org.ltet.portal.payments.reports.Period;
import org.ltet.portal.payments.reports.ReportFormat;
import org.ltet.portal.payments.reports.ReportQuery;
import org.ltet.portal.payments.reports.TaxExtract;
import org.ltet.portal.payments.reports.TaxExtractLine;
import org.ltet.portal.people.ConsentEntry;
import org.ltet.portal.people.IdentityNumber;
import org.ltet.portal.people.IdentityNumbers;
import org.ltet.portal.people.People;
import org.ltet.portal.shared.FinancialYear;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@PortalTest
@Import({PaymentsFixture.class, Households.class, BankWord.class, Reports.class})
@DisplayName("What each member was paid in a financial year comes to what the ledger paid (PAY-8)")
class TaxExtractTest implements BankSimulator {

    private static final FinancialYear YEAR = new FinancialYear(2026);
    private static final String PAN = "ABCPE1234F";

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    Reports reports;

    @Autowired
    BankWord bank;

    @Autowired
    TaxExtract taxExtract;

    @Autowired
    DayBook dayBook;

    @Autowired
    IdentityNumbers numbers;

    @Autowired
    People people;

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
    void eachMemberIsOneLineAndTheTotalIsWhatTheDayBookSaysOfTheBank() {
        VoucherView kept = paid("300.00");
        VoucherView cameBack = paid("400.00");
        bank.returns(VoucherView.endToEndId(cameBack.number(), 1), "400.00");
        reports.sanctioned(company, "5000.00");

        TaxExtract.View view = taxExtract.page(own(YEAR), null, HEAD);
        assertThat(view.lines().items())
                .extracting(
                        TaxExtractLine::employeeNumber,
                        TaxExtractLine::payments,
                        TaxExtractLine::paid,
                        TaxExtractLine::reversed,
                        TaxExtractLine::net)
                .containsExactlyInAnyOrder(
                        tuple(kept.employeeNumber(), 1L, Money.of("300.00"), Money.ZERO, Money.of("300.00")),
                        tuple(cameBack.employeeNumber(), 1L, Money.of("400.00"), Money.of("400.00"), Money.ZERO));
        assertThat(view.total().payees()).isEqualTo(2);
        assertThat(view.total().net()).isEqualTo(movementOfTheBank(own(YEAR).funds()));
        assertThat(taxExtract.page(own(new FinancialYear(2025)), null, HEAD).total())
                .isEqualTo(new TaxExtract.Sums(0, Money.ZERO, Money.ZERO));
    }

    @Test
    void ofTheWholeTrustThePagesTogetherComeToTheTotalAndToTheLedger() {
        paid("300.00");
        ReportQuery.Tax all = new ReportQuery.Tax(YEAR, FundFilter.ALL);
        List<TaxExtractLine> lines = new ArrayList<>();
        String after = null;
        TaxExtract.View view;
        do {
            view = taxExtract.page(all, after, HEAD);
            lines.addAll(view.lines().items());
            after = view.lines().next();
        } while (after != null);
        assertThat(lines).hasSize((int) view.total().payees()).doesNotHaveDuplicates();
        assertThat(Money.sum(lines.stream().map(TaxExtractLine::paid).toList()))
                .isEqualTo(view.total().paid());
        assertThat(view.total().net()).isEqualTo(movementOfTheBank(FundFilter.ALL));
    }

    @Test
    void moneyPaidOnTheFirstOfAprilBelongsToTheNextYear() {
        VoucherView early = approved("300.00");
        VoucherView late = approved("700.00");
        clock.setTo(LocalDate.of(2027, 3, 31));
        bank.debits(VoucherView.endToEndId(early.number(), 1), "300.00");
        clock.setTo(LocalDate.of(2027, 4, 1));
        bank.debits(VoucherView.endToEndId(late.number(), 1), "700.00");
        assertThat(taxExtract.page(own(YEAR), null, HEAD).total().paid()).isEqualTo(Money.of("300.00"));
        assertThat(taxExtract
                        .page(own(new FinancialYear(2027)), null, HEAD)
                        .total()
                        .paid())
                .isEqualTo(Money.of("700.00"));
    }

    @Test
    void aPanIsMaskedOnThePageAndInEachFile() {
        VoucherView voucher = paid("300.00");
        numbers.give(
                voucher.memberId(),
                IdentityNumber.PAN,
                PAN,
                true,
                people.byId(voucher.memberId()).version(),
                ConsentEntry.Way.SCREEN,
                voucher.employeeNumber());
        assertThat(taxExtract.page(own(YEAR), null, HEAD).lines().items())
                .extracting(TaxExtractLine::pan)
                .singleElement()
                .asString()
                .isNotEqualTo(PAN)
                .endsWith(PAN.substring(PAN.length() - 2));
        String csv =
                new String(reports.file(own(YEAR), ReportFormat.CSV, HEAD, Locale.ENGLISH), StandardCharsets.UTF_8);
        assertThat(csv)
                .contains(voucher.employeeNumber(), "300.00")
                .containsPattern("(?m)^TOTAL,")
                .doesNotContain(PAN);
        assertThat(Reports.sheets(reports.file(own(YEAR), ReportFormat.XLSX, HEAD, Locale.ENGLISH))
                        .toString())
                .contains(voucher.employeeNumber())
                .doesNotContain(PAN);
    }

    @Test
    void whoReadsTheLedgerOfOneCompanyReadsItsPayeesAlone() {
        VoucherView voucher = paid("300.00");
        assertThat(taxExtract
                        .page(
                                new ReportQuery.Tax(YEAR, FundFilter.ALL),
                                null,
                                accounts(new Scope(Set.of(company), Set.of(), Set.of())))
                        .lines()
                        .items())
                .extracting(TaxExtractLine::employeeNumber)
                .containsExactly(voucher.employeeNumber());
        User ofARegion = accounts(new Scope(Set.of(), Set.of("WEST"), Set.of()));
        assertThatThrownBy(() -> taxExtract.page(own(YEAR), null, ofARegion)).isInstanceOf(Refused.class);
        User reviewer =
                new User(UUID.randomUUID(), "79000002", "A reviewer", Map.of(Role.SCRUTINY_OFFICER, Scope.EVERYWHERE));
        assertThatThrownBy(() -> taxExtract.page(own(YEAR), null, reviewer)).isInstanceOf(Refused.class);
    }

    private static User accounts(Scope scope) {
        return new User(UUID.randomUUID(), "79000001", "Accounts", Map.of(Role.ACCOUNTS_OFFICER, scope));
    }

    private ReportQuery.Tax own(FinancialYear year) {
        return new ReportQuery.Tax(year, new FundFilter(null, company));
    }

    private Money movementOfTheBank(FundFilter funds) {
        var account = dayBook.page(
                        new ReportQuery.DayBook(new Period(YEAR.firstDay(), YEAR.lastDay()), null, funds), null, HEAD)
                .totals()
                .account("BANK");
        return account.into().minus(account.outOf());
    }

    private VoucherView approved(String amount) {
        VoucherView voucher = fixture.approve(reports.sanctioned(company, amount));
        fixture.released(List.of(voucher));
        return voucher;
    }

    private VoucherView paid(String amount) {
        VoucherView voucher = approved(amount);
        bank.debits(VoucherView.endToEndId(voucher.number(), 1), amount);
        return voucher;
    }
}
