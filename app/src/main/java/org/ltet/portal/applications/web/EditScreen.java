package org.ltet.portal.applications.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.FormProblem;
import org.ltet.portal.applications.FormProblem.Step;
import org.ltet.portal.applications.TimelineEntry;
import org.ltet.portal.schemes.SchemeDefinition;

/**
 * What every page of the form shows around its questions.
 *
 * @param open the rules under which the draft was begun are still in force
 * @param replaced other rules of the same scheme are in force instead
 * @param asked why it was sent back, if it was
 */
public record EditScreen(
        ApplicationView view,
        SchemeDefinition definition,
        Stop at,
        List<Stop> stops,
        List<FormProblem> problems,
        boolean open,
        boolean replaced,
        @Nullable TimelineEntry asked) {

    /** One entry of the stepper. */
    public record StepLink(Step step, String href, boolean current, boolean done) {}

    public String href(String path) {
        return "/applications/" + view.id() + "/edit/" + path;
    }

    public String action() {
        return href(at.path());
    }

    public boolean isDraft() {
        return view.state() == ApplicationState.DRAFT;
    }

    public List<StepLink> steps() {
        return stops.stream()
                .filter(stop -> stops.stream()
                                .filter(other -> other.step() == stop.step())
                                .findFirst()
                                .orElse(stop)
                        == stop)
                .map(stop ->
                        new StepLink(stop.step(), href(stop.path()), stop.step() == at.step(), isDone(stop.step())))
                .toList();
    }

    /** Of the step, from 1. */
    public int number() {
        List<StepLink> steps = steps();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).current()) {
                return i + 1;
            }
        }
        return 1;
    }

    private boolean isDone(Step step) {
        return step != Step.REVIEW && problems.stream().noneMatch(problem -> problem.step() == step);
    }

    public @Nullable Stop before() {
        int index = stops.indexOf(at);
        return index > 0 ? stops.get(index - 1) : null;
    }

    public Stop after() {
        int index = stops.indexOf(at);
        return stops.get(Math.min(index + 1, stops.size() - 1));
    }

    /** Message key of the reason for sending it back. */
    public @Nullable String askedReason() {
        return asked == null ? null : Cards.reason(asked);
    }

    public SchemeDefinition.Group group() {
        return definition.form().stream()
                .filter(group -> group.code().equals(at.group()))
                .findFirst()
                .orElseThrow();
    }
}
