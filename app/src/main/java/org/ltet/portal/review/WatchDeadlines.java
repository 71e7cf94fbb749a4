package org.ltet.portal.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.identity.User;
import org.ltet.portal.people.People;
import org.ltet.portal.shared.Audited;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reminds, warns and escalates as the working time of tasks runs out (REV-7). Each task is locked while it is looked
 * at, and what was told is written down with it: two nodes tell nothing twice. What is sent back is not looked at; its
 * clock stands still.
 */
@Component
class WatchDeadlines {

    static final String JOB = "review-deadlines";
    private static final int CHUNK = 500;

    private record Found(ReviewTask task, Deadline.Stage told, Deadline.Stage now) {}

    private record Span(UUID versionId, ReviewLevel level) {}

    private record Word(String person, DeadlinesNear.Stage stage, ReviewLevel level) {}

    private final JdbcClient jdbc;
    private final ServiceLevels serviceLevels;
    private final Holidays holidays;
    private final DeadlineSettings settings;
    private final Seniors seniors;
    private final Delegations delegations;
    private final People people;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    WatchDeadlines(
            JdbcClient jdbc,
            ServiceLevels serviceLevels,
            Holidays holidays,
            DeadlineSettings settings,
            Seniors seniors,
            Delegations delegations,
            People people,
            TransactionTemplate transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.serviceLevels = serviceLevels;
        this.holidays = holidays;
        this.settings = settings;
        this.seniors = seniors;
        this.delegations = delegations;
        this.people = people;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    void run() {
        Instant now = clock.instant();
        Instant horizon = holidays.calendar().plus(now, longestAllowed());
        Map<ReviewLevel, List<User>> above = new EnumMap<>(ReviewLevel.class);
        Instant afterDue = Instant.EPOCH;
        UUID afterId = new UUID(0, 0);
        List<Found> chunk;
        do {
            Instant from = afterDue;
            UUID fromId = afterId;
            chunk = Objects.requireNonNull(transactions.execute(_ -> look(now, horizon, from, fromId, above)));
            if (!chunk.isEmpty()) {
                ReviewTask last = chunk.getLast().task();
                afterDue = last.dueAt();
                afterId = last.applicationId();
            }
        } while (chunk.size() == CHUNK);
    }

    private List<Found> look(
            Instant now, Instant horizon, Instant afterDue, UUID afterId, Map<ReviewLevel, List<User>> above) {
        List<Found> chunk = jdbc.sql("select " + TaskRows.COLUMNS + """
                , t.reminded_at, t.warned_at from review.task t
                where t.queue in ('WAITING', 'HELD') and t.escalated_at is null and t.due_at <= :horizon
                  and (t.due_at, t.application_id) > (:afterDue, :afterId)
                order by t.due_at, t.application_id limit :limit for update skip locked
                """)
                .param("horizon", TaskRows.timestamp(horizon))
                .param("afterDue", TaskRows.timestamp(afterDue))
                .param("afterId", afterId)
                .param("limit", CHUNK)
                .query((row, index) -> found(row, index, now))
                .list();
        List<Found> further = chunk.stream()
                .filter(found -> found.now().compareTo(found.told()) > 0)
                .toList();
        if (!further.isEmpty()) {
            note(further, now);
            tell(further, now, above);
        }
        return chunk;
    }

    private Found found(ResultSet row, int index, Instant now) throws SQLException {
        ReviewTask task = TaskRows.task(row, index);
        Deadline.Stage told = TaskRows.instant(row, "warned_at") != null
                ? Deadline.Stage.WARNED
                : TaskRows.instant(row, "reminded_at") != null ? Deadline.Stage.REMINDED : Deadline.Stage.ON_TIME;
        Deadline deadline = new Deadline(
                serviceLevels.allowed(task.schemeVersionId(), task.level()),
                holidays.calendar().between(now, task.dueAt()));
        return new Found(task, told, deadline.stage(settings.remindAt(), settings.warnAt()));
    }

    private void note(List<Found> further, Instant now) {
        for (Deadline.Stage stage : List.of(Deadline.Stage.REMINDED, Deadline.Stage.WARNED, Deadline.Stage.ESCALATED)) {
            UUID[] ids = further.stream()
                    .filter(found -> found.now().compareTo(stage) >= 0)
                    .map(found -> found.task().applicationId())
                    .toArray(UUID[]::new);
            String column = switch (stage) {
                case REMINDED -> "reminded_at";
                case WARNED -> "warned_at";
                case ESCALATED, ON_TIME -> "escalated_at";
            };
            jdbc.sql("update review.task set " + column + " = coalesce(" + column
                            + ", :now) where application_id = any(:ids)")
                    .param("now", TaskRows.timestamp(now))
                    .param("ids", ids)
                    .update();
        }
        further.forEach(found -> events.publishEvent(Audited.of(
                        found.now() == Deadline.Stage.ESCALATED ? "task.escalated" : "task.deadlineNear",
                        "task",
                        found.task().applicationId())
                .inApplication(found.task().applicationId(), found.task().schemeCode())
                .changed("deadline", found.told(), found.now())));
    }

    /** After a pause of the portal one word stands for all that were missed. */
    private void tell(List<Found> further, Instant now, Map<ReviewLevel, List<User>> above) {
        Map<Word, List<ReviewTask>> words = new LinkedHashMap<>();
        Map<ReviewLevel, Map<String, String>> standIns = new EnumMap<>(ReviewLevel.class);
        for (Found found : further) {
            ReviewTask task = found.task();
            switch (found.now()) {
                case REMINDED -> add(words, present(task, standIns), DeadlinesNear.Stage.REMINDED, task);
                case WARNED -> add(words, present(task, standIns), DeadlinesNear.Stage.WARNED, task);
                case ESCALATED ->
                    above.computeIfAbsent(task.level(), level -> seniors.holding(Seniors.over(level))).stream()
                            .filter(concerns(task))
                            .forEach(
                                    senior -> add(words, senior.employeeNumber(), DeadlinesNear.Stage.ESCALATED, task));
                case ON_TIME -> {
                    // nothing to tell
                }
            }
        }
        words.forEach((word, tasks) -> {
            ReviewTask first =
                    tasks.stream().min(Comparator.comparing(ReviewTask::dueAt)).orElseThrow();
            events.publishEvent(new DeadlinesNear(
                    word.person(),
                    word.stage(),
                    word.level(),
                    tasks.size(),
                    first.applicationId(),
                    first.number(),
                    first.dueAt(),
                    now));
        });
    }

    /** Whoever has it, or stands in for that person today. */
    private @Nullable String present(ReviewTask task, Map<ReviewLevel, Map<String, String>> standIns) {
        String holder = task.assignedTo();
        return holder == null
                ? null
                : standIns.computeIfAbsent(task.level(), delegations::delegates).getOrDefault(holder, holder);
    }

    private Predicate<User> concerns(ReviewTask task) {
        return senior -> senior.has(Seniors.over(task.level()), task.ic(), task.region(), task.schemeCode())
                && !senior.employeeNumber().equals(task.employeeNumber())
                && !people.related(task.memberId(), senior.employeeNumber());
    }

    private static void add(
            Map<Word, List<ReviewTask>> words, @Nullable String person, DeadlinesNear.Stage stage, ReviewTask task) {
        if (person != null) {
            words.computeIfAbsent(new Word(person, stage, task.level()), _ -> new ArrayList<>())
                    .add(task);
        }
    }

    /** No task that is due later than this has used a part of its time yet. */
    private Duration longestAllowed() {
        Set<Span> spans = jdbc.sql("""
                select distinct scheme_version_id, level from review.task
                where queue in ('WAITING', 'HELD') and escalated_at is null
                """)
                .query((row, _) -> new Span(
                        row.getObject("scheme_version_id", UUID.class), ReviewLevel.valueOf(row.getString("level"))))
                .set();
        return spans.stream()
                .map(span -> serviceLevels.allowed(span.versionId(), span.level()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
