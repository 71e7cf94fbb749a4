package org.ltet.portal.shared;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was looked up beside those who ask for it: nobody waits, at first there is nothing, and what has grown too old is
 * not told any more.
 */
public final class LookedUp<T> {

    private static final Logger LOG = LoggerFactory.getLogger(LookedUp.class);

    private record Found<T>(T value, long nanos) {

        boolean isOlderThan(Duration age) {
            return System.nanoTime() - nanos >= age.toNanos();
        }
    }

    private final String name;
    private final Duration fresh;
    private final Duration stale;
    private final Supplier<T> look;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile @Nullable Found<T> found;

    /**
     * @param fresh how old what is told may be before it is looked up anew
     * @param stale from what age on it is not told any more
     */
    public LookedUp(String name, Duration fresh, Duration stale, Supplier<T> look) {
        this.name = name;
        this.fresh = fresh;
        this.stale = stale;
        this.look = look;
    }

    public Optional<T> known() {
        Found<T> last = found;
        if ((last == null || last.isOlderThan(fresh)) && looking.compareAndSet(false, true)) {
            Thread.ofVirtual().name(name).start(this::lookUp);
        }
        return last == null || last.isOlderThan(stale) ? Optional.empty() : Optional.of(last.value());
    }

    private void lookUp() {
        try {
            found = new Found<>(look.get(), System.nanoTime());
        } catch (RuntimeException e) {
            LOG.warn("{} cannot be looked up: {}", name, e.getClass().getSimpleName());
        } finally {
            looking.set(false);
        }
    }
}
