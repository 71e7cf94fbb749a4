package org.ltet.portal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is looked up beside those who ask: nobody waits, and nothing too old is told (OPS-5)")
class LookedUpTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void atFirstThereIsNothingAndNobodyWaits() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        LookedUp<Integer> value = new LookedUp<>("slow", LONG, LONG, () -> {
            try {
                slow.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 7;
        });
        assertThat(value.known()).isEmpty();
        assertThat(value.known()).isEmpty();
        slow.countDown();
        await().atMost(SOON).untilAsserted(() -> assertThat(value.known()).contains(7));
    }

    @Test
    void whatIsFreshIsNotLookedUpAgain() {
        AtomicInteger looks = new AtomicInteger();
        LookedUp<Integer> value = new LookedUp<>("counted", LONG, LONG, looks::incrementAndGet);
        await().atMost(SOON).untilAsserted(() -> assertThat(value.known()).contains(1));
        for (int i = 0; i < 100; i++) {
            assertThat(value.known()).contains(1);
        }
        assertThat(looks).hasValue(1);
    }

    @Test
    void whatCannotBeLookedUpAnyMoreIsNotToldOnceItIsTooOld() {
        AtomicBoolean away = new AtomicBoolean();
        LookedUp<Integer> value = new LookedUp<>("failing", Duration.ZERO, Duration.ofMillis(300), () -> {
            if (away.get()) {
                throw new IllegalStateException("away");
            }
            return 7;
        });
        await().atMost(SOON).untilAsserted(() -> assertThat(value.known()).contains(7));
        away.set(true);
        await().atMost(SOON).untilAsserted(() -> assertThat(value.known()).isEmpty());
        away.set(false);
        await().atMost(SOON).untilAsserted(() -> assertThat(value.known()).contains(7));
    }
}
