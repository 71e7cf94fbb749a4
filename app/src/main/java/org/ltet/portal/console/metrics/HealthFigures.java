package org.ltet.portal.console.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.HealthReports;
import org.ltet.portal.operations.WaitingEvents;
import org.ltet.portal.operations.WaitingJobs;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.shared.LookedUp;
import org.springframework.stereotype.Component;

/**
 * What the console shows, as figures: both come from one place. Nothing is looked up where nobody collects them, and who
 * collects them waits for nothing: also while the database is away the other figures are told.
 */
@Component
class HealthFigures implements MeterBinder {

    private static final Duration FRESH = Duration.ofSeconds(15);
    private static final Duration STALE = Duration.ofMinutes(3);

    private final List<HealthCheck> checks;
    private final HealthReports reports;
    private final LookedUp<List<WaitingJobs.Queue>> queues;
    private final LookedUp<WaitingEvents.Count> outbox;

    HealthFigures(List<HealthCheck> checks, HealthReports reports, WaitingJobs jobs, WaitingEvents events) {
        this.checks = List.copyOf(checks);
        this.reports = reports;
        this.queues = new LookedUp<>("figures-jobs", FRESH, STALE, jobs::queues);
        this.outbox = new LookedUp<>("figures-outbox", FRESH, STALE, events::count);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (HealthCheck check : checks) {
            Gauge.builder("portal.check.state", () -> finding(check.name(), HealthFigures::state))
                    .tag("check", check.name())
                    .description(
                            "0 good or not used here, 1 late, 2 broken; NaN before the first look, and when none succeeds any more")
                    .register(registry);
            Gauge.builder("portal.check.age", () -> finding(check.name(), HealthFigures::seconds))
                    .tag("check", check.name())
                    .baseUnit("seconds")
                    .description("How long the oldest waits, or since when it was not done; NaN where it is no age")
                    .register(registry);
        }
        jobs(registry, "running", WaitingJobs.Queue::running);
        jobs(registry, "failing", WaitingJobs.Queue::failing);
        jobs(registry, "due", WaitingJobs.Queue::due);
        Gauge.builder("portal.outbox.events", () -> outbox(WaitingEvents.Count::waiting))
                .tag("state", "waiting")
                .description("Events whose listeners have still to do their part, those that failed among them")
                .register(registry);
        Gauge.builder("portal.outbox.events", () -> outbox(WaitingEvents.Count::failed))
                .tag("state", "failed")
                .register(registry);
    }

    private void jobs(MeterRegistry registry, String state, ToDoubleFunction<WaitingJobs.Queue> count) {
        Gauge.builder(
                        "portal.jobs",
                        () -> queues.known()
                                .map(all -> all.stream().mapToDouble(count).sum())
                                .orElse(Double.NaN))
                .tag("state", state)
                .description("Jobs of all nodes by state; NaN while the database does not tell")
                .register(registry);
    }

    private double outbox(ToDoubleFunction<WaitingEvents.Count> figure) {
        return outbox.known().map(count -> figure.applyAsDouble(count)).orElse(Double.NaN);
    }

    private double finding(String check, ToDoubleFunction<HealthCheck.Finding> figure) {
        Optional<HealthReports.Report> report = reports.known();
        return report.stream()
                .flatMap(known -> known.lines().stream())
                .filter(line -> line.check().equals(check))
                .mapToDouble(line -> figure.applyAsDouble(line.finding()))
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double state(HealthCheck.Finding finding) {
        return switch (finding.state()) {
            case GOOD, UNUSED -> 0;
            case LATE -> 1;
            case BROKEN -> 2;
        };
    }

    private static double seconds(HealthCheck.Finding finding) {
        HealthCheck.@Nullable Age age = finding.age();
        if (age == null) {
            return Double.NaN;
        }
        Duration duration = age.duration();
        if (duration != null) {
            return duration.toSeconds();
        }
        return age.kind() == HealthCheck.Age.Kind.WAITING ? 0 : Double.NaN;
    }
}
