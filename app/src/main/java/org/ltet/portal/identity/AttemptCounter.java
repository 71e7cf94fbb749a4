package org.ltet.portal.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Limits attempts per key, in a table with the columns key, attempts and last_at. An attempt is counted before the
 * secret is looked at: many at once gain nothing. After too many the key rests for a pause.
 */
final class AttemptCounter {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final int allowed;
    private final Duration pause;
    private final String note;
    private final String takeBack;
    private final String forget;
    private final String exists;
    private final String pausedSince;

    /** @param table and {@code key} are names in the code, never anything typed */
    AttemptCounter(JdbcClient jdbc, Clock clock, String table, String key, int allowed, Duration pause) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.allowed = allowed;
        this.pause = pause;
        this.note = """
                insert into %1$s as a (%2$s, attempts, last_at)
                values (?, 1, ?)
                on conflict (%2$s) do update set
                    attempts = case when a.last_at < ? then 1 else a.attempts + 1 end,
                    last_at = case when a.attempts > ? and a.last_at >= ? then a.last_at else excluded.last_at end
                returning attempts
                """.formatted(table, key);
        this.takeBack = "update %s set attempts = attempts - 1 where %s = ? and attempts > 1".formatted(table, key);
        this.forget = "delete from %s where %s = ?".formatted(table, key);
        this.pausedSince =
                "select last_at from %s where %s = ? and attempts >= ? and last_at >= ?".formatted(table, key);
        this.exists = "select exists (select 1 from %s where %s = ? and last_at >= ?)".formatted(table, key);
    }

    /** Notes an attempt; false when there were too many. */
    boolean mayTry(Object key) {
        OffsetDateTime now = now();
        OffsetDateTime longAgo = now.minus(pause);
        return jdbc.sql(note)
                        .params(key, now, longAgo, allowed, longAgo)
                        .query(Integer.class)
                        .single()
                <= allowed;
    }

    /** An attempt that {@link #mayTry} noted did not take place. */
    void takeBack(Object key) {
        if (jdbc.sql(takeBack).param(key).update() == 0) {
            forget(key);
        }
    }

    boolean hasTried(Object key) {
        return jdbc.sql(exists)
                .params(key, now().minus(pause))
                .query(Boolean.class)
                .single();
    }

    /** The end of the pause, where there is one now. */
    Optional<Instant> pausedUntil(Object key) {
        return jdbc.sql(pausedSince)
                .params(key, allowed, now().minus(pause))
                .query(OffsetDateTime.class)
                .optional()
                .map(since -> since.toInstant().plus(pause));
    }

    void forget(Object key) {
        jdbc.sql(forget).param(key).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
