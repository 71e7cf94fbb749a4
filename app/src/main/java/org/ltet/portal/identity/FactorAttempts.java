package org.ltet.portal.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Limits tries at the second factor. A try is counted, and the count kept, before the code is looked at: many at once
 * gain nothing, and a refusal does not undo the count.
 */
@Component
class FactorAttempts {

    static final int ALLOWED = 5;
    static final Duration PAUSE = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final Clock clock;

    FactorAttempts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    boolean mayTry(UUID accountId) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        OffsetDateTime longAgo = now.minus(PAUSE);
        return jdbc.sql("""
                        insert into identity.factor_attempts as a (account_id, attempts, last_at)
                        values (?, 1, ?)
                        on conflict (account_id) do update set
                            attempts = case when a.last_at < ? then 1 else a.attempts + 1 end,
                            last_at = case when a.attempts > ? and a.last_at >= ? then a.last_at
                                           else excluded.last_at end
                        returning attempts
                        """)
                        .params(accountId, now, longAgo, ALLOWED, longAgo)
                        .query(Integer.class)
                        .single()
                <= ALLOWED;
    }

    @Transactional
    void forget(UUID accountId) {
        jdbc.sql("delete from identity.factor_attempts where account_id = ?")
                .param(accountId)
                .update();
    }
}
