package org.ltet.portal.operations.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.operations.spi.HealthCheck.Finding;
import org.ltet.portal.operations.spi.HealthCheck.State;
import org.springframework.stereotype.Component;

/** Asks all checks at once, none of which holds up the others. */
@Component
class CheckHealth {

    static final Duration LONGEST = Duration.ofSeconds(20);

    record Row(String name, Finding finding) {}

    private final List<HealthCheck> checks;

    CheckHealth(List<HealthCheck> checks) {
        this.checks =
                checks.stream().sorted(Comparator.comparing(HealthCheck::name)).toList();
    }

    List<Row> run(Duration longest) {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<Finding>> answers = threads.invokeAll(
                    checks.stream()
                            .map(check -> (Callable<Finding>) check::look)
                            .toList(),
                    longest.toMillis(),
                    TimeUnit.MILLISECONDS);
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                rows.add(new Row(checks.get(i).name(), finding(answers.get(i), longest)));
            }
            return rows;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking", e);
        } finally {
            // who does not answer is not waited for
            threads.shutdownNow();
        }
    }

    private static Finding finding(Future<Finding> answer, Duration longest) throws InterruptedException {
        try {
            return answer.get();
        } catch (CancellationException tooLate) {
            return new Finding(State.BROKEN, "no answer within " + longest.toSeconds() + " s", "");
        } catch (ExecutionException failed) {
            return new Finding(State.BROKEN, told(failed.getCause() == null ? failed : failed.getCause()), "");
        }
    }

    private static String told(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + (root.getMessage() == null ? "" : ": " + root.getMessage());
    }
}
