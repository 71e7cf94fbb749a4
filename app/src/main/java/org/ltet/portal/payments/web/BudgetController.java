package org.ltet.portal.payments.web;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.Blackouts;
import org.ltet.portal.payments.ledger.BudgetRequestView;
import org.ltet.portal.payments.ledger.Budgets;
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

/** What is asked for funds and waits for another person, and the periods without payments. */
@Controller
class BudgetController {

    private final Budgets budgets;
    private final Blackouts blackouts;
    private final CurrentUser currentUser;

    BudgetController(Budgets budgets, Blackouts blackouts, CurrentUser currentUser) {
        this.budgets = budgets;
        this.blackouts = blackouts;
        this.currentUser = currentUser;
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @GetMapping("/payments/ledger/requests")
    ModelAndView waiting(Page page, @RequestParam(required = false) @Nullable UUID after) {
        return waiting(page, after, Form.empty());
    }

    private ModelAndView waiting(Page page, @Nullable UUID after, Form form) {
        User user = currentUser.get();
        Budgets.Waiting waiting = budgets.waiting(after, user);
        Set<UUID> mine = waiting.items().stream()
                .filter(request -> budgets.mayDecide(request, user))
                .map(BudgetRequestView::id)
                .collect(Collectors.toSet());
        Map<String, Object> model = new HashMap<>();
        model.put("page", page);
        model.put("waiting", waiting);
        model.put("mine", mine);
        model.put("form", form);
        return new ModelAndView("payments/budgetRequests", model);
    }

    @Allow({Role.ACCOUNTS_APPROVER, Role.HEAD})
    @PostMapping("/payments/ledger/requests/{id}")
    Object decide(
            Page page,
            @PathVariable UUID id,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        boolean grant = form.value("decision").equals("grant");
        try {
            budgets.decide(id, version, grant, form.value("note"), currentUser.get());
        } catch (Refused refused) {
            if (refused.kind() != Refused.Kind.INVALID) {
                throw refused;
            }
            form.reject(refused);
            ModelAndView again = waiting(page, null, form);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.success(redirect, grant ? "payments.done.budgetGranted" : "payments.done.budgetRefused");
        return "redirect:/payments/ledger/requests";
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @GetMapping("/payments/ledger/blackouts")
    ModelAndView blackouts(Page page) {
        return blackouts(page, Form.empty());
    }

    private ModelAndView blackouts(Page page, Form form) {
        User user = currentUser.get();
        Map<String, Object> model = new HashMap<>();
        model.put("page", page);
        model.put("blackouts", blackouts.ahead(user));
        model.put("maySet", blackouts.maySet(user));
        model.put("form", form);
        return new ModelAndView("payments/blackouts", model);
    }

    @Allow(Role.ACCOUNTS_APPROVER)
    @PostMapping("/payments/ledger/blackouts")
    Object setBlackout(Page page, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        Form form = Form.of(typed);
        var first = form.date("firstDay");
        var last = form.date("lastDay");
        var reason = form.requiredText("reason", 200);
        if (first.isPresent() && last.isPresent() && reason.isPresent()) {
            try {
                blackouts.set(first.get(), last.get(), reason.get(), currentUser.get());
            } catch (Refused refused) {
                if (refused.kind() != Refused.Kind.INVALID) {
                    throw refused;
                }
                form.reject(refused);
            }
        }
        if (form.hasProblems()) {
            ModelAndView again = blackouts(page, form);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.success(redirect, "payments.done.blackoutSet");
        return "redirect:/payments/ledger/blackouts";
    }

    @Allow(Role.ACCOUNTS_APPROVER)
    @PostMapping("/payments/ledger/blackouts/{id}/lift")
    String lift(@PathVariable UUID id, RedirectAttributes redirect) {
        blackouts.lift(id, currentUser.get());
        Flash.success(redirect, "payments.done.blackoutLifted");
        return "redirect:/payments/ledger/blackouts";
    }
}
