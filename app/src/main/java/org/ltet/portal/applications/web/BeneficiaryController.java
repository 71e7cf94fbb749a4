package org.ltet.portal.applications.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Drafting;
import org.ltet.portal.applications.FormProblem.Step;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.Role;
import org.ltet.portal.shared.Refused;
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
import org.springframework.web.servlet.support.RequestContextUtils;

/** The first page of the form, and the way back into it. */
@Controller
@Allow(Role.MEMBER)
class BeneficiaryController {

    private final EditScreens screens;
    private final OwnApplications own;
    private final Drafting drafting;
    private final BeneficiaryChoices choices;

    BeneficiaryController(EditScreens screens, OwnApplications own, Drafting drafting, BeneficiaryChoices choices) {
        this.screens = screens;
        this.own = own;
        this.drafting = drafting;
        this.choices = choices;
    }

    /** Goes on where something is missing, to the review when nothing is; a message for the next page goes along. */
    @GetMapping("/applications/{id}/edit")
    String resume(@PathVariable UUID id, HttpServletRequest request, RedirectAttributes redirect) {
        Map<String, ?> message = RequestContextUtils.getInputFlashMap(request);
        if (message != null) {
            message.forEach(redirect::addFlashAttribute);
        }
        EditScreen screen = screens.screen(id, Step.REVIEW);
        String path = screen.steps().stream()
                .filter(step -> !step.done())
                .findFirst()
                .map(EditScreen.StepLink::href)
                .orElse(screen.href(Step.REVIEW.path()));
        return "redirect:" + path;
    }

    @GetMapping("/applications/{id}/edit/beneficiary")
    ModelAndView show(Page page, @PathVariable UUID id) {
        EditScreen screen = screens.screen(id, Step.BENEFICIARY);
        return page(page, screen, stored(screen.view()), HttpStatus.OK);
    }

    @PostMapping("/applications/{id}/edit/beneficiary")
    ModelAndView save(
            Page page,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        EditScreen screen = screens.screen(id, Step.BENEFICIARY);
        Form form = Form.of(typed);
        Optional<UUID> chosen = screen.isDraft()
                ? form.choice("beneficiary", StartController::id)
                : Optional.of(screen.view().beneficiaryId());
        if (chosen.isEmpty()) {
            return page(page, screen, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (!chosen.get().equals(screen.view().beneficiaryId())) {
            try {
                drafting.chooseBeneficiary(id, EditScreens.seen(form), chosen.get(), own.user());
            } catch (Refused refused) {
                if (refused.kind() == Refused.Kind.STALE) {
                    EditScreens.conflict(form, "beneficiary", screen.view().beneficiaryName());
                    return page(page, screen, form, HttpStatus.CONFLICT);
                }
                EditScreens.rejectInvalid(form, refused);
                return page(page, screen, form, HttpStatus.UNPROCESSABLE_CONTENT);
            }
        }
        return EditScreens.onwards(screen, form, redirect);
    }

    private ModelAndView page(Page page, EditScreen screen, Form form, HttpStatusCode status) {
        return EditScreens.page(
                "applications/beneficiary",
                page,
                screen,
                form,
                status,
                Map.of("choices", choices.of(screen.view().schemeVersionId(), page)));
    }

    private static Form stored(ApplicationView view) {
        return Form.of(Map.of("beneficiary", view.beneficiaryId().toString()));
    }
}
