package org.ltet.portal.people.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.operations.Retention;
import org.ltet.portal.web.Page;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The schedule after which records go, what it would do today, and what it did each night (SEC-5). */
@Controller
@Allow({Role.TRUST_ADMIN, Role.SYSTEM_ADMIN})
class RetentionController {

    private static final int PAGE_SIZE = 20;

    private final Retention retention;
    private final CurrentUser currentUser;

    RetentionController(Retention retention, CurrentUser currentUser) {
        this.retention = retention;
        this.currentUser = currentUser;
    }

    @GetMapping("/retention")
    ModelAndView schedule(Page page, @RequestParam(required = false) @Nullable UUID before) {
        List<Retention.Run> found = retention.runs(before, PAGE_SIZE + 1);
        List<Retention.Run> shown = found.subList(0, Math.min(PAGE_SIZE, found.size()));
        String more = found.size() > PAGE_SIZE
                ? "/retention?before=" + shown.getLast().id()
                : "";
        return new ModelAndView(
                "people/retention",
                Map.of("page", page, "schedule", retention.schedule(), "runs", shown, "more", more));
    }

    /** Counts what would go today, and removes nothing. */
    @PostMapping("/retention")
    String look() {
        return "redirect:/retention/" + retention.look(currentUser.get().employeeNumber());
    }

    @GetMapping("/retention/{id}")
    ModelAndView run(Page page, @PathVariable UUID id) {
        return new ModelAndView(
                "people/retentionRun",
                Map.of("page", page, "run", retention.find(id), "results", retention.results(id)));
    }
}
