package org.ltet.portal.applications.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationSummary;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.InvalidInput;
import org.ltet.portal.applications.StartDraft;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.schemes.SchemeVersion;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Begins an application: for whom is it? */
@Controller
@Allow(Role.MEMBER)
class StartController {

    private static final int DRAFTS = 100;

    private final StartDraft startDraft;
    private final Applications applications;
    private final Cards cards;
    private final BeneficiaryChoices choices;
    private final Schemes schemes;
    private final ProblemWords problemWords;
    private final CurrentUser currentUser;

    StartController(
            StartDraft startDraft,
            Applications applications,
            Cards cards,
            BeneficiaryChoices choices,
            Schemes schemes,
            ProblemWords problemWords,
            CurrentUser currentUser) {
        this.startDraft = startDraft;
        this.applications = applications;
        this.cards = cards;
        this.choices = choices;
        this.schemes = schemes;
        this.problemWords = problemWords;
        this.currentUser = currentUser;
    }

    @GetMapping("/applications/new")
    ModelAndView choose(Page page, @RequestParam(required = false) @Nullable String scheme) {
        return scheme == null
                ? new ModelAndView("redirect:/schemes")
                : screen(page, schemes.current(scheme), Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/applications/new")
    ModelAndView start(Page page, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        Form form = Form.of(typed);
        SchemeVersion scheme = schemes.current(form.value("scheme"));
        Optional<UUID> beneficiary = form.choice("beneficiary", StartController::id);
        if (beneficiary.isPresent()) {
            try {
                UUID id = startDraft
                        .start(scheme.code(), beneficiary.get(), currentUser.get())
                        .id();
                Flash.success(redirect, "applications.started");
                return new ModelAndView("redirect:/applications/" + id + "/edit");
            } catch (InvalidInput invalid) {
                problemWords.reject(form, invalid, page.locale());
            } catch (Refused refused) {
                EditScreens.rejectInvalid(form, refused);
            }
        }
        return screen(page, scheme, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView screen(Page page, SchemeVersion scheme, Form form, HttpStatus status) {
        BeneficiaryChoices.Choices found = choices.of(scheme.id(), page);
        boolean onlyOne = found.allowed().size() == 1 && !form.hasProblems();
        Form shown = onlyOne
                ? Form.of(Map.of(
                        "beneficiary", found.allowed().keySet().iterator().next()))
                : form;
        return new ModelAndView(
                "applications/start",
                Map.of(
                        "page", page,
                        "scheme", scheme,
                        "form", shown,
                        "choices", found,
                        "drafts", drafts(scheme.code())),
                status);
    }

    /** Drafts of the same scheme, so that nobody begins anew by mistake. */
    private List<ApplicationCard> drafts(String scheme) {
        User user = currentUser.get();
        List<ApplicationSummary> drafts = applications.mine(user, Set.of(ApplicationState.DRAFT), null, DRAFTS).stream()
                .filter(draft -> draft.schemeCode().equals(scheme))
                .toList();
        return cards.of(drafts, user);
    }

    static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
