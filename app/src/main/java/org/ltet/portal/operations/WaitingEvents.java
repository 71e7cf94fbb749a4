package org.ltet.portal.operations;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.EventPublication;
import org.springframework.modulith.events.FailedEventPublications;
import org.springframework.modulith.events.ResubmissionOptions;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What follows changes and was not done yet (OPS-5), the outbox. What the events tell of people is not read here. */
@Component
public class WaitingEvents {

    /**
     * @param listener who has still to hear of it, as "ReviewNotices"
     * @param failed false while it is on its way
     */
    public record Waiting(
            UUID id,
            String event,
            String listener,
            boolean failed,
            Instant since,
            int attempts,
            @Nullable Instant lastAttempt) {}

    /** @param oldest null where nothing waits */
    public record Count(long waiting, long failed, @Nullable Instant oldest) {}

    /** The last event of a page. */
    public record After(Instant since, UUID id) {}

    private static final After START = new After(Instant.EPOCH, new UUID(0, 0));

    /** So many at once at most; the rest is for the job that repeats them, or for a second call. */
    private static final int AT_ONCE = 1_000;

    private final JdbcClient jdbc;
    private final FailedEventPublications failed;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;

    WaitingEvents(
            JdbcClient jdbc,
            FailedEventPublications failed,
            ApplicationEventPublisher events,
            TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.failed = failed;
        this.events = events;
        this.transactions = transactions;
    }

    public Count count() {
        return jdbc.sql("""
                        select count(*) as waiting, count(*) filter (where status = 'FAILED') as failed,
                            min(publication_date) as oldest
                        from operations.event_publication where completion_date is null
                        """)
                .query((row, index) -> {
                    Timestamp oldest = row.getTimestamp("oldest");
                    return new Count(
                            row.getLong("waiting"), row.getLong("failed"), oldest == null ? null : oldest.toInstant());
                })
                .single();
    }

    /** The oldest first. */
    public List<Waiting> page(@Nullable After after, int most) {
        After from = after == null ? START : after;
        return jdbc.sql("""
                        select id, event_type, listener_id, status, publication_date,
                            coalesce(completion_attempts, 0) as attempts, last_resubmission_date
                        from operations.event_publication
                        where completion_date is null and (publication_date, id) > (?, ?)
                        order by publication_date, id limit ?
                        """)
                .params(from.since().atOffset(ZoneOffset.UTC), from.id(), most)
                .query((row, index) -> {
                    Timestamp last = row.getTimestamp("last_resubmission_date");
                    return new Waiting(
                            row.getObject("id", UUID.class),
                            simpleName(row.getString("event_type")),
                            listener(row.getString("listener_id")),
                            "FAILED".equals(row.getString("status")),
                            row.getTimestamp("publication_date").toInstant(),
                            row.getInt("attempts"),
                            last == null ? null : last.toInstant());
                })
                .list();
    }

    /** @throws Refused notFound; operations.eventOnItsWay when it did not fail, or is being repeated */
    public void repeatNow(UUID id) {
        transactions.executeWithoutResult(status -> {
            Boolean hasFailed = jdbc.sql("""
                            select status = 'FAILED' from operations.event_publication
                            where id = ? and completion_date is null
                            """)
                    .param(id)
                    .query(Boolean.class)
                    .optional()
                    .orElseThrow(() -> Refused.notFound("event"));
            if (!hasFailed) {
                throw Refused.conflict("operations.eventOnItsWay");
            }
            events.publishEvent(Audited.of("event.repeated", "event", id));
        });
        resubmit(publication -> publication.getIdentifier().equals(id));
    }

    /** All that failed, a thousand at once at most; returns how many are repeated. */
    public long repeatAll() {
        long count = Math.min(AT_ONCE, count().failed());
        if (count > 0) {
            transactions.executeWithoutResult(status -> events.publishEvent(
                    Audited.of("event.repeated", "event", "all").changed("count", null, count)));
            resubmit(publication -> true);
        }
        return count;
    }

    private void resubmit(Predicate<EventPublication> wanted) {
        failed.resubmit(ResubmissionOptions.defaults()
                .withBatchSize(AT_ONCE)
                .withMinAge(Duration.ZERO)
                .withFilter(wanted));
    }

    /** "org.ltet.portal.review.ReviewNotices.on(org.ltet.portal…)" is ReviewNotices. */
    private static String listener(String id) {
        int open = id.indexOf('(');
        String method = open < 0 ? id : id.substring(0, open);
        int dot = method.lastIndexOf('.');
        return simpleName(dot < 0 ? method : method.substring(0, dot));
    }

    private static String simpleName(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
