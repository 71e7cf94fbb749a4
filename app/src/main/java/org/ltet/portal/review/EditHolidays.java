package org.ltet.portal.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The days on which the trust does not work, beside Saturdays and Sundays. A day added or taken away moves the due dates
 * of all tasks that are open over it: nobody loses or gains working time.
 */
@Component
public class EditHolidays {

    private static final int LONGEST_NAME = 100;
    private static final int FURTHEST_YEARS = 3;
    private static final int MOST = 1000;
    private static final int CHUNK = 1000;

    public record Holiday(LocalDate day, String nameEn, String nameHi) {}

    private record Open(UUID id, Instant due) {}

    private final JdbcClient jdbc;
    private final Holidays holidays;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    EditHolidays(JdbcClient jdbc, Holidays holidays, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.holidays = holidays;
        this.events = events;
        this.clock = clock;
    }

    /** From the first of January of this year on. */
    @Transactional(readOnly = true)
    public List<Holiday> from(int year) {
        return jdbc.sql("select day, name_en, name_hi from review.holiday where day >= :from order by day limit :most")
                .param("from", LocalDate.of(year, 1, 1))
                .param("most", MOST)
                .query(Holiday.class)
                .list();
    }

    /** @throws Refused invalid when the day is past, too far or a holiday already, or a name is missing */
    @Transactional
    public void add(LocalDate day, String nameEn, String nameHi, User by) {
        requireAdministrator(by);
        LocalDate today = IndiaTime.today(clock);
        if (day.isBefore(today) || day.isAfter(today.plusYears(FURTHEST_YEARS))) {
            throw Refused.invalidField("day", "review.holidayDay", FURTHEST_YEARS);
        }
        String english = name("nameEn", nameEn);
        String hindi = name("nameHi", nameHi);
        WorkingCalendar before = lockedCalendar();
        if (before.holidays().contains(day)) {
            throw Refused.invalidField("day", "review.holidayThere");
        }
        jdbc.sql("insert into review.holiday (day, name_en, name_hi) values (?, ?, ?)")
                .params(day, english, hindi)
                .update();
        Set<LocalDate> days = new HashSet<>(before.holidays());
        days.add(day);
        changed(before, new WorkingCalendar(days), day);
        events.publishEvent(Audited.of("holiday.added", "holiday", day).changed("name", null, english));
    }

    /** @throws Refused not found; conflict when the day is past */
    @Transactional
    public void remove(LocalDate day, User by) {
        requireAdministrator(by);
        WorkingCalendar before = lockedCalendar();
        if (!before.holidays().contains(day)) {
            throw Refused.notFound("holiday");
        }
        if (!day.isAfter(IndiaTime.today(clock))) {
            throw Refused.conflict("review.holidayPast");
        }
        jdbc.sql("delete from review.holiday where day = ?").param(day).update();
        Set<LocalDate> days = new HashSet<>(before.holidays());
        days.remove(day);
        changed(before, new WorkingCalendar(days), day);
        events.publishEvent(Audited.of("holiday.removed", "holiday", day));
    }

    /** Two changes at once follow each other, so that each moves the due dates from what the other left. */
    private WorkingCalendar lockedCalendar() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('review.holiday'))::text")
                .query(String.class)
                .single();
        return holidays.read();
    }

    private void changed(WorkingCalendar before, WorkingCalendar after, LocalDate day) {
        Instant now = clock.instant();
        Instant from = day.atStartOfDay(IndiaTime.ZONE).toInstant();
        UUID last = new UUID(0, 0);
        List<Open> chunk;
        do {
            chunk = jdbc.sql("""
                    select application_id, due_at from review.task
                    where queue in ('WAITING', 'HELD') and due_at >= :from and due_at > :now and application_id > :last
                    order by application_id limit :limit for update
                    """)
                    .param("from", TaskRows.timestamp(from))
                    .param("now", TaskRows.timestamp(now))
                    .param("last", last)
                    .param("limit", CHUNK)
                    .query(EditHolidays::open)
                    .list();
            if (!chunk.isEmpty()) {
                last = chunk.getLast().id();
                move(chunk, now, before, after);
            }
        } while (chunk.size() == CHUNK);
        holidays.forgetAfterCommit();
    }

    private void move(List<Open> tasks, Instant now, WorkingCalendar before, WorkingCalendar after) {
        jdbc.sql("""
                update review.task t set due_at = moved.due
                from unnest(:ids::uuid[], :dues::timestamptz[]) as moved (id, due) where t.application_id = moved.id
                """)
                .param("ids", tasks.stream().map(Open::id).toArray(UUID[]::new))
                .param(
                        "dues",
                        tasks.stream()
                                .map(task -> {
                                    Duration left = before.between(now, task.due());
                                    Instant due = left.isZero() ? task.due() : after.plus(now, left);
                                    return due.toString();
                                })
                                .toArray(String[]::new))
                .update();
    }

    private static Open open(ResultSet row, int index) throws SQLException {
        return new Open(row.getObject("application_id", UUID.class), TaskRows.required(row, "due_at"));
    }

    private static void requireAdministrator(User by) {
        if (!by.hasAny(Role.TRUST_ADMIN, Role.SYSTEM_ADMIN)) {
            throw Refused.forbidden("review.notAdministrator");
        }
    }

    private static String name(String field, String typed) {
        String name = typed.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw Refused.invalidField(field, "review.holidayName", LONGEST_NAME);
        }
        return name;
    }
}
