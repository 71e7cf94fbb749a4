package org.ltet.portal.review.web;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.Delegations;
import org.ltet.portal.review.Desk;
import org.ltet.portal.review.QueueTab;
import org.ltet.portal.review.ReviewLevels;
import org.ltet.portal.review.ReviewTask;
import org.ltet.portal.review.SavedFilter;
import org.ltet.portal.review.SavedFilters;
import org.ltet.portal.review.TakeTask;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The reviewer's queue (REV-1). */
@Controller
@Allow({Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER})
class QueueController {

    private final QueueScreen screen;
    private final TakeTask takeTask;
    private final Delegations delegations;
    private final SavedFilters savedFilters;
    private final CurrentUser currentUser;

    QueueController(
            QueueScreen screen,
            TakeTask takeTask,
            Delegations delegations,
            SavedFilters savedFilters,
            CurrentUser currentUser) {
        this.savedFilters = savedFilters;
        this.delegations = delegations;
        this.screen = screen;
        this.takeTask = takeTask;
        this.currentUser = currentUser;
    }

    @GetMapping("/review")
    ModelAndView queue(
            Page page,
            @RequestParam(required = false) @Nullable String level,
            @RequestParam(name = "for", required = false) @Nullable String absent,
            @RequestParam(required = false) @Nullable String tab,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam MultiValueMap<String, String> typed) {
        User user = currentUser.get();
        QueueFilterForm asked = new QueueFilterForm(typed);
        // opened without any choice: what the reviewer prefers
        Optional<SavedFilter> preferred =
                tab == null && asked.typed().isEmpty() ? savedFilters.preferred(user) : Optional.empty();
        QueueFilterForm filter =
                preferred.map(saved -> QueueFilterForm.of(saved.filter())).orElse(asked);
        QueueTab part = preferred
                .map(SavedFilter::tab)
                .orElseGet(
                        () -> Optional.ofNullable(tab).flatMap(QueueTab::ofCode).orElse(QueueTab.TO_DO));
        QueueScreen.Model model = screen.of(page, desk(delegations, level, absent, user), part, filter, after);
        return new ModelAndView(
                "review/queue",
                Map.of("page", page, "model", model),
                filter.form().hasProblems() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
    }

    @PostMapping("/review/next")
    String next(
            @RequestParam(required = false) @Nullable String level,
            @RequestParam(name = "for", required = false) @Nullable String absent,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        User user = currentUser.get();
        QueueFilterForm filter = new QueueFilterForm(typed);
        Desk desk = desk(delegations, level, absent, user);
        Optional<ReviewTask> next = takeTask.next(desk, filter.filter());
        if (next.isEmpty()) {
            Flash.attention(redirect, "review.nothingWaits");
            return "redirect:" + filter.address(desk);
        }
        return "redirect:/review/" + next.get().applicationId();
    }

    /** The own desk, or that of the colleague on leave. */
    static Desk desk(Delegations delegations, @Nullable String level, @Nullable String absent, User user) {
        return absent == null || absent.isEmpty()
                ? Desk.own(user, level(level, user))
                : delegations.desk(user, ofName(level), absent);
    }

    private static @Nullable ReviewLevel ofName(@Nullable String name) {
        return Arrays.stream(ReviewLevel.values())
                .filter(level -> level.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The level asked for if the user works there, else the first of the user's. */
    static ReviewLevel level(@Nullable String name, User user) {
        List<ReviewLevel> own = ReviewLevels.of(user);
        return Arrays.stream(ReviewLevel.values())
                .filter(level -> level.name().equals(name) && own.contains(level))
                .findFirst()
                .orElseGet(own::getFirst);
    }
}
