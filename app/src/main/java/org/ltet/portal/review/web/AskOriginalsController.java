package org.ltet.portal.review.web;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ltet.portal.applications.AskOriginals;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.DecideTask;
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

/** Asking for original papers on the review page, and taking that back (REV-4). */
@Controller
@Allow({Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER})
class AskOriginalsController {

    private static final int LONGEST = 1000;

    private final DecideTask decide;
    private final DecisionAnswers answers;
    private final CurrentUser currentUser;

    AskOriginalsController(DecideTask decide, DecisionAnswers answers, CurrentUser currentUser) {
        this.decide = decide;
        this.answers = answers;
        this.currentUser = currentUser;
    }

    @PostMapping("/review/{id}/originals")
    Object ask(
            Page page,
            @PathVariable UUID id,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        Fields fields = new Fields("originals", "originalsOthers", "", "originalsWords");
        Optional<String> words = form.requiredText("originalsWords", LONGEST);
        List<String> others = form.value("originalsOthers").lines().toList();
        Set<String> codes = Set.copyOf(form.values("originalsPapers"));
        if (codes.isEmpty() && !form.has("originalsOthers")) {
            form.reject("originalsPapers", "refused.applications.originals.none");
        }
        AskOriginals.Wish wish = new AskOriginals.Wish(codes, others, words.orElse(""), form.has("originalsWait"));
        User user = currentUser.get();
        return answers.attempt(page, id, user, form, fields, () -> {
            decide.askOriginals(id, wish, version, user);
            Flash.success(redirect, "review.originals.isAsked");
            return "redirect:/review/" + id;
        });
    }

    @PostMapping("/review/{id}/originals/{number}/cancel")
    Object cancel(
            Page page,
            @PathVariable UUID id,
            @PathVariable String number,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        Fields fields = new Fields("cancel-" + number, "", "cancel-" + number, "");
        Optional<String> reason = form.requiredText(fields.reason(), LONGEST);
        User user = currentUser.get();
        return answers.attempt(page, id, user, form, fields, () -> {
            decide.cancelOriginals(id, number, reason.orElseThrow(), version, user);
            Flash.success(redirect, "review.originals.isCancelled");
            return "redirect:/review/" + id;
        });
    }
}
