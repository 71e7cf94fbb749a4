package org.ltet.portal.applications.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationSummary;
import org.ltet.portal.applications.ApprovedDecisions;
import org.ltet.portal.applications.Finance;
import org.ltet.portal.applications.Reasons;
import org.ltet.portal.applications.StoppedPayments;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.schemes.SchemeTexts;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.HomePanel;
import org.ltet.portal.web.Page;
import org.ltet.portal.web.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The decisions of an application as they were put on record, each checked; and what the portal stopped. */
@Controller
class DecisionsController implements HomePanel {

    private static final int ORDER = 5;
    private static final int LONGEST_COMMENT = 1000;

    private final ApprovedDecisions decisions;
    private final StoppedPayments stopped;
    private final Finance finance;
    private final SchemeTexts texts;
    private final CurrentUser currentUser;

    DecisionsController(
            ApprovedDecisions decisions,
            StoppedPayments stopped,
            Finance finance,
            SchemeTexts texts,
            CurrentUser currentUser) {
        this.decisions = decisions;
        this.stopped = stopped;
        this.finance = finance;
        this.texts = texts;
        this.currentUser = currentUser;
    }

    @Override
    public int order() {
        return ORDER;
    }

    /** Nothing while nothing is stopped, as it should be. */
    @Override
    public Optional<Content> content(Viewer viewer) {
        if (!viewer.hasAny(Role.HEAD.name(), Role.ACCOUNTS_OFFICER.name(), Role.ACCOUNTS_APPROVER.name())) {
            return Optional.empty();
        }
        return currentUser
                .find()
                .map(user -> stopped.open(user).size())
                .filter(count -> count > 0)
                .map(count -> new Content("applications/stoppedPanel", Map.of("count", count)));
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @GetMapping("/decisions/stopped")
    ModelAndView stopped(Page page) {
        return new ModelAndView(
                "applications/stopped", Map.of("page", page, "stopped", stopped.open(currentUser.get())));
    }

    @Allow({
        Role.SCRUTINY_OFFICER,
        Role.SUB_PANEL_MEMBER,
        Role.APEX_PANEL_MEMBER,
        Role.ACCOUNTS_OFFICER,
        Role.ACCOUNTS_APPROVER,
        Role.HEAD
    })
    @GetMapping("/decisions/{id}")
    ModelAndView decisions(Page page, @PathVariable UUID id) {
        return shown(page, id, Form.empty());
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @PostMapping("/decisions/{id}/return")
    Object giveBack(
            Page page,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        String reason = form.choice(
                        "reasonCode",
                        code -> Reasons.ACCOUNTS_RETURN.codes().contains(code) ? Optional.of(code) : Optional.empty())
                .orElse("");
        String comment = form.requiredText("comment", LONGEST_COMMENT).orElse("");
        if (!form.hasProblems()) {
            try {
                finance.returnStopped(id, reason, comment, currentUser.get());
                Flash.success(redirect, "decisions.returned");
                return "redirect:/decisions/stopped";
            } catch (Refused refused) {
                if (refused.kind() != Refused.Kind.INVALID) {
                    throw refused;
                }
                form.reject(refused);
            }
        }
        ModelAndView again = shown(page, id, form);
        again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return again;
    }

    private ModelAndView shown(Page page, UUID id, Form form) {
        User user = currentUser.get();
        ApplicationSummary summary = decisions.summary(id, user);
        boolean returnable = summary.state() == ApplicationState.APPROVED
                && user.hasAny(Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER)
                && stopped.open(user).stream()
                        .anyMatch(found -> found.applicationId().equals(id));
        Map<String, String> reasons = new LinkedHashMap<>();
        if (returnable) {
            Reasons.ACCOUNTS_RETURN
                    .codes()
                    .forEach(code -> reasons.put(code, page.t("reason.ACCOUNTS_RETURN." + code)));
        }
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("page", page);
        model.put("summary", summary);
        decisions.standing(id, user).ifPresent(standing -> model.put("standing", standing));
        model.put("decisions", decisions.of(id, user));
        model.put("texts", texts);
        model.put("reviewer", user.hasAny(Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER));
        model.put("reasons", reasons);
        model.put("form", form);
        model.put("letter", Letters.WITH_LETTER.contains(summary.state()));
        return new ModelAndView("applications/decisions", model);
    }
}
