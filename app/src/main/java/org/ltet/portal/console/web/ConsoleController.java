package org.ltet.portal.console.web;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.Role;
import org.ltet.portal.operations.HealthReports;
import org.ltet.portal.operations.WaitingEvents;
import org.ltet.portal.operations.WaitingJobs;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Flash;
import org.ltet.portal.web.NavigationContribution;
import org.ltet.portal.web.NavigationItem;
import org.ltet.portal.web.Page;
import org.ltet.portal.web.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** Whether everything works, what waits, and trying again now (OPS-5). */
@Controller
@Allow(Role.SYSTEM_ADMIN)
class ConsoleController implements NavigationContribution {

    static final String HOME = "/operations/console";
    private static final int PAGE_SIZE = 50;

    private final HealthReports reports;
    private final WaitingJobs jobs;
    private final WaitingEvents events;

    ConsoleController(HealthReports reports, WaitingJobs jobs, WaitingEvents events) {
        this.reports = reports;
        this.jobs = jobs;
        this.events = events;
    }

    @Override
    public List<NavigationItem> items(Viewer viewer) {
        return viewer.hasAny(Role.SYSTEM_ADMIN.name())
                ? List.of(new NavigationItem(HOME, "console.title", "chart", 88))
                : List.of();
    }

    /** The second address is what the page asks by itself: that is no sign that somebody sits there. */
    @GetMapping({HOME, HOME + "/now"})
    ModelAndView overview(Page page, @RequestParam(defaultValue = "") String live) {
        return new ModelAndView(
                "console/overview",
                Map.of(
                        "page",
                        page,
                        "live",
                        live.equals("on"),
                        "health",
                        HealthTable.of(reports.latest()),
                        "queues",
                        jobs.queues(),
                        "outbox",
                        events.count()));
    }

    @GetMapping(HOME + "/jobs")
    ModelAndView jobs(
            Page page,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(required = false) @Nullable String due,
            @RequestParam(defaultValue = "") String task,
            @RequestParam(defaultValue = "") String instance) {
        WaitingJobs.State wanted = state(state);
        WaitingJobs.After after =
                moment(due).map(at -> new WaitingJobs.After(at, task, instance)).orElse(null);
        List<WaitingJobs.Job> found = jobs.page(wanted, after, PAGE_SIZE + 1);
        Map<String, Object> model = new HashMap<>();
        model.put("page", page);
        model.put("state", wanted);
        if (found.size() > PAGE_SIZE) {
            found = found.subList(0, PAGE_SIZE);
            WaitingJobs.Job last = found.getLast();
            model.put(
                    "next",
                    UriComponentsBuilder.fromPath(HOME + "/jobs")
                            .queryParam("state", "{state}")
                            .queryParam("due", "{due}")
                            .queryParam("task", "{task}")
                            .queryParam("instance", "{instance}")
                            .encode()
                            .buildAndExpand(wanted, last.due(), last.task(), last.instance())
                            .toUriString());
        }
        model.put("jobs", found);
        return new ModelAndView("console/jobs", model);
    }

    @PostMapping(HOME + "/jobs")
    String runNow(
            @RequestParam(defaultValue = "") String task,
            @RequestParam(defaultValue = "") String instance,
            @RequestParam(defaultValue = "") String state,
            RedirectAttributes redirect) {
        answer(() -> jobs.runNow(task, instance), redirect, "console.jobAsked");
        return "redirect:" + HOME + "/jobs?state=" + state(state);
    }

    @GetMapping(HOME + "/events")
    ModelAndView events(
            Page page,
            @RequestParam(required = false) @Nullable String since,
            @RequestParam(required = false) @Nullable UUID id) {
        WaitingEvents.After after = id == null
                ? null
                : moment(since).map(at -> new WaitingEvents.After(at, id)).orElse(null);
        List<WaitingEvents.Waiting> found = events.page(after, PAGE_SIZE + 1);
        Map<String, Object> model = new HashMap<>();
        if (found.size() > PAGE_SIZE) {
            found = found.subList(0, PAGE_SIZE);
            model.put(
                    "next",
                    HOME + "/events?since=" + found.getLast().since() + "&id="
                            + found.getLast().id());
        }
        model.put("page", page);
        model.put("events", found);
        model.put("outbox", events.count());
        return new ModelAndView("console/events", model);
    }

    @PostMapping(HOME + "/events")
    String repeatAll(RedirectAttributes redirect) {
        long count = events.repeatAll();
        if (count == 0) {
            Flash.attention(redirect, "console.noneFailed");
        } else {
            Flash.success(redirect, "console.eventsAsked", count);
        }
        return "redirect:" + HOME + "/events";
    }

    @PostMapping(HOME + "/events/{id}")
    String repeat(@PathVariable UUID id, RedirectAttributes redirect) {
        answer(() -> events.repeatNow(id), redirect, "console.eventAsked");
        return "redirect:" + HOME + "/events";
    }

    /** Work moves on by itself: that it is gone or runs already is news and no mistake. */
    private static void answer(Runnable action, RedirectAttributes redirect, String done) {
        try {
            action.run();
            Flash.success(redirect, done);
        } catch (Refused refused) {
            switch (refused.kind()) {
                case NOT_FOUND -> Flash.attention(redirect, "console.gone");
                case CONFLICT -> Flash.attention(redirect, "refused." + refused.code());
                default -> throw refused;
            }
        }
    }

    private static WaitingJobs.State state(String name) {
        return Arrays.stream(WaitingJobs.State.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElse(WaitingJobs.State.FAILING);
    }

    private static Optional<Instant> moment(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
