package org.ltet.portal.identity.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.AccessReview;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.ReviewAccess;
import org.ltet.portal.identity.ReviewPrograms;
import org.ltet.portal.identity.ReviewedProgram;
import org.ltet.portal.identity.Role;
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

/** The programs of a review of access: who answers for each, when it was last used, keep or revoke (ACC-10). */
@Controller
@Allow({Role.SYSTEM_ADMIN, Role.HEAD})
@RequestMapping("/operations/access-reviews/{id}/programs")
class ReviewedProgramsController {

    private static final int PAGE_SIZE = 50;
    private static final int LONGEST_REASON = 500;

    private final ReviewAccess reviews;
    private final ReviewPrograms programs;
    private final CurrentUser currentUser;

    ReviewedProgramsController(ReviewAccess reviews, ReviewPrograms programs, CurrentUser currentUser) {
        this.reviews = reviews;
        this.programs = programs;
        this.currentUser = currentUser;
    }

    @GetMapping
    ModelAndView all(Page page, @PathVariable UUID id, @RequestParam(required = false) @Nullable UUID after) {
        return show(page, id, after, Form.empty(), HttpStatus.OK);
    }

    private ModelAndView show(Page page, UUID id, @Nullable UUID after, Form form, HttpStatus status) {
        AccessReview review = reviews.get(id);
        List<ReviewedProgram> found = programs.programs(id, null, after, PAGE_SIZE + 1);
        Map<String, Object> model = new HashMap<>();
        if (found.size() > PAGE_SIZE) {
            found = found.subList(0, PAGE_SIZE);
            model.put("next", home(id) + "?after=" + found.getLast().id());
        }
        model.put("page", page);
        model.put("form", form);
        model.put("review", review);
        model.put("programs", found);
        model.put("today", reviews.today());
        return new ModelAndView("identity/accessReviewPrograms", model, status);
    }

    @PostMapping("/{program}/keep")
    ModelAndView keep(
            Page page,
            @PathVariable UUID id,
            @PathVariable UUID program,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        return decide(
                page, id, program, typed, redirect, reason -> programs.keep(id, program, reason, currentUser.get()));
    }

    @FreshFactor
    @PostMapping("/{program}/revoke")
    ModelAndView revoke(
            Page page,
            @PathVariable UUID id,
            @PathVariable UUID program,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        return decide(
                page, id, program, typed, redirect, reason -> programs.revoke(id, program, reason, currentUser.get()));
    }

    private ModelAndView decide(
            Page page,
            UUID id,
            UUID program,
            MultiValueMap<String, String> typed,
            RedirectAttributes redirect,
            Consumer<String> decision) {
        Form form = Form.of(typed);
        String field = "reason-" + program;
        String reason = form.requiredText(field, LONGEST_REASON).orElse("");
        if (!form.hasProblems()) {
            try {
                decision.accept(reason);
                Flash.success(redirect, "reviews.decided");
                return new ModelAndView("redirect:" + home(id));
            } catch (Refused refused) {
                if (refused.kind() == Refused.Kind.NOT_FOUND) {
                    throw refused;
                }
                form.reject(
                        field, "refused." + refused.code(), refused.arguments().toArray());
            }
        }
        return show(page, id, null, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static String home(UUID id) {
        return "/operations/access-reviews/" + id + "/programs";
    }
}
