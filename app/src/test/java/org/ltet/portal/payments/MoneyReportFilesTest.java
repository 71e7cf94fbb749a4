package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ltet.portal.payments.PaymentsFixture.HEAD;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ltet.portal.applications.Households;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.reports.Ageing;
import org.ltet.portal.payments.reports.Difference;
import org.ltet.portal.payments.reports.ExportReport;
import org.ltet.portal.payments.reports.FundFilter;
import org.ltet.portal.payments.reports.Period;
import org.ltet.portal.payments.reports.ReportFormat;
import org.ltet.portal.payments.reports.ReportQuery;
import org.ltet.portal.payments.reports.ReportQuery.Utilisation.By;
import org.ltet.portal.shared.FinancialYear;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.web.Words;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@PortalTest
@Import({PaymentsFixture.class, Households.class, BankWord.class, Reports.class})
@DisplayName(
        "Reports as files say what the ledger says, harm nobody, and take no more memory for more lines (PAY-8, REP-4)")
class MoneyReportFilesTest implements BankSimulator {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final LocalDate CROWDED = LocalDate.of(2031, 1, 15);
    private static final int MANY = 100_000;
    private static final long MEGABYTE = 1 << 20;

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    Reports reports;

    @Autowired
    BankWord bank;

    @Autowired
    ExportReport exportReport;

    @Autowired
    Ageing ageing;

    @Autowired
    MessageSource messages;

    @Autowired
    TransactionTemplate transaction;

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

    @Test
    void aCsvFileHoldsTheLinesAndTheirSum() {
        pay("4567.00");
        pay("2500.00");
        List<NamedCsvRecord> lines = csv(dayBook());
        assertThat(lines).hasSize(7);
        NamedCsvRecord total = lines.removeLast();
        assertThat(total.getField("entry")).isEqualTo("TOTAL");
        assertThat(Reports.sum(amounts(lines, "amount")))
                .isEqualTo(new BigDecimal(total.getField("amount")))
                .isEqualTo(sumOfEntries());
        assertThat(lines)
                .filteredOn(line -> line.getField("kind").equals("PAYMENT"))
                .hasSize(2)
                .allSatisfy(line -> {
                    assertThat(line.getField("from")).isEqualTo("IN_TRANSIT");
                    assertThat(line.getField("into")).isEqualTo("BANK");
                    assertThat(line.getField("voucher")).startsWith("V/");
                });
    }

