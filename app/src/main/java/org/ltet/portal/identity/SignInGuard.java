package org.ltet.portal.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
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

    private final AttemptCounter counter;

    SignInGuard(JdbcClient jdbc, Clock clock) {
        this.counter =
                new AttemptCounter(jdbc, clock, "identity.sign_in_attempts", "name", FAILURES_ALLOWED, LOCKED_FOR);
    }

    /** Notes an attempt; false when there were too many and the name is locked. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    boolean mayTry(String name) {
        return counter.mayTry(key(name));
    }

    /** An attempt that {@link #mayTry} noted did not take place. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void takeBack(String name) {
        counter.takeBack(key(name));
    }

    /** Whether the name was tried in vain a while ago, be it anybody's or not. */
    boolean hasFailed(String name) {
        return counter.hasTried(key(name));
    }

    /** Until when no password is taken for this name, after too many that did not fit. */
    Optional<Instant> lockedUntil(String name) {
        return counter.pausedUntil(key(name));
    }

    @Transactional
    void forget(String name) {
        counter.forget(key(name));
    }

    private static String key(String name) {
        String key = name.strip().toLowerCase(Locale.ROOT);
        return key.substring(0, Math.min(key.length(), 200));
    }
}
