package org.ltet.portal.payments.api;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.payments.ledger.EntryView;
import org.ltet.portal.payments.reports.Ageing;
import org.ltet.portal.payments.reports.AgeingLine;
import org.ltet.portal.payments.reports.BankReconciliation;
import org.ltet.portal.payments.reports.DayBook;
import org.ltet.portal.payments.reports.ExportReport;
import org.ltet.portal.payments.reports.Lines;
import org.ltet.portal.payments.reports.PeriodTotals;
import org.ltet.portal.payments.reports.ReconciliationLine;
import org.ltet.portal.payments.reports.ReportAnswer;
import org.ltet.portal.payments.reports.ReportChoices;
import org.ltet.portal.payments.reports.ReportFormat;
import org.ltet.portal.payments.reports.ReportQuery;
import org.ltet.portal.payments.reports.TaxExtract;
import org.ltet.portal.payments.reports.TaxExtractLine;
import org.ltet.portal.payments.reports.Utilisation;
import org.ltet.portal.payments.reports.UtilisationLine;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Words;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The reports on money, a page of lines at a time with the totals of all of them, and as files. */
@RestController
@RequestMapping("/api/v1/money-reports")
class MoneyReportsApi {

    private final Utilisation utilisation;
    private final DayBook dayBook;
    private final Ageing ageing;
    private final BankReconciliation reconciliation;
    private final TaxExtract taxExtract;
    private final ExportReport exportReport;
    private final ReportChoices choices;
    private final MessageSource messages;
    private final CurrentUser currentUser;

    MoneyReportsApi(
            Utilisation utilisation,
            DayBook dayBook,
            Ageing ageing,
            BankReconciliation reconciliation,
            TaxExtract taxExtract,
            ExportReport exportReport,
            ReportChoices choices,
            MessageSource messages,
            CurrentUser currentUser) {
        this.utilisation = utilisation;
        this.dayBook = dayBook;
        this.ageing = ageing;
        this.reconciliation = reconciliation;
        this.taxExtract = taxExtract;
        this.exportReport = exportReport;
        this.choices = choices;
        this.messages = messages;
        this.currentUser = currentUser;
    }

    /** @param choices what the report is of, standards filled in */
    record UtilisationAnswer(Map<String, String> choices, UtilisationLine total, Lines<UtilisationLine> lines) {}

    record DayBookAnswer(Map<String, String> choices, PeriodTotals totals, Lines<EntryView> lines) {}

    record AgeingAnswer(
            Map<String, String> choices, Ageing.Sums total, List<Ageing.Band> bands, Lines<AgeingLine> lines) {}

    record ReconciliationAnswer(
            Map<String, String> choices, BankReconciliation.Statement statement, Lines<ReconciliationLine> lines) {}

    record TaxAnswer(Map<String, String> choices, TaxExtract.Sums total, Lines<TaxExtractLine> lines) {}

    /** By FUND, SCHEME or COMPANY, as it stood at the end of a day. */
    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "How far budgets are used, by fund, scheme or company, at the end of a day")
    @GetMapping("/utilisation")
    UtilisationAnswer utilisation(
            @RequestParam(required = false) @Nullable String year,
            @RequestParam(required = false) @Nullable String on,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable String scheme,
            @RequestParam(required = false) @Nullable String ic,
            @RequestParam(required = false) @Nullable String after) {
        ReportQuery.Utilisation query =
                choices.utilisation(typed("year", year, "on", on, "by", by, "scheme", scheme, "ic", ic));
        Utilisation.View view = utilisation.page(query, after, currentUser.get());
        return new UtilisationAnswer(query.choices(), view.total(), view.lines());
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "Every ledger entry of some days, with totals by kind and by account")
    @GetMapping("/day-book")
    DayBookAnswer dayBook(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String scheme,
            @RequestParam(required = false) @Nullable String ic,
            @RequestParam(required = false) @Nullable String after) {
        ReportQuery.DayBook query =
                choices.dayBook(typed("from", from, "to", to, "kind", kind, "scheme", scheme, "ic", ic));
        DayBook.View view = dayBook.page(query, after, currentUser.get());
        return new DayBookAnswer(query.choices(), view.totals(), view.entries());
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "What was sanctioned and not paid at the end of a day, by age")
    @GetMapping("/ageing")
    AgeingAnswer ageing(
            @RequestParam(required = false) @Nullable String on,
            @RequestParam(required = false) @Nullable String band,
            @RequestParam(required = false) @Nullable String scheme,
            @RequestParam(required = false) @Nullable String ic,
            @RequestParam(required = false) @Nullable String after) {
        ReportQuery.Ageing query = choices.ageing(typed("on", on, "band", band, "scheme", scheme, "ic", ic));
        Ageing.View view = ageing.page(query, after, currentUser.get());
        return new AgeingAnswer(query.choices(), view.total(), view.bands(), view.lines());
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "A month of the ledger against the same month of the bank")
    @GetMapping("/reconciliation")
    ReconciliationAnswer reconciliation(
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(required = false) @Nullable String group,
            @RequestParam(required = false) @Nullable String after) {
        ReportQuery.Reconciliation query = choices.reconciliation(typed("month", month, "group", group));
        BankReconciliation.View view = reconciliation.page(query, after, currentUser.get());
        return new ReconciliationAnswer(query.choices(), view.statement(), view.lines());
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "What each member was paid in a financial year, with the PAN masked")
    @GetMapping("/tax")
    TaxAnswer tax(
            @RequestParam(required = false) @Nullable String year,
            @RequestParam(required = false) @Nullable String scheme,
            @RequestParam(required = false) @Nullable String ic,
            @RequestParam(required = false) @Nullable String after) {
        ReportQuery.Tax query = choices.tax(typed("year", year, "scheme", scheme, "ic", ic));
        TaxExtract.View view = taxExtract.page(query, after, currentUser.get());
        return new TaxAnswer(query.choices(), view.total(), view.lines());
    }

    /** One of the five as csv, xlsx or pdf, whole; the choices are those of the report. */
    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "A money report as a csv, xlsx or pdf file")
    @GetMapping("/{report}/file")
    void file(
            @PathVariable String report,
            @RequestParam Map<String, String> typed,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        ReportQuery query = choices.read(report, typed);
        ReportFormat format = ReportFormat.of(typed.get("format"))
                .orElseThrow(() -> Refused.invalidField("format", "moneyReports.format"));
        exportReport.export(
                query,
                format,
                currentUser.get(),
                new Words(messages, locale),
                ReportAnswer.in(response, query, format));
    }

    private static Map<String, String> typed(@Nullable String... pairs) {
        return Stream.iterate(0, i -> i < pairs.length, i -> i + 2)
                .filter(i -> pairs[i + 1] != null)
                .collect(Collectors.toMap(i -> String.valueOf(pairs[i]), i -> String.valueOf(pairs[i + 1])));
    }
}
