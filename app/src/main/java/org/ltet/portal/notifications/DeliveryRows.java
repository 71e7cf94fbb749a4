package org.ltet.portal.notifications;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of messages that go out, and of addresses that do not exist any more. */
@Component
class DeliveryRows {

    /** A message that is still to be sent. */
    record Queued(UUID id, UUID noticeId, int attempts, Instant createdAt) {}

    private static final int LONGEST_PROBLEM = 500;

    private final JdbcClient jdbc;

    DeliveryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insertEmail(UUID id, UUID noticeId, Instant now) {
        jdbc.sql("""
                insert into notifications.delivery (id, notice_id, channel, created_at)
                values (:id, :notice, 'EMAIL', :now)
                """)
                .param("id", id)
                .param("notice", noticeId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Queued> queued(UUID id) {
        return jdbc.sql("""
                        select id, notice_id, attempts, created_at from notifications.delivery
                        where id = :id and status = 'QUEUED'
                        """)
                .param("id", id)
                .query((rows, index) -> new Queued(
                        rows.getObject("id", UUID.class),
                        rows.getObject("notice_id", UUID.class),
                        rows.getInt("attempts"),
                        rows.getTimestamp("created_at").toInstant()))
                .optional();
    }

    void sent(UUID id, String maskedAddress, Instant now) {
        jdbc.sql("""
                update notifications.delivery
                set status = 'SENT', sent_to = :to, problem = null, attempts = attempts + 1, last_attempt_at = :now,
                    finished_at = :now
                where id = :id and status = 'QUEUED'
                """)
                .param("to", maskedAddress)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    /** It failed this time and will be tried again. */
    void attemptFailed(UUID id, String problem, Instant now) {
        jdbc.sql("""
                update notifications.delivery
                set attempts = attempts + 1, last_attempt_at = :now, problem = :problem
                where id = :id and status = 'QUEUED'
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("problem", shortened(problem))
                .param("id", id)
                .update();
    }

    /** It failed for good. */
    void failed(UUID id, String problem, Instant now) {
        jdbc.sql("""
                update notifications.delivery
                set status = 'FAILED', attempts = attempts + 1, last_attempt_at = :now, finished_at = :now,
                    problem = :problem
                where id = :id and status = 'QUEUED'
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("problem", shortened(problem))
                .param("id", id)
                .update();
    }

    /** It is not to be sent at all. */
    void suppressed(UUID id, String problem, Instant now) {
        jdbc.sql("""
                update notifications.delivery set status = 'SUPPRESSED', finished_at = :now, problem = :problem
                where id = :id and status = 'QUEUED'
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("problem", problem)
                .param("id", id)
                .update();
    }

    boolean isDead(String address) {
        return jdbc.sql("select exists (select 1 from notifications.dead_address where address = :address)")
                .param("address", address.toLowerCase(Locale.ROOT))
                .query(Boolean.class)
                .single();
    }

    void addDead(String address, String problem, Instant now) {
        jdbc.sql("""
                insert into notifications.dead_address (address, problem, found_at) values (:address, :problem, :now)
                on conflict (address) do nothing
                """)
                .param("address", address.toLowerCase(Locale.ROOT))
                .param("problem", shortened(problem))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_PROBLEM ? text : text.substring(0, LONGEST_PROBLEM);
    }
}
