package org.ltet.portal.applications.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.TimelineEntry;

/**
 * One stage on the way from draft to money received (APP-7).
 *
 * @param mark CSS class: done, current, problem-step, or empty for what is still to come
 * @param at when it was reached last, where it was
 */
public record Milestone(String key, String mark, @Nullable Instant at) {

    private static final List<ApplicationState> WAY = List.of(
            ApplicationState.DRAFT,
            ApplicationState.SUBMITTED,
            ApplicationState.UNDER_REVIEW,
            ApplicationState.APPROVED,
            ApplicationState.UNDER_FINANCE,
            ApplicationState.DISBURSED);

    static List<Milestone> of(ApplicationView view) {
        Map<ApplicationState, Instant> reached = new EnumMap<>(ApplicationState.class);
        for (TimelineEntry entry : view.timeline()) {
            forgetAfter(entry.to().state(), reached);
            reached.put(entry.to().state(), entry.at());
        }
        boolean onTheWay = WAY.contains(view.state());
        int current = onTheWay ? WAY.indexOf(view.state()) : furthest(reached);
        List<Milestone> milestones = new ArrayList<>();
        for (int i = 0; i < WAY.size(); i++) {
            ApplicationState state = WAY.get(i);
            boolean ended = !onTheWay && i == current;
            if (i <= current) {
                boolean arrived = i == current && onTheWay && !state.isFinal();
                milestones.add(milestone(state, arrived ? "current" : "done", reached.get(state)));
            }
            if (ended) {
                milestones.add(milestone(view.state(), "problem-step", reached.get(view.state())));
            }
            if (i > current && !(view.state().isFinal())) {
                milestones.add(milestone(state, "", null));
            }
        }
        return milestones;
    }

    /** Who is given back an earlier state has lost the later ones: an undone approval, money that came back. */
    private static void forgetAfter(ApplicationState state, Map<ApplicationState, Instant> reached) {
        int index = WAY.indexOf(state);
        if (index >= 0) {
            WAY.subList(index + 1, WAY.size()).forEach(reached::remove);
        }
    }

    private static int furthest(Map<ApplicationState, Instant> reached) {
        int furthest = 0;
        for (ApplicationState state : reached.keySet()) {
            furthest = Math.max(furthest, WAY.indexOf(state));
        }
        return furthest;
    }

    private static Milestone milestone(ApplicationState state, String mark, @Nullable Instant at) {
        return new Milestone("applications.state." + state, mark, at);
    }
}
