package org.ltet.portal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("PRF-1: what is kept in memory for a moment")
class ReadCacheTest {

    private final ReadCache<String, Integer> cache = ReadCache.of(10, Duration.ofHours(1));

    @Test
    void neverWaitsForAnothersReading() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<Integer> slow = other.submit(() -> cache.get("all", _ -> {
                reading.countDown();
                await(goOn);
                return 1;
            }));
            assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();
            Future<Integer> quick = Executors.newSingleThreadExecutor().submit(() -> cache.get("all", _ -> 2));
            assertThat(quick.get(10, TimeUnit.SECONDS)).isEqualTo(2);
            goOn.countDown();
            assertThat(slow.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    @Test
    void keepsNothingThatWasReadBeforeAChange() {
        int old = cache.get("all", key -> {
            cache.forget(key);
            return 1;
        });
        assertThat(old).isEqualTo(1);
        assertThat(cache.get("all", _ -> 2)).isEqualTo(2);
        assertThat(cache.get("all", _ -> 3)).isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
