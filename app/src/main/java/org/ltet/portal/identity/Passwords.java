package org.ltet.portal.identity;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.ltet.portal.shared.Refused;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id, a bounded number at once, so that a storm of sign-ins cannot starve the rest of the portal. Who waited too
 * long for a turn is asked to come back ({@link Refused.Kind#TOO_MANY}).
 */
@Component
class Passwords {

    private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    /** Each who waits holds a thread that others need for pages. */
    private static final int MOST_WAITING = 40;

    private static final long PATIENCE_SECONDS = 15;
    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(10);

    private final Argon2PasswordEncoder encoder = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final String hashOfNothing = encoder.encode("no account has this password");

    String hash(String password) {
        return inTurn(() -> encoder.encode(password));
    }

    boolean matches(String password, String hash) {
        return inTurn(() -> encoder.matches(password, hash));
    }

    /** Takes the time of a real check, so that an unknown number cannot be told from a wrong password. */
    void pretendToCheck(String password) {
        matches(password, hashOfNothing);
    }

    private <T> T inTurn(java.util.function.Supplier<T> work) {
        try {
            if (places.getQueueLength() >= MOST_WAITING || !places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw Refused.tooMany(COME_BACK_AFTER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refused.tooMany(COME_BACK_AFTER);
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
