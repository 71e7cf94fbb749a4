package org.ltet.portal.payments.web;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.posting.PostingDates;
import org.ltet.portal.payments.posting.PostingView;
import org.ltet.portal.payments.posting.Postings;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One posting; where SAP has refused it, another date for it by two people. */
@Controller
@RequestMapping("/payments/ledger/postings/{id}")
class PostingDateController {

    private final Postings postings;
    private final PostingDates dates;
    private final CurrentUser currentUser;

    PostingDateController(Postings postings, PostingDates dates, CurrentUser currentUser) {
        this.postings = postings;
        this.dates = dates;
        this.currentUser = currentUser;
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @GetMapping
    ModelAndView posting(Page page, @PathVariable UUID id) {
        return shown(page, id, Form.empty());
    }

    private ModelAndView shown(Page page, UUID id, Form form) {
        User user = currentUser.get();
        PostingView posting = postings.posting(id, user);
        Map<String, Object> model = new HashMap<>();
        model.put("page", page);
        model.put("posting", posting);
        model.put("form", form);
        model.put("mayAct", postings.mayAct(user));
        model.put("mayConfirm", dates.mayConfirm(posting, user));
        return new ModelAndView("payments/posting", model);
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @PostMapping("/date")
    Object propose(
            Page page,
            @PathVariable UUID id,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        Optional<LocalDate> day = form.date("day");
        Optional<String> reason = form.requiredText("reason", Postings.LONGEST_REASON);
        if (!form.hasProblems()) {
            try {
                dates.propose(id, version, day.orElseThrow(), reason.orElseThrow(), currentUser.get());
            } catch (Refused refused) {
                if (refused.kind() != Refused.Kind.INVALID) {
                    throw refused;
                }
                form.reject(refused);
            }
        }
        if (form.hasProblems()) {
            ModelAndView again = shown(page, id, form);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        Flash.success(redirect, "payments.done.proposed");
        return "redirect:/payments/ledger/postings/" + id;
    }

    @Allow(Role.ACCOUNTS_APPROVER)
    @FreshFactor
    @PostMapping("/date/confirm")
    String confirm(@PathVariable UUID id, @RequestParam long version, RedirectAttributes redirect) {
        dates.confirm(id, version, currentUser.get());
        Flash.success(redirect, "payments.done.postingRetried");
        return "redirect:/payments/ledger/postings/" + id;
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @PostMapping("/date/drop")
    String drop(@PathVariable UUID id, @RequestParam long version, RedirectAttributes redirect) {
        dates.drop(id, version, currentUser.get());
        Flash.success(redirect, "payments.done.withdrawn");
        return "redirect:/payments/ledger/postings/" + id;
    }
}
