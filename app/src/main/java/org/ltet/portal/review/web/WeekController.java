package org.ltet.portal.review.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.AddedApprovals;
import org.ltet.portal.review.AskApprover;
import org.ltet.portal.review.ReviewQueue;
import org.ltet.portal.review.SumUpWeek;
import org.ltet.portal.review.SumUpWeek.Standing;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How the levels stand, for those who look after them (REV-7). */
@Controller
@Allow({Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER, Role.HEAD})
class WeekController implements NavigationContribution {

    private static final String HOME = "/standing";
    private static final int ORDER = 22;
    private static final int LONGEST_NUMBER = 60;
    private static final int LONGEST_REASON = 1000;

    private final SumUpWeek summary;
    private final AskApprover askApprover;
    private final AddedApprovals approvals;
    private final ReviewQueue queue;
    private final CurrentUser currentUser;

    WeekController(
            SumUpWeek summary,
            AskApprover askApprover,
            AddedApprovals approvals,
            ReviewQueue queue,
            CurrentUser currentUser) {
        this.approvals = approvals;
        this.askApprover = askApprover;
        this.queue = queue;
        this.summary = summary;
        this.currentUser = currentUser;
    }

    @Override
    public List<NavigationItem> items(Viewer viewer) {
        return viewer.hasAny(Role.SUB_PANEL_MEMBER.name(), Role.APEX_PANEL_MEMBER.name(), Role.HEAD.name())
                ? List.of(new NavigationItem(HOME, "review.week", "clock", ORDER))
                : List.of();
    }

    @GetMapping(HOME)
    ModelAndView week(Page page) {
        return shown(page, Form.empty(), HttpStatus.OK);
    }

    /** The head has an application approved by one more person. */
    @Allow(Role.HEAD)
    @PostMapping(HOME + "/approver")
    Object ask(Page page, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        Form form = Form.of(typed);
        Optional<String> number = form.requiredText("number", LONGEST_NUMBER);
        Optional<String> person = form.requiredText("person", LONGEST_NUMBER);
        Optional<String> reason = form.requiredText("reason", LONGEST_REASON);
        if (!form.hasProblems()) {
            try {
                UUID id = queue.byNumber(number.orElseThrow())
                        .orElseThrow(() -> Refused.invalidField("number", "review.noSuchNumber"));
                askApprover.ask(id, person.orElseThrow(), reason.orElseThrow(), currentUser.get());
                Flash.success(redirect, "review.approver.isAsked");
                return "redirect:" + HOME;
            } catch (Refused refused) {
                form.reject(
                        refused.field() == null ? "number" : refused.field(),
                        "refused." + refused.code(),
                        refused.arguments().toArray());
            }
        }
        return shown(page, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** The head takes back what somebody asked who cannot do it any more. */
    @Allow(Role.HEAD)
    @PostMapping(HOME + "/approver/{id}/take-back")
    Object takeBack(
            Page page,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        String field = "takeBack-" + id;
        try {
            askApprover.takeBack(id, form.value(field), currentUser.get());
        } catch (Refused refused) {
            if (refused.kind() != Refused.Kind.INVALID && refused.kind() != Refused.Kind.CONFLICT) {
                throw refused;
            }
            form.reject(field, "refused." + refused.code(), refused.arguments().toArray());
            return shown(page, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Flash.success(redirect, "review.approver.isTakenBack");
        return "redirect:" + HOME;
    }

    private ModelAndView shown(Page page, Form form, HttpStatus status) {
        User user = currentUser.get();
        List<Standing> standings = summary.standings(user);
        return new ModelAndView(
                "review/week",
                Map.of(
                        "page",
                        page,
                        "standings",
                        standings,
                        "form",
                        form,
                        "head",
                        user.has(Role.HEAD),
                        "waiting",
                        user.scopeOf(Role.HEAD).map(approvals::waiting).orElse(List.of())),
                status);
    }
}
