package org.ltet.portal.payments.web;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.ledger.BudgetRequestView.Kind;
import org.ltet.portal.payments.ledger.Budgets;
import org.ltet.portal.payments.ledger.FundView;
import org.ltet.portal.payments.ledger.Ledger;
import org.ltet.portal.payments.ledger.NewBudgetRequest;
import org.ltet.portal.shared.FinancialYear;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The funds with their budgets, and one fund with its entries. */
@Controller
class LedgerController {

    private final Ledger ledger;
    private final Budgets budgets;
    private final CurrentUser currentUser;

    LedgerController(Ledger ledger, Budgets budgets, CurrentUser currentUser) {
        this.ledger = ledger;
        this.budgets = budgets;
        this.currentUser = currentUser;
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @GetMapping("/payments/ledger")
    ModelAndView funds(
            Page page,
            @RequestParam(required = false) @Nullable String year,
            @RequestParam(required = false) @Nullable Integer after) {
        return funds(page, year, after, Form.empty());
    }

    private ModelAndView funds(Page page, @Nullable String asked, @Nullable Integer after, Form form) {
        User user = currentUser.get();
        FinancialYear year = year(asked).orElseGet(ledger::thisYear);
        Map<String, Object> model = new HashMap<>();
        model.put("page", page);
        model.put("year", year.toString());
        model.put("years", years());
        model.put("funds", ledger.funds(year, after, user));
        model.put("total", ledger.total(year, user));
        model.put("warn", ledger.warnPercent());
        model.put("waiting", budgets.countWaiting(user));
        model.put("mayAsk", user.has(Role.ACCOUNTS_OFFICER));
        model.put("form", form);
        return new ModelAndView("payments/ledger", model);
    }

    /** A budget for a fund that may not exist yet. */
    @Allow(Role.ACCOUNTS_OFFICER)
    @PostMapping("/payments/ledger")
    Object askBudget(Page page, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        Form form = Form.of(typed);
        Optional<FinancialYear> year = form.choice("year", LedgerController::year);
        Optional<String> scheme = form.requiredText("scheme", 10);
        Optional<String> ic = form.requiredText("ic", 10);
        if (year.isPresent() && scheme.isPresent() && ic.isPresent()) {
            ask(form, Kind.BUDGET, scheme.get(), ic.get(), year.get());
        }
        if (form.hasProblems()) {
            ModelAndView again = funds(page, form.value("year"), null, form);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.success(redirect, "payments.done.budgetAsked");
        return "redirect:/payments/ledger?year=" + form.value("year");
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @GetMapping("/payments/ledger/funds/{id}")
    ModelAndView fund(Page page, @PathVariable int id, @RequestParam(required = false) @Nullable Long before) {
        return fund(page, id, before, Form.empty());
    }

    private ModelAndView fund(Page page, int id, @Nullable Long before, Form form) {
        User user = currentUser.get();
        FundView fund = ledger.fund(id, user);
        Map<String, String> kinds = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            if (kind != Kind.CARRY_OVER || fund.financialYear().compareTo(ledger.thisYear()) < 0) {
                kinds.put(kind.name(), page.t("payments.budgetKind." + kind));
            }
        }
        Map<String, Object> model = new HashMap<>();
        model.put("page", page);
        model.put("fund", fund);
        model.put("warn", ledger.warnPercent());
        model.put("entries", ledger.entries(id, before, user));
        model.put("requests", budgets.history(fund, user));
        model.put("mayAsk", budgets.mayAsk(fund, user));
        model.put("kinds", kinds);
        model.put("form", form);
        return new ModelAndView("payments/fund", model);
    }

    @Allow(Role.ACCOUNTS_OFFICER)
    @PostMapping("/payments/ledger/funds/{id}")
    Object askOfFund(
            Page page,
            @PathVariable int id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        FundView fund = ledger.fund(id, currentUser.get());
        Form form = Form.of(typed);
        form.choice("kind", LedgerController::kind)
                .ifPresent(kind -> ask(form, kind, fund.scheme(), fund.ic(), fund.financialYear()));
        if (form.hasProblems()) {
            ModelAndView again = fund(page, id, null, form);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.success(redirect, "payments.done.budgetAsked");
        return "redirect:/payments/ledger/funds/" + id;
    }

    private void ask(Form form, Kind kind, String scheme, String ic, FinancialYear year) {
        Optional<Money> amount = form.money("amount");
        Optional<String> reason = form.requiredText("reason", 1000);
        if (amount.isPresent() && reason.isPresent()) {
            try {
                budgets.ask(
                        new NewBudgetRequest(
                                kind,
                                scheme,
                                ic,
                                year,
                                amount.get(),
                                form.text("application", 60).orElse(null),
                                reason.get()),
                        currentUser.get());
            } catch (Refused refused) {
                if (refused.kind() != Refused.Kind.INVALID) {
                    throw refused;
                }
                form.reject(refused);
            }
        }
    }

    private Map<String, String> years() {
        Map<String, String> years = new LinkedHashMap<>();
        List<FinancialYear> known = ledger.years();
        known.forEach(year -> years.put(year.toString(), year.toString()));
        return years;
    }

    private static Optional<Kind> kind(String text) {
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(text)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    static Optional<FinancialYear> year(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? Optional.empty() : Optional.of(FinancialYear.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
