package org.ltet.portal.review.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.ReviewFiles;
import org.ltet.portal.review.ReviewLevels;
import org.ltet.portal.review.TakeAway;
import org.ltet.portal.review.TakeTask;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One application under review: looking at it, taking it, giving it back (REV-2, REV-6). */
@Controller
@Allow({Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER})
class TaskController {

    private final ReviewFiles files;
    private final FileScreen screen;
    private final TakeTask takeTask;
    private final TakeAway takeAway;
    private final Conflicts conflicts;
    private final CurrentUser currentUser;
    private final BundleAnswer bundle;

    TaskController(
            ReviewFiles files,
            FileScreen screen,
            TakeTask takeTask,
            TakeAway takeAway,
            Conflicts conflicts,
            CurrentUser currentUser,
            BundleAnswer bundle) {
        this.files = files;
        this.screen = screen;
        this.takeTask = takeTask;
        this.takeAway = takeAway;
        this.conflicts = conflicts;
        this.currentUser = currentUser;
        this.bundle = bundle;
    }

    @GetMapping("/review/{id}/documents.zip")
    void documents(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        bundle.send(id, response);
    }

    @GetMapping("/review/{id}")
    ModelAndView file(Page page, @PathVariable UUID id, @RequestParam(required = false) @Nullable UUID document) {
        FileScreen.Model model = screen.of(page, files.open(id, currentUser.get()), document, Form.empty(), "");
        return new ModelAndView("review/file", Map.of("page", page, "model", model));
    }

    @PostMapping("/review/{id}/take")
    Object take(
            Page page, @PathVariable UUID id, @RequestParam(name = "for", required = false) @Nullable String absent) {
        User user = currentUser.get();
        try {
            takeTask.take(id, absent == null || absent.isEmpty() ? null : absent, user);
            return "redirect:/review/" + id;
        } catch (Refused refused) {
            return conflicts.page(page, id, user, refused, Map.of());
        }
    }

    @PostMapping("/review/{id}/release")
    Object release(Page page, @PathVariable UUID id, RedirectAttributes redirect) {
        User user = currentUser.get();
        try {
            takeTask.release(id, user);
            Flash.success(redirect, "review.released");
            return "redirect:/review";
        } catch (Refused refused) {
            return conflicts.page(page, id, user, refused, Map.of());
        }
    }

    /** A senior's, on what was escalated. */
    @PostMapping("/review/{id}/take-away")
    String takeAway(
            @PathVariable UUID id, @RequestParam(defaultValue = "") String reason, RedirectAttributes redirect) {
        User user = currentUser.get();
        try {
            takeAway.putBack(id, reason, user);
            Flash.success(redirect, "review.takenAway");
        } catch (Refused refused) {
            if (refused.kind() == Refused.Kind.NOT_FOUND || refused.kind() == Refused.Kind.FORBIDDEN) {
                throw refused;
            }
            Flash.attention(
                    redirect, "refused." + refused.code(), refused.arguments().toArray());
        }
        return "redirect:/review?tab=escalated"
                + ReviewLevels.of(user).stream()
                        .filter(level -> ReviewLevels.below(level).isPresent())
                        .findFirst()
                        .map(level -> "&level=" + level.name())
                        .orElse("");
    }
}
