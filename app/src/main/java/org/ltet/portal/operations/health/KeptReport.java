package org.ltet.portal.operations.health;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.HealthReports;
import org.springframework.stereotype.Component;

/** The last report of this node. Its age is that of the machine's own clock, which nobody sets back. */
@Component
class KeptReport implements HealthReports {

    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration FRESH_ENOUGH = Duration.ofSeconds(60);
    private static final Duration STALE = Duration.ofMinutes(3);

    private record Kept(Report report, long nanos) {

        boolean isYoungerThan(Duration age) {
            return System.nanoTime() - nanos < age.toNanos();
        }
    }

    private final CheckHealth checkHealth;
    private final Clock clock;
    private final ReentrantLock looking = new ReentrantLock();
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile @Nullable Kept kept;

    KeptReport(CheckHealth checkHealth, Clock clock) {
        this.checkHealth = checkHealth;
        this.clock = clock;
    }

    @Override
    public Report latest() {
        looking.lock();
        try {
            Kept last = kept;
            if (last != null && last.isYoungerThan(FRESH)) {
                return last.report();
            }
            Report report = new Report(
                    clock.instant(),
                    checkHealth.run(LONGEST).stream()
                            .map(row -> new Line(row.name(), row.finding()))
                            .toList());
            kept = new Kept(report, System.nanoTime());
            return report;
        } finally {
            looking.unlock();
        }
    }

    @Override
    public Optional<Report> known() {
        Kept last = kept;
        if ((last == null || !last.isYoungerThan(FRESH_ENOUGH)) && begun.compareAndSet(false, true)) {
            Thread.ofVirtual().name("health-report").start(() -> {
                try {
                    latest();
                } finally {
                    begun.set(false);
                }
            });
        }
        return Optional.ofNullable(last).filter(one -> one.isYoungerThan(STALE)).map(Kept::report);
    }
}
