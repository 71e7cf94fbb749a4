package org.ltet.portal.review.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.review.Delegations;
import org.ltet.portal.review.Desk;
import org.ltet.portal.review.HandlingTimes;
import org.ltet.portal.review.QueueCounts;
import org.ltet.portal.review.QueueFilter;
import org.ltet.portal.review.QueuePage;
import org.ltet.portal.review.QueueTab;
import org.ltet.portal.review.ReviewLevels;
import org.ltet.portal.review.ReviewQueue;
import org.ltet.portal.review.ReviewTask;
import org.ltet.portal.review.SavedFilter;
import org.ltet.portal.review.SavedFilters;
import org.ltet.portal.schemes.SchemeVersion;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.web.Form;
import org.ltet.portal.web.Page;
import org.springframework.stereotype.Component;

/** What the queue's page shows. */
@Component
public class QueueScreen {

    private static final int ROWS = 50;

    /** A link with how many tasks are behind it. */
    public record Tab(String label, String href, int count, boolean current, boolean urgent) {}

    /**
     * A filter that the reviewer keeps, with how many tasks are behind it at this desk.
     *
     * @param key the digit that picks it
     */
    public record Saved(String id, int key, String name, String href, int count, boolean current, boolean preferred) {}

    public record Level(String label, String href, boolean current) {}

    public record Row(
            String id,
            String number,
            String schemeCode,
            String schemeName,
            String memberName,
            String employeeNumber,
            String beneficiary,
            String ic,
            String claimed,
            String payable,
            String payablePlain,
            Wording.Pill state,
            String submitted,
            String age,
            String due,
            boolean overdue,
            boolean likelyLate,
            String holder,
            boolean paused,
            boolean selectable,
            Wording.@Nullable Pill risk) {}

    /**
     * @param levels to choose from, empty when the reviewer works at one only
     * @param absent in whose place the reviewer works on this page, and until when; empty at the own desk
     * @param maySave there is something to keep, and a place for it
     * @param hidden what the forms of this page carry along
     * @param next address of the following page, null on the last
     * @param bulk many can be chosen to be approved
     */
    public record Model(
            ReviewLevel level,
            String levelName,
            QueueTab tab,
            List<Tab> tabs,
            List<Level> levels,
            String absent,
            Form form,
            Map<String, String> hidden,
            Map<String, String> schemes,
            Map<String, String> ics,
            Map<String, String> states,
            Map<String, String> ages,
            Map<String, String> risks,
            Map<String, String> orders,
            boolean filtered,
            List<Saved> saved,
            boolean maySave,
            String clear,
            List<Row> rows,
            @Nullable String next,
            boolean bulk,
            boolean waiting,
            String below) {}

    private final ReviewQueue queue;
    private final Schemes schemes;
    private final HandlingTimes times;
    private final Delegations delegations;
    private final SavedFilters savedFilters;
    private final Clock clock;

    QueueScreen(
            ReviewQueue queue,
            Schemes schemes,
            HandlingTimes times,
            Delegations delegations,
            SavedFilters savedFilters,
            Clock clock) {
        this.savedFilters = savedFilters;
        this.delegations = delegations;
        this.queue = queue;
        this.schemes = schemes;
        this.times = times;
        this.clock = clock;
    }

    Model of(Page page, Desk desk, QueueTab tab, QueueFilterForm filter, @Nullable String after) {
        ReviewLevel level = desk.level();
        QueueCounts counts = queue.counts(desk, filter.filter());
        QueuePage tasks = queue.page(desk, tab, filter.filter(), after, ROWS);
        // in a colleague's place each application is looked at by itself
        boolean panel = level != ReviewLevel.SCRUTINY && desk.absent() == null;
        boolean bulk = panel && (tab == QueueTab.TO_DO || tab == QueueTab.MINE || tab == QueueTab.OVERDUE);
        Map<String, String> hidden = new LinkedHashMap<>(filter.typed());
        hidden.put("level", level.name());
        String absent = desk.heldFor();
        if (absent != null) {
            hidden.put("for", absent);
        }
        String next = tasks.next();
        List<Saved> saved = saved(desk, tab, filter.filter());
        return new Model(
                level,
                Wording.level(page, level),
                tab,
                tabs(page, desk, tab, filter, counts),
                levels(page, desk),
                absent(page, desk),
                filter.form(),
                hidden,
                schemeNames(page),
                same(queue.ics()),
                states(page),
                ages(page),
                RiskWording.bands(page),
                RiskWording.orders(page),
                !filter.typed().isEmpty(),
                saved,
                saved.size() < SavedFilters.MOST
                        && (tab != QueueTab.TO_DO || !filter.filter().equals(QueueFilter.NONE))
                        && saved.stream().noneMatch(Saved::current),
                QueueFilterForm.plainAddress(desk, "tab", tab.code()),
                rows(page, tasks.tasks(), bulk),
                next == null ? null : filter.address(desk, "tab", tab.code(), "after", next),
                bulk && !tasks.tasks().isEmpty(),
                counts.toDo() > 0,
                ReviewLevels.below(level)
                        .map(lower -> Wording.level(page, lower))
                        .orElse(""));
    }

