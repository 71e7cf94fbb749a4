package org.ltet.portal.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts failed sign-ins per name typed, whether such an account exists or not, so that a lock tells nobody who has an
 * account (ACC-3). An attempt is counted before the password is looked at: many at once gain nothing.
 */
@Component
class SignInGuard {

    static final int FAILURES_ALLOWED = 3;
    static final Duration LOCKED_FOR = Duration.ofMinutes(30);

    private final JdbcClient jdbc;
    private final Clock clock;

    SignInGuard(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Notes an attempt; false when there were too many and the name is locked. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    boolean mayTry(String name) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return jdbc.sql("""
                        insert into identity.sign_in_attempts as a (name, attempts, last_at)
                        values (?, 1, ?)
                        on conflict (name) do update set
                            attempts = case when a.last_at < ? then 1 else a.attempts + 1 end,
                            last_at = case when a.attempts > ? and a.last_at >= ? then a.last_at else excluded.last_at end
                        returning attempts
                        """)
                        .params(key(name), now, now.minus(LOCKED_FOR), FAILURES_ALLOWED, now.minus(LOCKED_FOR))
                        .query(Integer.class)
                        .single()
                <= FAILURES_ALLOWED;
    }

    /** An attempt that {@link #mayTry} noted did not take place. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void takeBack(String name) {
        int left = jdbc.sql(
                        "update identity.sign_in_attempts set attempts = attempts - 1 where name = ? and attempts > 1")
                .param(key(name))
                .update();
        if (left == 0) {
            forget(name);
        }
    }

    /** Whether the name was tried in vain a while ago, be it anybody's or not. */
    boolean hasFailed(String name) {
        return jdbc.sql("select exists (select 1 from identity.sign_in_attempts where name = ? and last_at >= ?)")
                .params(key(name), clock.instant().minus(LOCKED_FOR).atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    @Transactional
    void forget(String name) {
        jdbc.sql("delete from identity.sign_in_attempts where name = ?")
                .param(key(name))
                .update();
    }

    private static String key(String name) {
        String key = name.strip().toLowerCase(Locale.ROOT);
        return key.substring(0, Math.min(key.length(), 200));
    }
}
