package org.ltet.portal.review.web;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.SetFlagAside;
import org.ltet.portal.review.risk.Fact;
import org.ltet.portal.review.web.DecisionAnswers.Fields;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A reviewer finds a reason of the risk in order (REV-8). */
@Controller
@Allow({Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER})
class SetAsideController {

    private final SetFlagAside setFlagAside;
    private final DecisionAnswers answers;
    private final CurrentUser currentUser;

    SetAsideController(SetFlagAside setFlagAside, DecisionAnswers answers, CurrentUser currentUser) {
        this.setFlagAside = setFlagAside;
        this.answers = answers;
        this.currentUser = currentUser;
    }

    @PostMapping("/review/{id}/risk/{fact}/set-aside")
    Object setAside(
            Page page,
            @PathVariable UUID id,
            @PathVariable String fact,
            @RequestParam(required = false) @Nullable UUID assessment,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Fact which = Fact.ofName(fact).orElseThrow(() -> Refused.notFound("riskReason"));
        Form form = Form.of(typed);
        String field = "aside-" + which;
        String reason = form.requiredText(field, SetFlagAside.LONGEST).orElse("");
        User user = currentUser.get();
        return answers.attempt(page, id, user, form, new Fields(field, "", field, field), () -> {
            if (assessment == null) {
                throw Refused.stale();
            }
            setFlagAside.setAside(id, assessment, which, reason, user);
            Flash.success(redirect, "risk.asideDone");
            return "redirect:/review/" + id + "#risk";
        });
    }
}