    @Test
    void everyReportComesToItsOwnTotalInEveryFile() {
        pay("4567.00");
        reports.sanctioned(company, "2500.00");
        for (ReportQuery query : List.of(
                dayBook(),
                new ReportQuery.Utilisation(new FinancialYear(2026), DAY, By.FUND, own()),
                new ReportQuery.Ageing(DAY, null, own()),
                new ReportQuery.Reconciliation(YearMonth.of(2026, 11), Difference.MATCHED))) {
            String column = switch (query) {
                case ReportQuery.Utilisation _ -> "sanctioned";
                case ReportQuery.Reconciliation _ -> "bankAmount";
                default -> "amount";
            };
            List<NamedCsvRecord> lines = csv(query);
            int at = lines.getFirst().getHeader().indexOf(column);
            BigDecimal total = new BigDecimal(lines.removeLast().getField(column));
            assertThat(Reports.sum(amounts(lines, column))).as(query.slug()).isEqualTo(total);
            assertThat(total).as(query.slug()).isPositive();

            List<List<Map<Integer, String>>> sheets =
                    Reports.sheets(reports.file(query, ReportFormat.XLSX, HEAD, Locale.ENGLISH));
            List<Map<Integer, String>> sheet = sheets.getLast();
            assertThat(new BigDecimal(sheet.getLast().get(at)))
                    .as(query.slug() + " in Excel")
                    .isEqualByComparingTo(total);
            List<Map<Integer, String>> shown = sheet.subList(sheet.size() - 1 - lines.size(), sheet.size() - 1);
            assertThat(shown.stream()
                            .map(line -> new BigDecimal(line.get(at)))
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as(query.slug() + " in Excel")
                    .isEqualByComparingTo(total);

            assertThat(pdf(query, Locale.ENGLISH))
                    .as(query.slug() + " as PDF")
                    .contains(Money.of(total).display(), "1 / ");
        }
    }

    @Test
    void whatTheBankWritesIsNeverAFormula() {
        String formula = "=HYPERLINK(1)" + company;
        bank.debits(formula, "61.00");
        bank.debits("+" + company, "62.00");
        ReportQuery open = new ReportQuery.Reconciliation(YearMonth.of(2026, 11), Difference.OPEN);
        String csv = new String(reports.file(open, ReportFormat.CSV, HEAD, Locale.ENGLISH), StandardCharsets.UTF_8);
        assertThat(csv).contains("'" + formula, "'+" + company).doesNotContain("," + formula, ",+" + company);
        assertThat(Reports.sheets(reports.file(open, ReportFormat.XLSX, HEAD, Locale.ENGLISH))
                        .getLast())
                .as("text, not a formula")
                .anySatisfy(line -> assertThat(line.values()).contains(formula));
    }

    @Test
    void inHindiTheFileHasItsWordsAndItsLetters() throws IOException {
        pay("4567.00");
        byte[] file = reports.file(dayBook(), ReportFormat.PDF, HEAD, Locale.of("hi"));
        Set<String> fonts = new HashSet<>();
        try (PDDocument document = Loader.loadPDF(file)) {
            for (PDPage page : document.getPages()) {
                page.getResources().getFontNames().forEach(name -> fonts.add(font(page, name)));
            }
        }
        assertThat(fonts).anyMatch(font -> font.contains("Devanagari"));
        assertThat(Reports.sheets(reports.file(dayBook(), ReportFormat.XLSX, HEAD, Locale.of("hi")))
                        .getLast())
                .anySatisfy(line -> assertThat(line.values()).contains("भुगतान"));
    }

    @ParameterizedTest
    @EnumSource
    void whoTookWhichReportIsOnRecord(ReportFormat format) {
        reports.file(new ReportQuery.Ageing(DAY, null, own()), format, HEAD, Locale.ENGLISH);
        assertThat(jdbc.sql("""
                        select count(*) from audit.entry where action = 'moneyReport.exported' and object_id = 'ageing'
                            and changes::text like ? and changes::text like ?
                        """)
                        .params("%" + company + "%", "%\"" + format.ending() + "\"%")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aFileHoldsOnlyWhatThePersonSees() {
        pay("4567.00");
        User elsewhere = new User(
                UUID.randomUUID(),
                "33990003",
                "Of another company",
                Map.of(Role.ACCOUNTS_OFFICER, new Scope(Set.of("NONE"), Set.of(), Set.of())));
        assertThat(reports.file(dayBook(), ReportFormat.CSV, elsewhere, Locale.ENGLISH))
                .asString(StandardCharsets.UTF_8)
                .doesNotContain(company, "V/");
        assertThatThrownBy(() -> exportReport.export(
                        new ReportQuery.Reconciliation(YearMonth.of(2026, 11), null),
                        ReportFormat.CSV,
                        elsewhere,
                        new Words(messages, Locale.ENGLISH),
                        () -> {
                            throw new AssertionError("Nothing is opened");
                        }))
                .isInstanceOf(Refused.class);
    }

    /** Nothing of them stays: the ledger is only added to. */
    @Test
    void aHundredThousandEntriesTakeNoMoreMemoryThanAFew() {
        transaction.executeWithoutResult(status -> {
            crowd();
            ReportQuery all = new ReportQuery.DayBook(new Period(CROWDED, CROWDED), null, own());
            for (ReportFormat format : List.of(ReportFormat.CSV, ReportFormat.XLSX)) {
                Watched file = new Watched();
                export(all, format, file);
                assertThat(file.size).as(format.name()).isGreaterThan(MEGABYTE);
                assertThat(file.most - file.least)
                        .as("growth of the heap while %s was written", format)
                        .isLessThan(24 * MEGABYTE);
            }
            List<NamedCsvRecord> lines = csv(all);
            assertThat(lines).hasSize(MANY + 1);
            assertThat(lines.getLast().getField("amount")).isEqualTo("1234000.00");
            assertThatThrownBy(() -> export(all, ReportFormat.PDF, new Watched()))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo("moneyReports.tooManyForPdf"));
            assertThat(pdf(
                            new ReportQuery.Utilisation(new FinancialYear(2030), CROWDED, By.FUND, own()),
                            Locale.ENGLISH))
                    .contains("₹12,34,000");
            assertThat(ageing.page(new ReportQuery.Ageing(CROWDED, null, own()), null, HEAD)
                            .total())
                    .isEqualTo(new Ageing.Sums(MANY, Money.of(1_234_000), Money.ZERO, Money.of(1_234_000)));
            status.setRollbackOnly();
        });
    }

    /** Counts what is written, and looks from time to time how much of the heap lives. */
    private static final class Watched extends OutputStream {

        private static final long EVERY = MEGABYTE;

        private long size;
        private long next = EVERY;
        private long least = Long.MAX_VALUE;
        private long most;

        @Override
        public void write(int b) {
            count(1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            count(length);
        }

        private void count(int length) {
            size += length;
            if (size >= next) {
                next = size + EVERY;
                System.gc();
                long used = Runtime.getRuntime().totalMemory()
                        - Runtime.getRuntime().freeMemory();
                least = Math.min(least, used);
                most = Math.max(most, used);
            }
        }
    }

    private void crowd() {
        int fund = jdbc.sql("""
                insert into payments.fund (scheme_code, ic, financial_year) values ('S13', ?, 2030) returning id
                """).param(company).query(Integer.class).single();
        jdbc.sql("""
                insert into payments.commitment (application_id, application_number, round, fund_id, amount, at)
                select uuidv7(), 'LTET/2030-31/S13/' || i, 1, :fund, 12.34, :at from generate_series(1, :many) i
                """)
                .param("fund", fund)
                .param("at", CROWDED.atTime(12, 0).atOffset(ZoneOffset.UTC))
                .param("many", MANY)
                .update();
        jdbc.sql("""
                insert into payments.ledger_entry (kind, debit, credit, commitment_id, fund_id, amount, cause, at, day)
                select 'COMMITMENT', 'EXPENDITURE', 'COMMITMENTS', c.id, c.fund_id, c.amount,
                    'sanction/' || c.application_id || '/1', c.at, payments.day_of(c.at)
                from payments.commitment c where c.fund_id = ?
                """).param(fund).update();
    }

    private void export(ReportQuery query, ReportFormat format, OutputStream file) {
        try {
            exportReport.export(query, format, HEAD, new Words(messages, Locale.ENGLISH), () -> file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pay(String amount) {
        VoucherView voucher = fixture.approve(reports.sanctioned(company, amount));
        fixture.released(List.of(voucher));
        bank.debits(VoucherView.endToEndId(voucher.number(), 1), amount);
    }

    private FundFilter own() {
        return new FundFilter(null, company);
    }

    private ReportQuery.DayBook dayBook() {
        return new ReportQuery.DayBook(new Period(DAY, DAY), null, own());
    }

    private BigDecimal sumOfEntries() {
        return jdbc.sql("""
                select sum(e.amount) from payments.ledger_entry e join payments.fund f on f.id = e.fund_id
                where f.ic = ? and e.day = ?
                """).params(company, DAY).query(BigDecimal.class).single();
    }

    private List<NamedCsvRecord> csv(ReportQuery query) {
        String file = new String(reports.file(query, ReportFormat.CSV, HEAD, Locale.ENGLISH), StandardCharsets.UTF_8);
        return new ArrayList<>(
                CsvReader.builder().ofNamedCsvRecord(file).stream().toList());
    }

    private static List<String> amounts(List<NamedCsvRecord> lines, String column) {
        return lines.stream().map(line -> line.getField(column)).toList();
    }

    private String pdf(ReportQuery query, Locale locale) {
        try (PDDocument document = Loader.loadPDF(reports.file(query, ReportFormat.PDF, HEAD, locale))) {
            return new PDFTextStripper().getText(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String font(PDPage page, COSName name) {
        try {
            return page.getResources().getFont(name).getName();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
