package org.ltet.portal.review;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** How the levels stand, for those who look after them: at any time on a page, every Monday by mail (REV-7). */
@Component
public class SumUpWeek {

    static final String JOB = "review-weekly-summary";

    private static final Duration WEEK = Duration.ofDays(7);

    /**
     * @param waiting at the level now, taken or not
     * @param decided in the last seven days
     * @param usual the middle one of the last handling times; none with few decisions
     */
    public record Standing(
            ReviewLevel level,
            int waiting,
            int overdue,
            int escalated,
            int likelyLate,
            int decided,
            @Nullable Duration usual) {}

    private final JdbcClient jdbc;
    private final HandlingTimes times;
    private final Seniors seniors;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SumUpWeek(
            JdbcClient jdbc,
            HandlingTimes times,
            Seniors seniors,
            TransactionTemplate transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.times = times;
        this.seniors = seniors;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Of each level that the person looks after, within the scope of the role.
     *
     * @throws Refused forbidden "review.notYourLevel" when there is none
     */
    @Transactional(readOnly = true)
    public List<Standing> standings(User user) {
        List<Standing> standings = new ArrayList<>();
        for (ReviewLevel level : ReviewLevel.values()) {
            user.scopeOf(Seniors.over(level)).ifPresent(scope -> standings.add(standing(level, scope)));
        }
        if (standings.isEmpty()) {
            throw Refused.forbidden("review.notYourLevel");
        }
        return standings;
    }

    /** Once for each senior and week, on however many nodes it runs. */
    void run() {
        LocalDate week = IndiaTime.today(clock).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        Arrays.stream(ReviewLevel.values())
                .forEach(level -> seniors.holding(Seniors.over(level))
                        .forEach(senior -> transactions.executeWithoutResult(_ -> send(senior, level, week))));
    }

    private void send(User senior, ReviewLevel level, LocalDate week) {
        Scope scope = senior.scopeOf(Seniors.over(level)).orElseThrow();
        Standing standing = standing(level, scope);
        UUID id = Ids.next();
        Instant now = clock.instant();
        int added = jdbc.sql("""
                insert into review.weekly_summary (id, week, employee_number, level, waiting, overdue, likely_late,
                    decided, summed_at)
                values (:id, :week, :person, :level, :waiting, :overdue, :likelyLate, :decided, :now)
                on conflict (week, employee_number, level) do nothing
                """)
                .param("id", id)
                .param("week", week)
                .param("person", senior.employeeNumber())
                .param("level", level.name())
                .param("waiting", standing.waiting())
                .param("overdue", standing.overdue())
                .param("likelyLate", standing.likelyLate())
                .param("decided", standing.decided())
                .param("now", TaskRows.timestamp(now))
                .update();
        if (added == 1) {
            events.publishEvent(new WeekSummed(
                    id,
                    senior.employeeNumber(),
                    week,
                    level,
                    standing.waiting(),
                    standing.overdue(),
                    standing.likelyLate(),
                    standing.decided(),
                    now));
            events.publishEvent(Audited.of("review.weekSummed", "weeklySummary", id)
                    .changed("level", null, level)
                    .changed("overdue", null, standing.overdue()));
        }
    }

    private Standing standing(ReviewLevel level, Scope scope) {
        Instant now = clock.instant();
        return jdbc.sql("""
                select count(*) as waiting,
                    count(*) filter (where t.due_at < :now) as overdue,
                    count(*) filter (where t.escalated_at is not null) as escalated,
                    count(*) filter (where t.due_at >= :now and t.due_at < :lateUntil)
                        as likely_late,
                    (select count(*) from review.task_actor a join review.task d using (application_id)
                     where a.level = :level and a.finished_at >= :weekAgo
                       and (cardinality(:ics::text[]) = 0 or d.ic = any(:ics))
                       and (cardinality(:regions::text[]) = 0 or d.region = any(:regions))
                       and (cardinality(:schemes::text[]) = 0 or d.scheme_code = any(:schemes))) as decided
                from review.task t
                where t.level = :level and t.queue in ('WAITING', 'HELD')
                  and (cardinality(:ics::text[]) = 0 or t.ic = any(:ics))
                  and (cardinality(:regions::text[]) = 0 or t.region = any(:regions))
                  and (cardinality(:schemes::text[]) = 0 or t.scheme_code = any(:schemes))
                """)
                .param("level", level.name())
                .param("now", TaskRows.timestamp(now))
                .param("weekAgo", TaskRows.timestamp(now.minus(WEEK)))
                .param("lateUntil", TaskRows.timestamp(times.lateUntil(level)))
                .param("ics", scope.ics().toArray(String[]::new))
                .param("regions", scope.regions().toArray(String[]::new))
                .param("schemes", scope.schemes().toArray(String[]::new))
                .query((row, _) -> new Standing(
                        level,
                        row.getInt("waiting"),
                        row.getInt("overdue"),
                        row.getInt("escalated"),
                        row.getInt("likely_late"),
                        row.getInt("decided"),
                        times.median(level).orElse(null)))
                .single();
    }
}
