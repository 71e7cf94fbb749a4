package org.ltet.portal.payments;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Periods within which nothing goes to the bank, as at the closing of a month or a year. */
@Component
public class Blackouts {

    private static final int LONGEST_DAYS = 92;
    private static final int LONGEST_REASON = 200;
    private static final int MOST = 100;

    private final JdbcClient jdbc;
    private final PaymentsGuard guard;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Blackouts(JdbcClient jdbc, PaymentsGuard guard, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.guard = guard;
        this.events = events;
        this.clock = clock;
    }

    /** Those that are not over, the nearest first. */
    @Transactional(readOnly = true)
    public List<Blackout> ahead(User user) {
        guard.readable(user);
        return jdbc.sql("""
                select id, first_day, last_day, reason, set_by from payments.blackout
                where lifted_at is null and last_day >= :today order by first_day, id limit :most
                """)
                .param("today", IndiaTime.today(clock))
                .param("most", MOST)
                .query((row, index) -> new Blackout(
                        Columns.id(row, "id"),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("last_day", LocalDate.class),
                        row.getString("reason"),
                        row.getString("set_by")))
                .list();
    }

    /** Whether the person may set and lift them: it stops the payments of the whole trust. */
    public boolean maySet(User user) {
        return user.has(Role.ACCOUNTS_APPROVER) && guard.worksForWholeTrust(user);
    }

    @Transactional
    public UUID set(LocalDate firstDay, LocalDate lastDay, String reason, User user) {
        demandMaySet(user);
        if (lastDay.isBefore(firstDay) || lastDay.isAfter(firstDay.plusDays(LONGEST_DAYS))) {
            throw Refused.invalidField("lastDay", "payments.blackoutDays", LONGEST_DAYS);
        }
        if (lastDay.isBefore(IndiaTime.today(clock))) {
            throw Refused.invalidField("lastDay", "payments.blackoutOver");
        }
        String words = reason.strip();
        if (words.isEmpty() || words.length() > LONGEST_REASON) {
            throw Refused.invalidField("reason", "payments.blackoutReason", LONGEST_REASON);
        }
        UUID id = Ids.next();
        jdbc.sql("""
                insert into payments.blackout (id, first_day, last_day, reason, set_by, set_at)
                values (:id, :first, :last, :reason, :by, :now)
                """)
                .param("id", id)
                .param("first", firstDay)
                .param("last", lastDay)
                .param("reason", words)
                .param("by", user.employeeNumber())
                .param("now", Columns.time(clock.instant()))
                .update();
        events.publishEvent(Audited.of("blackout.set", "blackout", id)
                .changed("firstDay", null, firstDay)
                .changed("lastDay", null, lastDay)
                .because(words));
        return id;
    }

    @Transactional
    public void lift(UUID id, User user) {
        demandMaySet(user);
        int lifted = jdbc.sql("""
                update payments.blackout set lifted_by = :by, lifted_at = :now where id = :id and lifted_at is null
                """)
                .param("by", user.employeeNumber())
                .param("now", Columns.time(clock.instant()))
                .param("id", id)
                .update();
        if (lifted == 0) {
            throw Refused.notFound("blackout");
        }
        events.publishEvent(Audited.of("blackout.lifted", "blackout", id));
    }

    private void demandMaySet(User user) {
        if (!maySet(user)) {
            throw Refused.forbidden("payments.blackoutWholeTrust");
        }
    }

    /** @throws Refused conflict payments.blackout on a day of a blackout */
    void demandOpen(LocalDate day) {
        Optional<LocalDate> until =
                jdbc.sql("""
                select max(last_day) from payments.blackout
                where lifted_at is null and :day between first_day and last_day
                """).param("day", day).query(LocalDate.class).optional();
        if (until.isPresent()) {
            throw Refused.conflict("payments.blackout", until.get());
        }
    }
}
