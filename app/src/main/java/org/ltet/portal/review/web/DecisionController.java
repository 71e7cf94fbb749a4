package org.ltet.portal.review.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.applications.Deduction;
import org.ltet.portal.applications.Reasons;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.applications.Sanction;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.DecideTask;
import org.ltet.portal.review.Desk;
import org.ltet.portal.review.web.DecisionAnswers.Fields;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a reviewer decides on the review page (REV-3, REV-4); afterwards the next task is at hand at once. */
@Controller
@Allow({Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER})
class DecisionController {

    private static final int COMMENT = 4000;
    private static final int REMARK = 1000;
    private static final String REMARKS = "remark-";

    private final DecideTask decide;
    private final DecisionAnswers answers;
    private final CurrentUser currentUser;

    DecisionController(DecideTask decide, DecisionAnswers answers, CurrentUser currentUser) {
        this.decide = decide;
        this.answers = answers;
        this.currentUser = currentUser;
    }

    @PostMapping("/review/{id}/lines/{lineId}/deduction")
    Object deduct(
            Page page,
            @PathVariable UUID id,
            @PathVariable UUID lineId,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletResponse response) {
        Form form = Form.of(typed);
        Fields fields = new Fields("deduct-" + lineId, "amount-" + lineId, "reason-" + lineId, "comment-" + lineId);
        Optional<Money> amount = form.money(fields.subject());
        Optional<String> reason = reason(form, fields.reason(), Reasons.DEDUCT);
        Optional<String> comment = form.text(fields.comment(), REMARK);
        User user = currentUser.get();
        Object answer = answers.attempt(page, id, user, form, fields, () -> {
            Deduction deduction = new Deduction(amount.orElseThrow(), reason.orElseThrow(), comment.orElse(null));
            decide.deduct(id, lineId, deduction, version, user);
            return page.part()
                    ? answers.shown(page, id, user, Form.empty(), fields, HttpStatus.OK, null)
                    : "redirect:/review/" + id + "#line-" + lineId;
        });
        if (page.part() && answer instanceof ModelAndView view && view.getStatus() == HttpStatus.CONFLICT) {
            // told on a page of its own, not inside the part that asked
            response.setHeader("HX-Retarget", "#main");
            response.setHeader("HX-Reselect", "#main");
            response.setHeader("HX-Reswap", "outerHTML");
        }
        return answer;
    }

    @PostMapping("/review/{id}/forward")
    Object forward(
            Page page,
            @PathVariable UUID id,
            @RequestParam long version,
            @RequestParam(name = "form", defaultValue = "forward") String which,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        boolean chosen = which.equals("pass-on");
        Fields fields = chosen
                ? new Fields("pass-on", "forwardTo", "", "passOnComment")
                : new Fields("forward", "", "", "forwardComment");
        Optional<ReviewLevel> to = chosen ? level(form, fields.subject()) : Optional.empty();
        Optional<String> comment =
                chosen ? form.requiredText(fields.comment(), COMMENT) : form.text(fields.comment(), COMMENT);
        User user = currentUser.get();
        Desk desk = decide.desk(id, user);
        return answers.attempt(page, id, user, form, fields, () -> {
            decide.forward(id, to.orElse(null), comment.orElse(null), version, user);
            return answers.goOn(desk, redirect);
        });
    }

    @PostMapping("/review/{id}/send-back")
    Object sendBack(
            Page page,
            @PathVariable UUID id,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        Fields fields = new Fields("send-back", "", "sendBackReason", "sendBackComment");
        Optional<String> reason = reason(form, fields.reason(), Reasons.SEND_BACK);
        Optional<String> comment = form.requiredText(fields.comment(), COMMENT);
        Map<UUID, String> remarks = remarks(form, typed);
        User user = currentUser.get();
        Desk desk = decide.desk(id, user);
        return answers.attempt(page, id, user, form, fields, () -> {
            decide.sendBack(id, reason.orElseThrow(), comment.orElseThrow(), remarks, version, user);
            return answers.goOn(desk, redirect);
        });
    }

    @PostMapping("/review/{id}/return")
    Object returnToLevel(
            Page page,
            @PathVariable UUID id,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        Fields fields = new Fields("return", "returnTo", "returnReason", "returnComment");
        Optional<ReviewLevel> to = level(form, fields.subject());
        Optional<String> reason = reason(form, fields.reason(), Reasons.RETURN);
        Optional<String> comment = form.requiredText(fields.comment(), COMMENT);
        User user = currentUser.get();
        Desk desk = decide.desk(id, user);
        return answers.attempt(page, id, user, form, fields, () -> {
            decide.returnToLevel(id, to.orElseThrow(), reason.orElseThrow(), comment.orElseThrow(), version, user);
            return answers.goOn(desk, redirect);
        });
    }

    @PostMapping("/review/{id}/reject")
    Object reject(
            Page page,
            @PathVariable UUID id,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        Fields fields = new Fields("reject", "", "rejectReason", "rejectComment");
        Optional<String> reason = reason(form, fields.reason(), Reasons.REJECT);
        Optional<String> comment = form.requiredText(fields.comment(), COMMENT);
        User user = currentUser.get();
        Desk desk = decide.desk(id, user);
        return answers.attempt(page, id, user, form, fields, () -> {
            decide.reject(id, reason.orElseThrow(), comment.orElseThrow(), version, user);
            return answers.goOn(desk, redirect);
        });
    }

    @PostMapping("/review/{id}/approve")
    Object approve(
            Page page,
            @PathVariable UUID id,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        boolean capped = form.has("approveCap");
        Fields fields = new Fields(capped ? "approve-cap" : "approve", "approveCap", "approveReason", "approveComment");
        Optional<Money> expected = form.money("expectedPayable");
        Optional<Money> cap = capped ? form.money(fields.subject()) : Optional.empty();
        Optional<String> reason = capped ? reason(form, fields.reason(), Reasons.CAP) : Optional.empty();
        Optional<String> comment = form.text(fields.comment(), COMMENT);
        User user = currentUser.get();
        Desk desk = decide.desk(id, user);
        return answers.attempt(page, id, user, form, fields, () -> {
            Sanction sanction = new Sanction(
                    version, expected.orElseThrow(), cap.orElse(null), reason.orElse(null), comment.orElse(null));
            decide.approve(id, sanction, user);
            return answers.goOn(desk, redirect);
        });
    }

    private static Optional<String> reason(Form form, String field, Reasons group) {
        return form.choice(field, code -> group.codes().contains(code) ? Optional.of(code) : Optional.empty());
    }

    private static Optional<ReviewLevel> level(Form form, String field) {
        return form.choice(
                field,
                name -> Arrays.stream(ReviewLevel.values())
                        .filter(level -> level.name().equals(name))
                        .findFirst());
    }

    private static Map<UUID, String> remarks(Form form, MultiValueMap<String, String> typed) {
        Map<UUID, String> remarks = new HashMap<>();
        for (String field : typed.keySet()) {
            if (field.startsWith(REMARKS)) {
                form.text(field, REMARK).ifPresent(remark -> remarks.put(lineId(field), remark));
            }
        }
        return remarks;
    }

    private static UUID lineId(String field) {
        try {
            return UUID.fromString(field.substring(REMARKS.length()));
        } catch (IllegalArgumentException e) {
            throw Refused.notFound("line");
        }
    }
}
