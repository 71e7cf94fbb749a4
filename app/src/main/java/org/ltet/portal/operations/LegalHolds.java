package org.ltet.portal.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.spi.Held;
import org.ltet.portal.operations.spi.HoldTarget;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Legal holds (SEC-5). Whoever deletes asks {@link #now} in the transaction of the deletion: no hold is set between the
 * question and the end of that transaction, so that from the moment a hold is there nothing under it is deleted.
 */
@Component
public class LegalHolds {

    public static final int LONGEST_REASON = 1000;

    private static final String COLUMNS = """
            select id, employee_number, application_id, label, reason, until, set_by, set_at, lifted_by, lifted_at,
                   lift_reason
              from operations.legal_hold
            """;
    private static final String LOCK = "hashtextextended('operations.legal_hold', 0)";

    private final JdbcClient jdbc;
    private final ObjectProvider<HoldTarget> targets;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    LegalHolds(JdbcClient jdbc, ObjectProvider<HoldTarget> targets, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.targets = targets;
        this.events = events;
        this.clock = clock;
    }

    /** What is held; waits for a hold that is just being set. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Held now() {
        jdbc.sql("select pg_advisory_xact_lock_shared(" + LOCK + ")").query(row -> {});
        Set<String> members = new HashSet<>();
        Set<UUID> applications = new HashSet<>();
        jdbc.sql("""
                select employee_number, application_id from operations.legal_hold
                 where lifted_at is null and (until is null or until >= ?)
                """).param(today()).query(row -> {
            String member = row.getString(1);
            if (member == null) {
                applications.add(row.getObject(2, UUID.class));
            } else {
                members.add(member);
            }
        });
        return new Held(members, applications);
    }

    /** What a person means by an employee number or the number of an application. */
    public Optional<HoldTarget.Found> find(String typed) {
        return targets.stream()
                .flatMap(target -> target.find(typed.strip()).stream())
                .findFirst();
    }

    /** Waits until every deletion that is under way has ended. */
    @Transactional
    public UUID place(HoldTarget.Found target, String reason, @Nullable LocalDate until, String by) {
        requireReason(reason);
        if (until != null && until.isBefore(today())) {
            throw Refused.invalidField("until", "operations.holdUntil");
        }
        jdbc.sql("select pg_advisory_xact_lock(" + LOCK + ")").query(row -> {});
        UUID id = Ids.next();
        jdbc.sql("""
                insert into operations.legal_hold (id, employee_number, application_id, label, reason, until, set_by, set_at)
                values (:id, :member, :application, :label, :reason, :until, :by, :now)
                """)
                .param("id", id)
                .param("member", target.employeeNumber())
                .param("application", target.applicationId())
                .param("label", target.label())
                .param("reason", reason.strip())
                .param("until", until)
                .param("by", by)
                .param("now", moment())
                .update();
        events.publishEvent(Audited.of("legalHold.set", "legalHold", id)
                .changed("on", null, target.label())
                .changed("until", null, until)
                .because(reason.strip()));
        return id;
    }

    /** @throws Refused not found; conflict when it was lifted already */
    @Transactional
    public void lift(UUID id, String reason, String by) {
        requireReason(reason);
        LegalHold hold = find(id);
        int lifted = jdbc.sql("""
                        update operations.legal_hold set lifted_by = :by, lifted_at = :now, lift_reason = :reason
                         where id = :id and lifted_at is null
                        """)
                .param("by", by)
                .param("now", moment())
                .param("reason", reason.strip())
                .param("id", id)
                .update();
        if (lifted == 0) {
            throw Refused.conflict("operations.holdLifted");
        }
        events.publishEvent(Audited.of("legalHold.lifted", "legalHold", id)
                .changed("on", hold.label(), null)
                .because(reason.strip()));
    }

    /** @throws Refused not found */
    public LegalHold find(UUID id) {
        return jdbc.sql(COLUMNS + " where id = ?")
                .param(id)
                .query((row, index) -> hold(row))
                .optional()
                .orElseThrow(() -> Refused.notFound("legalHold"));
    }

    /** The newest first, those that were lifted or have run out too. */
    public List<LegalHold> page(@Nullable UUID before, int most) {
        return jdbc.sql(COLUMNS + " where :before::uuid is null or id < :before order by id desc limit :most")
                .param("before", before)
                .param("most", most)
                .query((row, index) -> hold(row))
                .list();
    }

    public LocalDate today() {
        return IndiaTime.today(clock);
    }

    private static void requireReason(String reason) {
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Refused.invalidField("reason", "operations.reason", LONGEST_REASON);
        }
    }

    private static LegalHold hold(ResultSet row) throws SQLException {
        OffsetDateTime liftedAt = row.getObject("lifted_at", OffsetDateTime.class);
        return new LegalHold(
                row.getObject("id", UUID.class),
                row.getString("employee_number"),
                row.getObject("application_id", UUID.class),
                row.getString("label"),
                row.getString("reason"),
                row.getObject("until", LocalDate.class),
                row.getString("set_by"),
                row.getObject("set_at", OffsetDateTime.class).toInstant(),
                liftedAt == null
                        ? null
                        : new LegalHold.Lifted(
                                row.getString("lifted_by"), liftedAt.toInstant(), row.getString("lift_reason")));
    }

    private OffsetDateTime moment() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
