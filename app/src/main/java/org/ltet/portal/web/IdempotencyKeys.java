package org.ltet.portal.web;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers for two days what was answered to which key of which person. */
@Component
class IdempotencyKeys {

    private static final Duration KEPT = Duration.ofDays(2);

    /** A request that has not answered by then died with its node, before or after its work was committed. */
    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final AnswerSeal seal;
    private final Clock clock;

    IdempotencyKeys(JdbcClient jdbc, AnswerSeal seal, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.clock = clock;
    }

    /** @param status null while the first request with this key is still under way */
    record Kept(
            byte[] requestHash,
            OffsetDateTime startedAt,
            @Nullable Integer status,
            @Nullable String contentType,
            @Nullable String location,
            @Nullable String etag,
            byte @Nullable [] body) {}

    /** True for the first request with this key: it goes on, all others get its answer. */
    boolean begin(String principal, String key, byte[] requestHash) {
        return jdbc.sql("""
                                insert into web.idempotency_key (principal, key, request_hash, started_at)
                                values (?, ?, ?, ?)
                                on conflict (principal, key) do nothing
                                """).params(principal, key, requestHash, now()).update() == 1;
    }

    /** It never answered and never will. */
    boolean died(Kept kept) {
        return kept.status() == null && kept.startedAt().isBefore(now().minus(LONGEST_REQUEST));
    }

    Kept find(String principal, String key) {
        Kept kept = jdbc.sql("""
                        select request_hash, started_at, status, content_type, location, etag, body
                        from web.idempotency_key where principal = ? and key = ?
                        """).params(principal, key).query(Kept.class).single();
        return kept.body() == null
                ? kept
                : new Kept(
                        kept.requestHash(),
                        kept.startedAt(),
                        kept.status(),
                        kept.contentType(),
                        kept.location(),
                        kept.etag(),
                        seal.open(kept.body(), place(principal, key)));
    }

    void finish(
            String principal,
            String key,
            int status,
            @Nullable String contentType,
            @Nullable String location,
            @Nullable String etag,
            byte[] body) {
        jdbc.sql("""
                        update web.idempotency_key
                        set status = ?, content_type = ?, location = ?, etag = ?, body = ?
                        where principal = ? and key = ?
                        """)
                .param(status)
                .param(contentType)
                .param(location)
                .param(etag)
                .param(seal.seal(body, place(principal, key)))
                .param(principal)
                .param(key)
                .update();
    }

    /** After a failure on our side before anything was committed: the key is free again. */
    void forget(String principal, String key) {
        jdbc.sql("delete from web.idempotency_key where principal = ? and key = ?")
                .params(principal, key)
                .update();
    }

    @Bean
    Task<Void> forgetOldIdempotencyKeys() {
        return Tasks.recurring("idempotency-forget", Schedules.fixedDelay(Duration.ofHours(1)))
                .execute((instance, context) -> jdbc.sql("delete from web.idempotency_key where started_at < ?")
                        .param(now().minus(KEPT))
                        .update());
    }

    private static String place(String principal, String key) {
        return principal.length() + ":" + principal + key;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
