package org.ltet.portal.review;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.shared.ReadCache;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Says in advance which tasks will probably be late (INT-2): those with less working time left than the middle one of
 * the level's last decisions took. With few decisions it says nothing.
 */
@Component
public class HandlingTimes {

    /** How many of the last decisions count, and how few are too few. */
    static final int LAST = 50;

    static final int LEAST = 10;

    private static final Duration KEPT = Duration.ofMinutes(10);

    private record Span(Instant since, Instant finished) {}

    private final JdbcClient jdbc;
    private final Holidays holidays;
    private final Clock clock;
    private final ReadCache<ReviewLevel, Optional<Duration>> medians = ReadCache.of(10, KEPT);

    HandlingTimes(JdbcClient jdbc, Holidays holidays, Clock clock) {
        this.jdbc = jdbc;
        this.holidays = holidays;
        this.clock = clock;
    }

    /** The middle one of the level's last handling times in working hours, from taking to passing on. */
    public Optional<Duration> median(ReviewLevel level) {
        return medians.get(level, this::read);
    }

    public boolean likelyLate(ReviewTask task) {
        Instant now = clock.instant();
        return task.open()
                && !task.overdue(now)
                && median(task.level())
                        .filter(usual ->
                                holidays.calendar().between(now, task.dueAt()).compareTo(usual) < 0)
                        .isPresent();
    }

    /** Until when a task must be due to be probably late, if nothing is known: now. */
    Instant lateUntil(ReviewLevel level) {
        Instant now = clock.instant();
        return median(level).map(usual -> holidays.calendar().plus(now, usual)).orElse(now);
    }

    private Optional<Duration> read(ReviewLevel level) {
        WorkingCalendar calendar = holidays.calendar();
        List<Duration> times = jdbc
                .sql("""
                        select since, finished_at from review.task_actor
                        where level = :level and finished_at is not null order by finished_at desc limit :last
                        """)
                .param("level", level.name())
                .param("last", LAST)
                .query((row, _) -> new Span(TaskRows.required(row, "since"), TaskRows.required(row, "finished_at")))
                .list()
                .stream()
                .map(span -> calendar.between(span.since(), span.finished()))
                .sorted()
                .toList();
        return times.size() < LEAST ? Optional.empty() : Optional.of(times.get(times.size() / 2));
    }
}
