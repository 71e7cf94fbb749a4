package org.ltet.portal.people.web;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.operations.LegalHold;
import org.ltet.portal.operations.LegalHolds;
import org.ltet.portal.operations.spi.HoldTarget;
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

/** Legal holds (SEC-5): set and lifted in two steps, the second of which names the thing and what follows. */
@Controller
@Allow(Role.TRUST_ADMIN)
class LegalHoldController {

    private static final int PAGE_SIZE = 25;
    private static final int LONGEST_TARGET = 60;

    private final LegalHolds holds;
    private final CurrentUser currentUser;

    LegalHoldController(LegalHolds holds, CurrentUser currentUser) {
        this.holds = holds;
        this.currentUser = currentUser;
    }

    @GetMapping("/legal-holds")
    ModelAndView list(Page page, @RequestParam(required = false) @Nullable UUID before) {
        TrustWide.require(currentUser.get());
        List<LegalHold> found = holds.page(before, PAGE_SIZE + 1);
        List<LegalHold> shown = found.subList(0, Math.min(PAGE_SIZE, found.size()));
        String more = found.size() > PAGE_SIZE
                ? "/legal-holds?before=" + shown.getLast().id()
                : "";
        return new ModelAndView(
                "people/legalHolds", Map.of("page", page, "holds", shown, "more", more, "today", holds.today()));
    }

    @GetMapping("/legal-holds/new")
    ModelAndView form(Page page) {
        TrustWide.require(currentUser.get());
        return form(page, Form.empty(), null, HttpStatus.OK);
    }

    /** The first time it shows what would be held; confirmed, it holds it. */
    @PostMapping("/legal-holds/new")
    ModelAndView place(Page page, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        String by = TrustWide.require(currentUser.get()).employeeNumber();
        Form form = Form.of(typed);
        Optional<HoldTarget.Found> target =
                form.requiredText("target", LONGEST_TARGET).flatMap(holds::find);
        if (target.isEmpty() && form.problem("target") == null) {
            form.reject(Refused.invalidField("target", "people.holdTarget"));
        }
        String reason = form.requiredText("reason", LegalHolds.LONGEST_REASON).orElse("");
        LocalDate until = form.has("until") ? form.date("until").orElse(null) : null;
        if (until != null && until.isBefore(holds.today())) {
            form.reject(Refused.invalidField("until", "operations.holdUntil"));
        }
        if (target.isEmpty() || form.hasProblems()) {
            return form(page, form, null, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (!form.isChosen("confirmed", target.get().label())) {
            return form(page, form, target.get(), HttpStatus.OK);
        }
        UUID id = holds.place(target.get(), reason, until, by);
        Flash.success(redirect, "people.holdSet", target.get().label());
        return new ModelAndView("redirect:/legal-holds/" + id);
    }

    @GetMapping("/legal-holds/{id}")
    ModelAndView one(Page page, @PathVariable UUID id) {
        TrustWide.require(currentUser.get());
        return view(page, holds.find(id), Form.empty(), false, HttpStatus.OK);
    }

    /** The first time it shows what follows; confirmed, it lifts the hold. */
    @PostMapping("/legal-holds/{id}/lift")
    ModelAndView lift(
            Page page,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        String by = TrustWide.require(currentUser.get()).employeeNumber();
        LegalHold hold = holds.find(id);
        Form form = Form.of(typed);
        String reason = form.requiredText("reason", LegalHolds.LONGEST_REASON).orElse("");
        if (form.hasProblems()) {
            return view(page, hold, form, false, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (!form.isChosen("confirmed", "yes")) {
            return view(page, hold, form, true, HttpStatus.OK);
        }
        try {
            holds.lift(id, reason, by);
        } catch (Refused refused) {
            form.reject(refused);
            return view(page, holds.find(id), form, false, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Flash.success(redirect, "people.holdLifted", hold.label());
        return new ModelAndView("redirect:/legal-holds");
    }

    private ModelAndView view(Page page, LegalHold hold, Form form, boolean asked, HttpStatus status) {
        return new ModelAndView(
                "people/legalHold",
                Map.of("page", page, "hold", hold, "form", form, "asked", asked, "today", holds.today()),
                status);
    }

    private static ModelAndView form(Page page, Form form, HoldTarget.@Nullable Found target, HttpStatus status) {
        Map<String, Object> model = new HashMap<>(Map.of("page", page, "form", form));
        model.put("label", target == null ? "" : target.label());
        return new ModelAndView("people/newLegalHold", model, status);
    }
}
