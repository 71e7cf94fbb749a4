package org.ltet.portal.review.web;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.automatic.AutomaticSettings;
import org.ltet.portal.review.automatic.NewSetting;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
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

/** Automatic approval: proposed by one, agreed to by another, ended by either, and its results (REV-6, INT-3). */
@Controller
class AutomaticController implements NavigationContribution {

    private static final String HOME = "/automatic-approval";
    private static final int ORDER = 847;

    private final AutomaticScreen screen;
    private final AutomaticSettings settings;
    private final CurrentUser currentUser;
    private final Clock clock;

    AutomaticController(AutomaticScreen screen, AutomaticSettings settings, CurrentUser currentUser, Clock clock) {
        this.screen = screen;
        this.settings = settings;
        this.currentUser = currentUser;
        this.clock = clock;
    }

    @Override
    public List<NavigationItem> items(Viewer viewer) {
        return viewer.hasAny(Role.TRUST_ADMIN.name(), Role.HEAD.name())
                ? List.of(new NavigationItem(HOME, "automatic.title", "check", ORDER))
                : List.of();
    }

    @Allow({Role.TRUST_ADMIN, Role.HEAD})
    @GetMapping(HOME)
    ModelAndView all(Page page, @RequestParam(defaultValue = "") String scheme) {
        return shown(page, scheme, Form.empty(), HttpStatus.OK);
    }

    @Allow(Role.TRUST_ADMIN)
    @PostMapping(HOME)
    Object propose(Page page, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        Form form = Form.of(typed);
        Optional<Money> upTo = form.money("upTo");
        Optional<Integer> maxScore = form.integer("maxScore", 0, 100);
        Optional<BigDecimal> sample = form.decimal("sample", 2);
        Optional<String> reason = form.requiredText("reason", AutomaticSettings.LONGEST_REASON);
        User user = currentUser.get();
        return attempt(page, form, () -> {
            settings.propose(
                    new NewSetting(
                            form.value("scheme"),
                            upTo.orElseThrow(),
                            maxScore.orElseThrow(),
                            form.values("heads"),
                            sample.orElseThrow(),
                            reason.orElseThrow()),
                    user);
            Flash.success(redirect, "automatic.proposedDone");
            return "redirect:" + HOME;
        });
    }

    @Allow({Role.TRUST_ADMIN, Role.HEAD})
    @FreshFactor
    @PostMapping(HOME + "/{id}/agree")
    String agree(@PathVariable UUID id, RedirectAttributes redirect) {
        settings.agree(id, currentUser.get());
        Flash.success(redirect, "automatic.agreedDone");
        return "redirect:" + HOME;
    }

    @Allow({Role.TRUST_ADMIN, Role.HEAD})
    @PostMapping(HOME + "/{id}/end")
    Object end(
            Page page,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        Form form = Form.of(typed);
        User user = currentUser.get();
        String field = "end-" + id;
        // switching off has to work at once: the words may be left out
        String words = form.text(field, AutomaticSettings.LONGEST_REASON).orElse(page.t("automatic.endedAtOnce"));
        return attempt(page, form, () -> {
            settings.end(id, words, user);
            Flash.success(redirect, "automatic.endedDone");
            return "redirect:" + HOME;
        });
    }

    @Allow(Role.TRUST_ADMIN)
    @PostMapping(HOME + "/blackouts")
    Object setBlackout(Page page, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        Form form = Form.of(typed);
        Optional<LocalDate> first = form.date("firstDay");
        Optional<LocalDate> last = form.date("lastDay");
        Optional<String> reason = form.requiredText("blackoutReason", AutomaticSettings.LONGEST_BLACKOUT_REASON);
        User user = currentUser.get();
        return attempt(page, form, () -> {
            settings.setBlackout(first.orElseThrow(), last.orElseThrow(), reason.orElseThrow(), user);
            Flash.success(redirect, "automatic.blackoutSet");
            return "redirect:" + HOME;
        });
    }

    @Allow(Role.TRUST_ADMIN)
    @PostMapping(HOME + "/blackouts/{id}/lift")
    String liftBlackout(@PathVariable UUID id, RedirectAttributes redirect) {
        settings.liftBlackout(id, currentUser.get());
        Flash.success(redirect, "automatic.blackoutLifted");
        return "redirect:" + HOME;
    }

    private Object attempt(Page page, Form form, Supplier<Object> action) {
        if (!form.hasProblems()) {
            try {
                return action.get();
            } catch (Refused refused) {
                if (refused.kind() != Refused.Kind.INVALID) {
                    throw refused;
                }
                form.reject(refused);
            }
        }
        return shown(page, form.value("scheme"), form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView shown(Page page, String scheme, Form form, HttpStatus status) {
        return new ModelAndView(
                "review/automatic",
                Map.of("page", page, "model", screen.of(page, currentUser.get(), scheme, IndiaTime.today(clock), form)),
                status);
    }
}
