package org.ltet.portal.payments.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.ledger.Ledger;
import org.ltet.portal.payments.reports.Ageing;
import org.ltet.portal.payments.reports.BankReconciliation;
import org.ltet.portal.payments.reports.DayBook;
import org.ltet.portal.payments.reports.ExportReport;
import org.ltet.portal.payments.reports.ReportAnswer;
import org.ltet.portal.payments.reports.ReportChoices;
import org.ltet.portal.payments.reports.ReportFormat;
import org.ltet.portal.payments.reports.ReportQuery;
import org.ltet.portal.payments.reports.TaxExtract;
import org.ltet.portal.payments.reports.Utilisation;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The reports on money, and taking them as files. */
@Controller
class MoneyReportsController {

    private final Utilisation utilisation;
    private final DayBook dayBook;
    private final Ageing ageing;
    private final BankReconciliation reconciliation;
    private final TaxExtract taxExtract;
    private final ExportReport exportReport;
    private final ReportChoices choices;
    private final Ledger ledger;
    private final CurrentUser currentUser;

    MoneyReportsController(
            Utilisation utilisation,
            DayBook dayBook,
            Ageing ageing,
            BankReconciliation reconciliation,
            TaxExtract taxExtract,
            ExportReport exportReport,
            ReportChoices choices,
            Ledger ledger,
            CurrentUser currentUser) {
        this.utilisation = utilisation;
        this.dayBook = dayBook;
        this.ageing = ageing;
        this.reconciliation = reconciliation;
        this.taxExtract = taxExtract;
        this.exportReport = exportReport;
        this.choices = choices;
        this.ledger = ledger;
        this.currentUser = currentUser;
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @GetMapping("/payments/reports")
    String first() {
        return "redirect:/payments/reports/utilisation";
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @GetMapping("/payments/reports/utilisation")
    ModelAndView utilisation(Page page, @RequestParam Map<String, String> typed) {
        User user = currentUser.get();
        Map<String, String> ways = new LinkedHashMap<>();
        for (ReportQuery.Utilisation.By by : ReportQuery.Utilisation.By.values()) {
            ways.put(by.name(), page.t("moneyReports.by." + by));
        }
        return shown(
                        page,
                        "payments/reportUtilisation",
                        typed,
                        choices::utilisation,
                        query -> utilisation.page(query, typed.get("after"), user))
                .addObject("years", years())
                .addObject("ways", ways);
    }

    private Map<String, String> years() {
        Map<String, String> years = new LinkedHashMap<>();
        ledger.years().forEach(year -> years.put(year.toString(), year.toString()));
        return years;
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @GetMapping("/payments/reports/tax")
    ModelAndView tax(Page page, @RequestParam Map<String, String> typed) {
        User user = currentUser.get();
        return shown(
                        page,
                        "payments/reportTax",
                        typed,
                        choices::tax,
                        query -> taxExtract.page(query, typed.get("after"), user))
                .addObject("years", years());
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @GetMapping("/payments/reports/day-book")
    ModelAndView dayBook(Page page, @RequestParam Map<String, String> typed) {
        User user = currentUser.get();
        Map<String, String> kinds = new LinkedHashMap<>();
        ReportChoices.KINDS.forEach(kind -> kinds.put(kind, page.t("payments.entry." + kind)));
        return shown(
                        page,
                        "payments/reportDayBook",
                        typed,
                        choices::dayBook,
                        query -> dayBook.page(query, typed.get("after"), user))
                .addObject("kinds", kinds);
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @GetMapping("/payments/reports/ageing")
    ModelAndView ageing(Page page, @RequestParam Map<String, String> typed) {
        User user = currentUser.get();
        return shown(
                page,
                "payments/reportAgeing",
                typed,
                choices::ageing,
                query -> ageing.page(query, typed.get("after"), user));
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @GetMapping("/payments/reports/reconciliation")
    ModelAndView reconciliation(Page page, @RequestParam Map<String, String> typed) {
        User user = currentUser.get();
        return shown(
                page,
                "payments/reportReconciliation",
                typed,
                choices::reconciliation,
                query -> reconciliation.page(query, typed.get("after"), user));
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @GetMapping("/payments/reports/{report}/file")
    void file(
            Page page,
            @PathVariable String report,
            @RequestParam Map<String, String> typed,
            HttpServletResponse response)
            throws IOException {
        ReportQuery query = choices.read(report, typed);
        ReportFormat format =
                ReportFormat.of(typed.get("format")).orElseThrow(() -> Refused.invalid("moneyReports.format"));
        exportReport.export(query, format, currentUser.get(), page.words(), ReportAnswer.in(response, query, format));
    }

    /** What cannot be read comes back as typed, with what is wrong about it, and no report. */
    private static <Q extends ReportQuery, V> ModelAndView shown(
            Page page,
            String template,
            Map<String, String> typed,
            Function<Map<String, String>, Q> reading,
            Function<Q, V> report) {
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("page", page);
        ModelAndView shown = new ModelAndView(template);
        try {
            Q query = reading.apply(typed);
            model.put("form", Form.of(query.choices()));
            model.put("links", new ReportLinks(query));
            model.put("view", report.apply(query));
        } catch (Refused refused) {
            if (refused.kind() != Refused.Kind.INVALID) {
                throw refused;
            }
            Form form = Form.of(typed);
            form.reject(refused);
            model.put("form", form);
            model.put("links", null);
            model.put("view", null);
            shown.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        shown.addAllObjects(model);
        return shown;
    }
}
