package org.ltet.portal.integrations;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spares another system that fails, and those who wait for it: when half of the last calls failed, none is made for a
 * while, and then two to see whether it is back. One for each node; what was not tried waits with the caller.
 */
public final class Circuit {

    private static final Logger LOG = LoggerFactory.getLogger(Circuit.class);

    private static final int LAST_CALLS = 20;
    private static final int FEWEST_CALLS = 6;
    private static final float HALF = 50f;
    private static final int TO_SEE = 2;

    private final CircuitBreaker breaker;

    private Circuit(CircuitBreaker breaker) {
        this.breaker = breaker;
        breaker.getEventPublisher().onStateTransition(changed -> {
            if (changed.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
                LOG.warn("{} fails too often and is left in peace for a while", breaker.getName());
            }
        });
    }

    static Circuit of(String name, Duration pause, Predicate<Throwable> failed) {
        return new Circuit(CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(LAST_CALLS)
                        .minimumNumberOfCalls(FEWEST_CALLS)
                        .failureRateThreshold(HALF)
                        .waitDurationInOpenState(pause)
                        .permittedNumberOfCallsInHalfOpenState(TO_SEE)
                        .recordException(failed)
                        .build()));
    }

    String name() {
        return breaker.getName();
    }

    /** Whether calls are made as they come. */
    boolean closed() {
        return breaker.getState() == CircuitBreaker.State.CLOSED;
    }

    /** A call to the other system. */
    public interface Call<T> {
        T make() throws IOException;
    }

    /** The call was not made. */
    public static final class Open extends IOException {

        private Open(String name) {
            super("No call to " + name + " is made for now: it failed too often");
        }
    }

    /** @throws Open where none is made for now */
    public <T> T call(Call<T> call) throws IOException {
        try {
            return breaker.executeCheckedSupplier(call::make);
        } catch (CallNotPermittedException notNow) {
            throw new Open(breaker.getName());
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
