package org.ltet.portal.applications;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sanctioned applications of which nothing is paid, because they are not any more what was sanctioned. */
@Component
public class StoppedPayments {

    private static final int MOST = 200;

    /** @param differences codes of {@code applications.difference.*} */
    public record Stopped(
            UUID applicationId, String number, String schemeCode, Instant foundAt, List<String> differences) {}

    private record Found(Stopped stopped, String ic, String region) {}

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StoppedPayments(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** Those that wait for a person within whose scope they lie, the oldest first. */
    @Transactional(readOnly = true)
    public List<Stopped> open(User user) {
        return jdbc
                .sql("""
                        select s.application_id, a.number, a.scheme_code, s.found_at, s.differences, a.ic, a.region
                        from applications.stopped_payment s join applications.application a on a.id = s.application_id
                        where s.settled_at is null order by s.found_at limit :most
                        """)
                .param("most", MOST)
                .query((row, index) -> new Found(
                        new Stopped(
                                row.getObject("application_id", UUID.class),
                                row.getString("number"),
                                row.getString("scheme_code"),
                                ApplicationRows.instant(row, "found_at"),
                                List.of((String[]) row.getArray("differences").getArray())),
                        row.getString("ic"),
                        row.getString("region")))
                .list()
                .stream()
                .filter(found -> concerns(found, user))
                .map(Found::stopped)
                .toList();
    }

    private static boolean concerns(Found found, User user) {
        return List.of(Role.HEAD, Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER).stream()
                .anyMatch(role -> user.has(
                        role, found.ic(), found.region(), found.stopped().schemeCode()));
    }

    boolean isStopped(UUID applicationId) {
        return jdbc.sql("""
                select exists (select 1 from applications.stopped_payment
                               where application_id = ? and settled_at is null)
                """).param(applicationId).query(Boolean.class).single();
    }

    void stop(Application app, List<String> differences) {
        Instant now = clock.instant();
        int added = jdbc.sql("""
                insert into applications.stopped_payment (id, application_id, found_at, differences)
                values (:id, :application, :now, :differences)
                on conflict (application_id) where settled_at is null do nothing
                """)
                .param("id", Ids.next())
                .param("application", app.id)
                .param("now", ApplicationRows.timestamp(now))
                .param("differences", differences.toArray(String[]::new))
                .update();
        if (added == 1) {
            events.publishEvent(Audited.of("application.paymentStopped", "application", app.id)
                    .inApplication(app.id, app.schemeCode)
                    .changed("differences", null, String.join(" ", differences)));
        }
    }

    /** It is decided anew, or goes to be decided anew. */
    void settle(UUID applicationId, Instant now) {
        jdbc.sql("""
                update applications.stopped_payment set settled_at = :now
                where application_id = :application and settled_at is null
                """)
                .param("now", ApplicationRows.timestamp(now))
                .param("application", applicationId)
                .update();
    }
}
