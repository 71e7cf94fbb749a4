package org.ltet.portal.payments.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.CheckVouchers;
import org.ltet.portal.payments.VoucherAction;
import org.ltet.portal.payments.Vouchers;
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

/** One voucher: what it says, what happened to it, what can be done. */
@Controller
class VoucherController {

    private static final List<String> RETURN_REASONS =
            List.of("BANK_DETAILS", "AMOUNT", "DOCUMENTS", "PAYMENT_IMPOSSIBLE", "OTHER");

    private final Vouchers vouchers;
    private final CheckVouchers checkVouchers;
    private final CurrentUser currentUser;

    VoucherController(Vouchers vouchers, CheckVouchers checkVouchers, CurrentUser currentUser) {
        this.vouchers = vouchers;
        this.checkVouchers = checkVouchers;
        this.currentUser = currentUser;
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @GetMapping("/payments/vouchers/{id}")
    ModelAndView voucher(Page page, @PathVariable UUID id) {
        return shown(page, id, Form.empty());
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @PostMapping("/payments/vouchers/{id}/{action}")
    Object act(
            Page page,
            @PathVariable UUID id,
            @PathVariable String action,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        VoucherAction wanted = DeskController.action(action).orElseThrow(() -> Refused.notFound("action"));
        Form form = Form.of(typed);
        long version = form.integer("version", 0, Integer.MAX_VALUE).orElse(-1);
        try {
            perform(wanted, id, version, form);
        } catch (Refused refused) {
            if (refused.kind() != Refused.Kind.INVALID) {
                throw refused;
            }
            form.reject(refused);
        }
        if (form.hasProblems()) {
            ModelAndView again = shown(page, id, form);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.success(redirect, "payments.done." + wanted.key());
        return "redirect:/payments/vouchers/" + id;
    }

    private void perform(VoucherAction action, UUID id, long version, Form form) {
        User user = currentUser.get();
        String comment = form.value("comment");
        switch (action) {
            case VERIFY -> checkVouchers.verify(id, version, user);
            case APPROVE -> checkVouchers.approve(id, version, user);
            case HAND_BACK -> checkVouchers.handBack(id, version, comment, user);
            case RENEW_PAYEE -> checkVouchers.renewPayee(id, version, user);
            case RETURN_TO_SCRUTINY -> {
                if (form.choice(
                                "reason",
                                code -> RETURN_REASONS.stream()
                                        .filter(code::equals)
                                        .findFirst())
                        .isPresent()) {
                    checkVouchers.returnToScrutiny(id, version, form.value("reason"), comment, user);
                }
            }
            case CANCEL -> checkVouchers.cancel(id, version, comment, user);
        }
    }

    private ModelAndView shown(Page page, UUID id, Form form) {
        Map<String, String> reasons = new LinkedHashMap<>();
        RETURN_REASONS.forEach(code -> reasons.put(code, page.t("payments.returnReason." + code)));
        return new ModelAndView(
                "payments/voucher",
                Map.of(
                        "page",
                        page,
                        "details",
                        vouchers.details(id, currentUser.get()),
                        "reasons",
                        reasons,
                        "form",
                        form));
    }
}
