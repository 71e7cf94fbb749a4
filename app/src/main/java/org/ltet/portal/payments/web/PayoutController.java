package org.ltet.portal.payments.web;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.payout.PayoutFilter;
import org.ltet.portal.payments.payout.PayoutState;
import org.ltet.portal.payments.payout.Payouts;
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

/** What goes through the payment gateway: by state, one by one with its history, told again or given up. */
@Controller
class PayoutController {

    private static final String LIST = "/payments/payouts";

    private final Payouts payouts;
    private final CurrentUser currentUser;

    PayoutController(Payouts payouts, CurrentUser currentUser) {
        this.payouts = payouts;
        this.currentUser = currentUser;
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @GetMapping(LIST)
    ModelAndView list(
            Page page,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable UUID batch,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable UUID before) {
        User user = currentUser.get();
        PayoutFilter filter = new PayoutFilter(batch, text);
        Map<PayoutState, Long> counts = payouts.counts(filter, user);
        PayoutState shown = PayoutState.read(state).orElseGet(() -> pressing(counts));
        Map<String, Object> model = new HashMap<>();
        model.put("page", page);
        model.put("counts", counts);
        model.put("state", shown);
        model.put("filter", filter);
        model.put("payouts", payouts.list(shown, filter, before, user));
        model.put("days", payouts.days(user));
        model.put("setUp", payouts.setUp());
        return new ModelAndView("payments/payouts", model);
    }

    /** What a person has to look at, if there is any. */
    private static PayoutState pressing(Map<PayoutState, Long> counts) {
        for (PayoutState state : new PayoutState[] {PayoutState.REFUSED, PayoutState.WAITING, PayoutState.SENT}) {
            if (counts.getOrDefault(state, 0L) > 0) {
                return state;
            }
        }
        return PayoutState.PROCESSED;
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @GetMapping(LIST + "/{id}")
    ModelAndView payout(Page page, @PathVariable UUID id) {
        return shown(page, id, Form.empty());
    }

    private ModelAndView shown(Page page, UUID id, Form form) {
        User user = currentUser.get();
        Map<String, Object> model = new HashMap<>();
        model.put("page", page);
        model.put("details", payouts.payout(id, user));
        model.put("mayAct", payouts.mayAct(user));
        model.put("form", form);
        return new ModelAndView("payments/payout", model);
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @PostMapping(LIST + "/{id}/retry")
    Object retry(
            Page page,
            @PathVariable UUID id,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        return done(
                page,
                id,
                form,
                redirect,
                "payments.done.payoutRetried",
                () -> payouts.retry(id, version, form.value("reason"), currentUser.get()));
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @PostMapping(LIST + "/{id}/give-up")
    Object giveUp(
            Page page,
            @PathVariable UUID id,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        return done(
                page,
                id,
                form,
                redirect,
                "payments.done.payoutGivenUp",
                () -> payouts.giveUp(id, version, form.value("reason"), currentUser.get()));
    }

    private Object done(Page page, UUID id, Form form, RedirectAttributes redirect, String done, Runnable action) {
        try {
            action.run();
        } catch (Refused refused) {
            if (refused.kind() != Refused.Kind.INVALID) {
                throw refused;
            }
            form.reject(refused);
            ModelAndView again = shown(page, id, form);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.success(redirect, done);
        return "redirect:" + LIST + "/" + id;
    }
}
