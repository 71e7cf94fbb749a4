package org.ltet.portal.review.web;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.DelegateWork;
import org.ltet.portal.review.ReviewLevels;
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

/** Leave of reviewers, and who stands in (REV-5). */
@Controller
@Allow({Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER})
class DelegationsController {

    private static final String HOME = "/review/delegations";
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_NUMBER = 20;

    private final DelegateWork delegateWork;
    private final DelegationsScreen screen;
    private final CurrentUser currentUser;

    DelegationsController(DelegateWork delegateWork, DelegationsScreen screen, CurrentUser currentUser) {
        this.delegateWork = delegateWork;
        this.screen = screen;
        this.currentUser = currentUser;
    }

    @GetMapping(HOME)
    ModelAndView all(Page page) {
        return screen.of(page, currentUser.get(), Form.empty(), HttpStatus.OK);
    }

    @PostMapping(HOME)
    Object delegate(Page page, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        User user = currentUser.get();
        Form form = Form.of(typed);
        Optional<ReviewLevel> level = level(form, user);
        Optional<String> delegate = form.requiredText("delegate", LONGEST_NUMBER);
        Optional<LocalDate> from = form.date("from");
        Optional<LocalDate> until = form.date("until");
        Optional<String> reason = form.requiredText("reason", LONGEST_REASON);
        if (form.hasProblems()) {
            return screen.of(page, user, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            delegateWork.delegate(
                    new DelegateWork.Wish(
                            level.orElseThrow(),
                            delegate.orElseThrow(),
                            from.orElseThrow(),
                            until.orElseThrow(),
                            reason.orElseThrow()),
                    user);
        } catch (Refused refused) {
            if (refused.kind() == Refused.Kind.INVALID) {
                form.reject(refused);
            } else if (refused.kind() == Refused.Kind.CONFLICT) {
                form.reject(
                        refused.code().equals("review.delegateAway") ? "delegate" : "from",
                        "refused." + refused.code(),
                        refused.arguments().toArray());
            } else {
                throw refused;
            }
            return screen.of(page, user, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Flash.success(redirect, "review.delegated");
        return "redirect:" + HOME;
    }

    @PostMapping(HOME + "/{id}/end")
    String end(@PathVariable UUID id, RedirectAttributes redirect) {
        try {
            delegateWork.end(id, currentUser.get());
            Flash.success(redirect, "review.delegationEnded");
        } catch (Refused refused) {
            if (refused.kind() != Refused.Kind.CONFLICT) {
                throw refused;
            }
            Flash.attention(redirect, "refused." + refused.code());
        }
        return "redirect:" + HOME;
    }

    /** Who works at one level is not asked for it. */
    private static Optional<ReviewLevel> level(Form form, User user) {
        return ReviewLevels.of(user).size() == 1
                ? Optional.of(ReviewLevels.of(user).getFirst())
                : form.choice(
                        "level",
                        name -> Arrays.stream(ReviewLevel.values())
                                .filter(level -> level.name().equals(name))
                                .findFirst());
    }
}
