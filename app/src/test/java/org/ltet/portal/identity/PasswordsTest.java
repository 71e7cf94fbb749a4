package org.ltet.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.shared.Refused;

@DisplayName("Passwords are checked a few at a time")
class PasswordsTest {

    @Test
    void aStormOfSignInsLeavesThreadsForThePagesOfOthers() throws Exception {
        Passwords passwords = new Passwords();
        String hash = passwords.hash("the right one");
        int storm = 150;
        CountDownLatch all = new CountDownLatch(storm);
        List<Future<String>> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(storm)) {
            for (int i = 0; i < storm; i++) {
                outcomes.add(threads.submit(() -> {
                    all.countDown();
                    all.await();
                    try {
                        return passwords.matches("the right one", hash) ? "right" : "wrong";
                    } catch (Refused refused) {
                        return refused.kind().name();
                    }
                }));
            }
        }
        List<String> said = new ArrayList<>();
        for (Future<String> outcome : outcomes) {
            said.add(outcome.get());
        }
        assertThat(said).containsOnly("right", "TOO_MANY").contains("right", "TOO_MANY");
        assertThat(said.stream().filter("right"::equals).count()).isGreaterThan(30);
    }
}
