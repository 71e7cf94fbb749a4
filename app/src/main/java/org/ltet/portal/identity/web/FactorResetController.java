package org.ltet.portal.identity.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ltet.portal.identity.AccountView;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.SecondFactors;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.NavigationContribution;
import org.ltet.portal.web.NavigationItem;
import org.ltet.portal.web.Page;
import org.ltet.portal.web.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The system admin takes the second factors of somebody who lost them away; never the own ones (ACC-4). */
@Controller
@Allow(Role.SYSTEM_ADMIN)
class FactorResetController implements NavigationContribution {

    private static final int LONGEST_NUMBER = 20;
    private static final int LONGEST_REASON = 500;

    private final Accounts accounts;
    private final SecondFactors factors;
    private final CurrentUser currentUser;

    FactorResetController(Accounts accounts, SecondFactors factors, CurrentUser currentUser) {
        this.accounts = accounts;
        this.factors = factors;
        this.currentUser = currentUser;
    }

    @Override
    public List<NavigationItem> items(Viewer viewer) {
        return viewer.hasAny(Role.SYSTEM_ADMIN.name())
                ? List.of(new NavigationItem("/operations/factors", "factors.resetTitle", "users", 860))
                : List.of();
    }

    @GetMapping("/operations/factors")
    ModelAndView find(Page page, @RequestParam MultiValueMap<String, String> typed) {
        Form form = Form.of(typed);
        Optional<AccountView> account = form.has("number")
                ? form.text("number", LONGEST_NUMBER).flatMap(accounts::byEmployeeNumber)
                : Optional.empty();
        if (form.has("number") && account.isEmpty() && !form.hasProblems()) {
            form.reject("number", "factors.noAccount");
        }
        return show(page, form, account, form.hasProblems() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
    }

    @FreshFactor
    @PostMapping("/operations/factors")
    ModelAndView reset(Page page, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        Form form = Form.of(typed);
        Optional<AccountView> account =
                form.requiredText("number", LONGEST_NUMBER).flatMap(accounts::byEmployeeNumber);
        String reason = form.requiredText("reason", LONGEST_REASON).orElse("");
        if (account.isEmpty() && form.problem("number") == null) {
            form.reject("number", "factors.noAccount");
        }
        if (account.isPresent() && !form.hasProblems()) {
            try {
                factors.reset(account.get().id(), reason, currentUser.get());
                Flash.success(redirect, "factors.resetDone", account.get().displayName());
                return new ModelAndView("redirect:/operations/factors");
            } catch (Refused refused) {
                form.reject(refused);
            }
        }
        return show(page, form, account, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView show(Page page, Form form, Optional<AccountView> account, HttpStatus status) {
        Map<String, Object> model = new HashMap<>(Map.of("page", page, "form", form));
        account.ifPresent(found -> {
            model.put("account", found);
            model.put("overview", factors.of(found.id()));
        });
        return new ModelAndView("identity/factorReset", model, status);
    }
}
