package org.ltet.portal.applications.web;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.ltet.portal.applications.AnswerSendBack;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Drafting;
import org.ltet.portal.applications.FormProblem.Step;
import org.ltet.portal.applications.InvalidInput;
import org.ltet.portal.applications.SubmitApplication;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.Role;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Everything on one page, what is still missing, and the button that hands it in (APP-5). */
@Controller
@Allow(Role.MEMBER)
class ReviewController {

    private static final String DECLARED = "declared";
    private static final String COMMENT = "comment";

    private final EditScreens screens;
    private final OwnApplications own;
    private final SubmitApplication submitApplication;
    private final AnswerSendBack answerSendBack;
    private final Drafting drafting;
    private final Whole whole;
    private final ProblemWords problemWords;

    ReviewController(
            EditScreens screens,
            OwnApplications own,
            SubmitApplication submitApplication,
            AnswerSendBack answerSendBack,
            Drafting drafting,
            Whole whole,
            ProblemWords problemWords) {
        this.screens = screens;
        this.own = own;
        this.submitApplication = submitApplication;
        this.answerSendBack = answerSendBack;
        this.drafting = drafting;
        this.whole = whole;
        this.problemWords = problemWords;
    }

    @GetMapping("/applications/{id}/edit/review")
    ModelAndView show(Page page, @PathVariable UUID id) {
        return page(page, screens.screen(id, Step.REVIEW), Form.empty(), HttpStatus.OK);
    }

    /** Pressed twice, or again after going back, it is one application: the second time only shows it. */
    @PostMapping("/applications/{id}/edit/review")
    ModelAndView submit(
            Page page,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        ApplicationView before = own.get(id);
        if (!before.state().editable()) {
            return new ModelAndView("redirect:/applications/" + id);
        }
        EditScreen screen = screens.screen(id, Step.REVIEW);
        Form form = Form.of(typed);
        if (!form.value(EditScreens.THEN).isEmpty()) {
            return EditScreens.onwards(screen, form, redirect);
        }
        if (!form.isChosen(DECLARED, "yes")) {
            form.reject(DECLARED, "applications.declaration.needed");
        }
        if (form.hasProblems()) {
            return page(page, screen, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            handIn(screen, form, redirect);
            return new ModelAndView("redirect:/applications/" + id);
        } catch (InvalidInput invalid) {
            form.reject("points", "applications.points.open", invalid.problems().size());
            return page(page, screens.screen(id, Step.REVIEW), form, HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (Refused refused) {
            return refused(page, screens.screen(id, Step.REVIEW), form, refused);
        }
    }

    /** Goes on with a draft under the rules that replaced those it was begun under; everything filled in is kept. */
    @PostMapping("/applications/{id}/version")
    String moveToCurrentVersion(@PathVariable UUID id, RedirectAttributes redirect) {
        own.editable(id);
        drafting.moveToCurrentVersion(id, own.user());
        Flash.success(redirect, "applications.version.moved");
        return "redirect:/applications/" + id + "/edit";
    }

    private void handIn(EditScreen screen, Form form, RedirectAttributes redirect) {
        UUID id = screen.view().id();
        if (screen.isDraft()) {
            ApplicationView submitted = submitApplication.submit(id, EditScreens.seen(form), own.user());
            Flash.success(redirect, "applications.submitted", String.valueOf(submitted.number()));
        } else {
            answerSendBack.resubmit(id, form.value(COMMENT), EditScreens.seen(form), own.user());
            Flash.success(redirect, "applications.resubmitted");
        }
    }

    private ModelAndView refused(Page page, EditScreen screen, Form form, Refused refused) {
        if (refused.kind() == Refused.Kind.STALE) {
            form.reject("", "applications.review.changed");
            return page(page, screen, form, HttpStatus.CONFLICT);
        }
        if (refused.code().equals("applications.versionClosed")) {
            form.reject("rules", "refused.applications.versionClosed");
            return page(page, screen, form, HttpStatus.CONFLICT);
        }
        EditScreens.rejectInvalid(form, refused);
        return page(page, screen, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView page(Page page, EditScreen screen, Form form, HttpStatusCode status) {
        Map<String, Object> model = new HashMap<>();
        model.put("whole", whole.of(screen.view(), page.words()));
        model.put("points", problemWords.points(screen, page.words()));
        return EditScreens.page("applications/review", page, screen, form, status, model);
    }
}
