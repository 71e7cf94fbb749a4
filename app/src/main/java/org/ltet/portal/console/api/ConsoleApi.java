package org.ltet.portal.console.api;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.operations.HealthReports;
import org.ltet.portal.operations.LogLevels;
import org.ltet.portal.operations.WaitingEvents;
import org.ltet.portal.operations.WaitingJobs;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.shared.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Health, jobs, waiting events and log levels, for programs that watch the portal. */
@RestController
@Allow(Role.SYSTEM_ADMIN)
class ConsoleApi {

    private static final int PAGE_SIZE = 50;

    private final HealthReports reports;
    private final WaitingJobs jobs;
    private final WaitingEvents events;
    private final LogLevels levels;

    ConsoleApi(HealthReports reports, WaitingJobs jobs, WaitingEvents events, LogLevels levels) {
        this.reports = reports;
        this.jobs = jobs;
        this.events = events;
        this.levels = levels;
    }

    /** @param seconds the age that was looked at, where it is one */
    record Check(
            String check,
            HealthCheck.State state,
            String found,
            String wanted,
            @Nullable Long seconds) {}

    record Health(Instant at, List<Check> checks) {}

    record Job(@Nullable String task, @Nullable String instance) {}

    /** @param minutes after which it tells as usual again, 60 where nothing is said */
    record Level(LogLevels.@Nullable Level level, @Nullable Integer minutes) {}

    @InScope(value = ApiScope.OPERATIONS_READ, systems = true)
    @Operation(summary = "What was found of all that the portal needs, and of all work that waits")
    @GetMapping("/api/v1/operations/health")
    Health health() {
        HealthReports.Report report = reports.latest();
        return new Health(
                report.at(),
                report.lines().stream()
                        .map(line -> new Check(
                                line.check(),
                                line.finding().state(),
                                line.finding().found(),
                                line.finding().wanted(),
                                seconds(line.finding().age())))
                        .toList());
    }

    private static @Nullable Long seconds(HealthCheck.@Nullable Age age) {
        Duration duration = age == null ? null : age.duration();
        return duration == null ? null : Long.valueOf(duration.toSeconds());
    }

    @InScope(value = ApiScope.OPERATIONS_READ, systems = true)
    @Operation(summary = "How many jobs of each kind run, fail, are due and are planned")
    @GetMapping("/api/v1/operations/queues")
    List<WaitingJobs.Queue> queues() {
        return jobs.queues();
    }

    /** The next page begins after the last of this one: send its due, task and instance. */
    @InScope(value = ApiScope.OPERATIONS_READ, systems = true)
    @Operation(summary = "Jobs in one state, the longest due first, 50 at a time")
    @GetMapping("/api/v1/operations/jobs")
    List<WaitingJobs.Job> jobs(
            @RequestParam(defaultValue = "FAILING") WaitingJobs.State state,
            @RequestParam(required = false) @Nullable Instant due,
            @RequestParam(defaultValue = "") String task,
            @RequestParam(defaultValue = "") String instance) {
        return jobs.page(state, due == null ? null : new WaitingJobs.After(due, task, instance), PAGE_SIZE);
    }

    @InScope(ApiScope.OPERATIONS_MANAGE)
    @Operation(summary = "Makes a job due now")
    @PostMapping("/api/v1/operations/jobs/runs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void runNow(@RequestBody Job job) {
        jobs.runNow(Objects.requireNonNullElse(job.task(), ""), Objects.requireNonNullElse(job.instance(), ""));
    }

    /** The next page begins after the last of this one: send its since and id. */
    @InScope(value = ApiScope.OPERATIONS_READ, systems = true)
    @Operation(summary = "What follows changes and was not done yet, the oldest first, 50 at a time")
    @GetMapping("/api/v1/operations/events")
    List<WaitingEvents.Waiting> events(
            @RequestParam(required = false) @Nullable Instant since,
            @RequestParam(required = false) @Nullable UUID id) {
        return events.page(since == null || id == null ? null : new WaitingEvents.After(since, id), PAGE_SIZE);
    }

    @InScope(ApiScope.OPERATIONS_MANAGE)
    @Operation(summary = "Repeats a failed event now")
    @PostMapping("/api/v1/operations/events/{id}/repetitions")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void repeat(@PathVariable UUID id) {
        events.repeatNow(id);
    }

    @InScope(value = ApiScope.OPERATIONS_READ, systems = true)
    @Operation(summary = "What tells more in the log than usual, and until when")
    @GetMapping("/api/v1/operations/log-levels")
    List<LogLevels.Raised> levels() {
        return levels.raised();
    }

    @InScope(ApiScope.OPERATIONS_MANAGE)
    @Operation(summary = "Lets a part of the portal tell more in the log for a while, on all nodes")
    @PutMapping("/api/v1/operations/log-levels/{logger}")
    List<LogLevels.Raised> raise(@PathVariable String logger, @RequestBody Level wanted) {
        if (wanted.level() == null) {
            throw Refused.invalidField("level", "operations.logLevel");
        }
        levels.raise(logger, wanted.level(), Duration.ofMinutes(Objects.requireNonNullElse(wanted.minutes(), 60)));
        return levels.raised();
    }

    @InScope(ApiScope.OPERATIONS_MANAGE)
    @Operation(summary = "Lets it tell as usual again")
    @DeleteMapping("/api/v1/operations/log-levels/{logger}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void restore(@PathVariable String logger) {
        levels.restore(logger);
    }
}
