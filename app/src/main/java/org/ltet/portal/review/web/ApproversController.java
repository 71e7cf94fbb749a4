package org.ltet.portal.review.web;

import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.AskApprover;
import org.ltet.portal.review.web.DecisionAnswers.Fields;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One more person asked to approve one application: asking, answering, taking back (REV-5). */
@Controller
@Allow({Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER})
class ApproversController {

    private static final int LONGEST = 1000;
    private static final int LONGEST_NUMBER = 20;

    private final AskApprover askApprover;
    private final DecisionAnswers answers;
    private final CurrentUser currentUser;

    ApproversController(AskApprover askApprover, DecisionAnswers answers, CurrentUser currentUser) {
        this.askApprover = askApprover;
        this.answers = answers;
        this.currentUser = currentUser;
    }

    @PostMapping("/review/{id}/approver")
    Object ask(
            Page page,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        Fields fields = new Fields("approver", "approverNumber", "approverReason", "");
        Optional<String> person = form.requiredText("approverNumber", LONGEST_NUMBER);
        Optional<String> reason = form.requiredText("approverReason", LONGEST);
        User user = currentUser.get();
        return answers.attempt(page, id, user, form, fields, () -> {
            askApprover.ask(id, person.orElseThrow(), reason.orElseThrow(), user);
            Flash.success(redirect, "review.approver.isAsked");
            return "redirect:/review/" + id;
        });
    }

    @PostMapping("/review/{id}/approver/answer")
    Object answer(
            Page page,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        boolean approve = answer.equals("approve");
        String field = approve ? "approverWords" : "approverDeclined";
        Fields fields = new Fields(approve ? "approver-approve" : "approver-decline", "", "", field);
        Optional<String> comment = approve ? form.text(field, LONGEST) : form.requiredText(field, LONGEST);
        User user = currentUser.get();
        return answers.attempt(page, id, user, form, fields, () -> {
            String seen = form.value("payable");
            askApprover.answer(id, approve, comment.orElse(null), seen.isEmpty() ? null : seen, user);
            Flash.success(redirect, "review.approver.answered");
            return "redirect:/review?tab=asked";
        });
    }

    @PostMapping("/review/{id}/approver/take-back")
    Object takeBack(
            Page page,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        Fields fields = new Fields("approver-take-back", "", "takeBackReason", "");
        Optional<String> reason = form.requiredText("takeBackReason", LONGEST);
        User user = currentUser.get();
        return answers.attempt(page, id, user, form, fields, () -> {
            askApprover.takeBack(id, reason.orElseThrow(), user);
            Flash.success(redirect, "review.approver.isTakenBack");
            return "redirect:/review/" + id;
        });
    }
}
