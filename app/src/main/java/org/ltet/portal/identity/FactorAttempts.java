package org.ltet.portal.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Limits tries at the second factor; a refusal does not undo the count. */
@Component
class FactorAttempts {

    static final int ALLOWED = 5;
    static final Duration PAUSE = Duration.ofMinutes(15);

    private final AttemptCounter counter;

    FactorAttempts(JdbcClient jdbc, Clock clock) {
        this.counter = new AttemptCounter(jdbc, clock, "identity.factor_attempts", "account_id", ALLOWED, PAUSE);
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    boolean mayTry(UUID accountId) {
        return counter.mayTry(accountId);
    }

    @Transactional
    void forget(UUID accountId) {
        counter.forget(accountId);
    }
}
