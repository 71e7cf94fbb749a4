package org.ltet.portal.review.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.DelegateWork;
import org.ltet.portal.review.Delegation;
import org.ltet.portal.review.Delegations;
import org.ltet.portal.review.ReviewLevels;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** What the page of leave and stand-ins shows. */
@Component
public class DelegationsScreen {

    /**
     * @param other whoever stands in for the reader, or is away
     * @param mine the reader is away, not the other one
     * @param href the colleague's queue, while the reader stands in there; else empty
     */
    public record Row(
            String id,
            String text,
            String other,
            boolean mine,
            String days,
            String reason,
            Wording.Pill state,
            String href,
            boolean canEnd) {}

    /** @param levels to choose from, empty when the reader works at one only */
    public record Model(
            List<Row> rows,
            Map<String, String> levels,
            Map<String, String> candidates,
            String today,
            int mostDays,
            Form form) {}

    private final Delegations delegations;
    private final DelegateWork delegateWork;
    private final Clock clock;

    DelegationsScreen(Delegations delegations, DelegateWork delegateWork, Clock clock) {
        this.delegations = delegations;
        this.delegateWork = delegateWork;
        this.clock = clock;
    }

    ModelAndView of(Page page, User user, Form form, HttpStatus status) {
        LocalDate today = IndiaTime.today(clock);
        List<ReviewLevel> levels = ReviewLevels.of(user);
        Model model = new Model(
                delegations.of(user).stream()
                        .map(delegation -> row(page, user, delegation, today))
                        .toList(),
                levels.size() == 1 ? Map.of() : Wording.levels(page, levels),
                delegateWork.candidates(user),
                today.toString(),
                DelegateWork.MOST_DAYS,
                form);
        return new ModelAndView("review/delegations", Map.of("page", page, "model", model), status);
    }

    private static Row row(Page page, User user, Delegation delegation, LocalDate today) {
        boolean mine = delegation.delegator().equals(user.employeeNumber());
        String other = mine ? delegation.delegateName() : delegation.delegatorName();
        Delegation.State state = delegation.on(today);
        return new Row(
                delegation.id().toString(),
                page.t(
                        mine ? "review.delegation.mine" : "review.delegation.theirs",
                        other,
                        Wording.level(page, delegation.level())),
                other,
                mine,
                page.t("review.delegation.days", delegation.from(), delegation.until()),
                delegation.reason(),
                pill(page, delegation, state),
                !mine && state == Delegation.State.RUNNING
                        ? "/review?level=" + delegation.level().name() + "&for=" + delegation.delegator()
                        : "",
                delegation.canEnd(today));
    }

    private static Wording.Pill pill(Page page, Delegation delegation, Delegation.State state) {
        return switch (state) {
            case PLANNED -> new Wording.Pill("", "clock", page.t("review.delegation.PLANNED"));
            case RUNNING -> new Wording.Pill("success", "check", page.t("review.delegation.RUNNING"));
            case OVER -> new Wording.Pill("quiet", "file", page.t("review.delegation.OVER"));
            case ENDED ->
                new Wording.Pill(
                        "quiet",
                        "cross",
                        page.t("review.delegation.ENDED", delegation.endedAt() == null ? "" : delegation.endedAt()));
        };
    }
}
