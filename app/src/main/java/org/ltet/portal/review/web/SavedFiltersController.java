package org.ltet.portal.review.web;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.Delegations;
import org.ltet.portal.review.Desk;
import org.ltet.portal.review.QueueTab;
import org.ltet.portal.review.SavedFilter;
import org.ltet.portal.review.SavedFilters;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The filters of the queue that a reviewer keeps (REV-1). */
@Controller
@Allow({Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER})
class SavedFiltersController {

    private static final String NAME = "filterName";
    private static final int LONGEST_NAME = 40;

    private final SavedFilters savedFilters;
    private final QueueScreen screen;
    private final Delegations delegations;
    private final CurrentUser currentUser;

    SavedFiltersController(
            SavedFilters savedFilters, QueueScreen screen, Delegations delegations, CurrentUser currentUser) {
        this.savedFilters = savedFilters;
        this.screen = screen;
        this.delegations = delegations;
        this.currentUser = currentUser;
    }

    @PostMapping("/review/filters")
    Object save(
            Page page,
            @RequestParam(required = false) @Nullable String level,
            @RequestParam(name = "for", required = false) @Nullable String absent,
            @RequestParam(defaultValue = "") String tab,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        User user = currentUser.get();
        Desk desk = QueueController.desk(delegations, level, absent, user);
        QueueFilterForm filter = new QueueFilterForm(typed);
        QueueTab part = QueueTab.ofCode(tab).orElse(QueueTab.TO_DO);
        Form form = filter.form();
        Optional<String> name = form.requiredText(NAME, LONGEST_NAME);
        if (!form.hasProblems()) {
            try {
                savedFilters.save(
                        new SavedFilter.Wish(name.orElseThrow(), form.has("preferred"), part, filter.filter()), user);
                Flash.success(redirect, "review.filter.isSaved", name.orElseThrow());
                return "redirect:" + filter.address(desk, "tab", part.code());
            } catch (Refused refused) {
                form.reject(
                        NAME, "refused." + refused.code(), refused.arguments().toArray());
            }
        }
        return new ModelAndView(
                "review/queue",
                Map.of("page", page, "model", screen.of(page, desk, part, filter, null)),
                HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** The queue opens with it, or no longer does. */
    @PostMapping("/review/filters/{id}/preferred")
    String prefer(
            @PathVariable UUID id, @RequestParam(defaultValue = "") String preferred, RedirectAttributes redirect) {
        boolean prefer = preferred.equals("yes");
        SavedFilter saved = savedFilters.prefer(id, prefer, currentUser.get());
        Flash.success(redirect, prefer ? "review.filter.isPreferred" : "review.filter.isNotPreferred", saved.name());
        return "redirect:/review?tab=" + QueueTab.TO_DO.code();
    }

    @PostMapping("/review/filters/{id}/delete")
    String delete(@PathVariable UUID id, RedirectAttributes redirect) {
        SavedFilter deleted = savedFilters.delete(id, currentUser.get());
        Flash.success(redirect, "review.filter.isDeleted", deleted.name());
        return "redirect:/review?tab=" + QueueTab.TO_DO.code();
    }
}
