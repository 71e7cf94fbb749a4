package org.ltet.portal.payments.web;

import java.util.HashMap;
import java.util.Map;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.ledger.MoneyChecks;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Whether the same money is found at every level. */
@Controller
class MoneyCheckController {

    private final MoneyChecks checks;
    private final CurrentUser currentUser;

    MoneyCheckController(MoneyChecks checks, CurrentUser currentUser) {
        this.checks = checks;
        this.currentUser = currentUser;
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @GetMapping("/payments/ledger/check")
    ModelAndView last(Page page) {
        User user = currentUser.get();
        Map<String, Object> model = new HashMap<>();
        model.put("page", page);
        model.put("check", checks.last(user).orElse(null));
        model.put("earlier", checks.newest(user));
        model.put("mayAsk", user.hasAny(Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER));
        return new ModelAndView("payments/moneyCheck", model);
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @PostMapping("/payments/ledger/check")
    String now(RedirectAttributes redirect) {
        checks.ask(currentUser.get());
        Flash.success(redirect, "payments.done.checkAsked");
        return "redirect:/payments/ledger/check";
    }
}