    private static List<Tab> tabs(Page page, Desk desk, QueueTab current, QueueFilterForm filter, QueueCounts counts) {
        List<Tab> tabs = new ArrayList<>();
        for (QueueTab tab : QueueTab.values()) {
            if (tab == QueueTab.ESCALATED
                    && (desk.absent() != null
                            || ReviewLevels.below(desk.level()).isEmpty())) {
                continue;
            }
            if (tab == QueueTab.ASKED && tab != current && counts.asked() == 0) {
                continue;
            }
            tabs.add(new Tab(
                    page.t("review.tab." + tab.code(), ReviewQueue.DONE_DAYS),
                    filter.address(desk, "tab", tab.code()),
                    counts.of(tab),
                    tab == current,
                    (tab == QueueTab.OVERDUE || tab == QueueTab.ESCALATED || tab == QueueTab.ASKED)
                            && counts.of(tab) > 0));
        }
        return tabs;
    }

    private List<Saved> saved(Desk desk, QueueTab tab, QueueFilter filter) {
        return savedFilters.of(desk.user()).stream()
                .map(saved -> new Saved(
                        saved.id().toString(),
                        saved.place(),
                        saved.name(),
                        QueueFilterForm.of(saved.filter())
                                .address(desk, "tab", saved.tab().code()),
                        queue.count(desk, saved.tab(), saved.filter()),
                        isShown(saved, tab, filter),
                        saved.preferred()))
                .toList();
    }

    private static boolean isShown(SavedFilter saved, QueueTab tab, QueueFilter filter) {
        return saved.tab() == tab && saved.filter().equals(filter);
    }

    private List<Level> levels(Page page, Desk current) {
        List<Level> levels = new ArrayList<>();
        for (ReviewLevel level : ReviewLevels.of(current.user())) {
            levels.add(new Level(
                    Wording.level(page, level),
                    "/review?level=" + level.name(),
                    current.absent() == null && level == current.level()));
        }
        for (Desk desk : delegations.desks(current.user())) {
            levels.add(new Level(
                    page.t("review.placeOf", desk.authority().displayName(), Wording.level(page, desk.level())),
                    QueueFilterForm.plainAddress(desk),
                    desk.level() == current.level() && Objects.equals(desk.heldFor(), current.heldFor())));
        }
        return levels.size() < 2 ? List.of() : levels;
    }

    private static String absent(Page page, Desk desk) {
        return desk.absent() == null || desk.until() == null
                ? ""
                : page.t("review.inPlaceOf", desk.absent().displayName(), desk.until());
    }

    private List<Row> rows(Page page, List<ReviewTask> tasks, boolean bulk) {
        Instant now = clock.instant();
        LocalDate today = IndiaTime.today(clock);
        return tasks.stream()
                .map(task -> new Row(
                        task.applicationId().toString(),
                        task.number(),
                        task.schemeCode(),
                        schemes.version(task.schemeVersionId())
                                .definition()
                                .name()
                                .in(page.locale()),
                        task.memberName(),
                        task.employeeNumber(),
                        task.beneficiaryName(),
                        task.ic(),
                        page.money(task.claimed()),
                        page.money(task.payable()),
                        task.payable().plain(),
                        Wording.pill(page, task.state()),
                        page.date(task.submittedAt()),
                        age(page, ChronoUnit.DAYS.between(IndiaTime.dateOf(task.submittedAt()), today)),
                        page.dateTime(task.dueAt()),
                        task.overdue(now),
                        times.likelyLate(task),
                        task.assignedTo() == null ? "" : task.assignedTo(),
                        task.pausedAt() != null,
                        bulk && task.payable().isPositive(),
                        RiskWording.pill(page, task.risk())))
                .toList();
    }

    private static String age(Page page, long days) {
        return days == 0
                ? page.t("review.age.today")
                : days == 1 ? page.t("review.age.day") : page.t("review.age.days", days);
    }

    private Map<String, String> schemeNames(Page page) {
        Map<String, String> names = new LinkedHashMap<>();
        for (SchemeVersion version : schemes.current(IndiaTime.today(clock))) {
            names.put(
                    version.code(),
                    version.code() + " " + version.definition().name().in(page.locale()));
        }
        return names;
    }

    private static Map<String, String> states(Page page) {
        Map<String, String> names = new LinkedHashMap<>();
        QueueFilterForm.ApplicationStates.OFFERED.forEach(state -> names.put(state.name(), Wording.state(page, state)));
        return names;
    }

    private static Map<String, String> ages(Page page) {
        Map<String, String> names = new LinkedHashMap<>();
        QueueFilter.AGES.forEach(age -> names.put(age.toString(), page.t("review.filter.olderThan", age)));
        return names;
    }

    private static Map<String, String> same(List<String> values) {
        Map<String, String> names = new LinkedHashMap<>();
        values.forEach(value -> names.put(value, value));
        return names;
    }
}
