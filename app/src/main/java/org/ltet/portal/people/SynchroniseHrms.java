package org.ltet.portal.people;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.User;
import org.ltet.portal.people.HrmsRun.Kind;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings members, dependents and bank accounts in from the HR system (ITG-1): everybody, or those changed since the
 * last completed run. One run at a time in the whole cluster; one that was cut off is continued by the next.
 */
@Component
public class SynchroniseHrms {

    private static final String BY_PROGRAM = "SYSTEM";

    private final SyncLock lock;
    private final HrmsRuns runs;
    private final HrmsPass pass;
    private final ObjectProvider<SchedulerClient> jobs;
    private final ApplicationEventPublisher events;
    private final CurrentUser currentUser;
    private final Clock clock;

    SynchroniseHrms(
            SyncLock lock,
            HrmsRuns runs,
            HrmsPass pass,
            ObjectProvider<SchedulerClient> jobs,
            ApplicationEventPublisher events,
            CurrentUser currentUser,
            Clock clock) {
        this.lock = lock;
        this.runs = runs;
        this.pass = pass;
        this.jobs = jobs;
        this.events = events;
        this.currentUser = currentUser;
        this.clock = clock;
    }

    /**
     * Everybody, now, in the caller's thread.
     *
     * @return the ended run, which may have failed
     * @throws Refused where another run is under way
     */
    public HrmsRun full() {
        return now(Kind.FULL);
    }

    /**
     * Those changed since the last completed run, or everybody where there was none; now, in the caller's thread.
     *
     * @return the ended run, which may have failed
     * @throws Refused where another run is under way
     */
    public HrmsRun delta() {
        return now(Kind.DELTA);
    }

    private HrmsRun now(Kind kind) {
        return held(() -> pass.go(runs.begin(kind, BY_PROGRAM)))
                .orElseThrow(() -> Refused.conflict("people.syncRunning"));
    }

    /**
     * Asks for a run as soon as no other is under way.
     *
     * @param by employee number of the person who asks
     * @throws Refused where one waits already
     */
    @Transactional
    public HrmsRun request(Kind kind, String by) {
        UUID id = runs.request(kind, by);
        jobs.getObject()
                .scheduleIfNotExists(HrmsJobs.REQUESTED
                        .instance(id.toString())
                        .data(new HrmsJobs.Requested(id))
                        .scheduledTo(clock.instant()));
        events.publishEvent(Audited.of("people.hrmsRunRequested", "hrmsRun", id).changed("kind", null, kind));
        return find(id);
    }

    /** Runs what was asked for; false where another run is under way, so that it must be tried again. */
    boolean runRequested(UUID id) {
        return held(() -> {
                    runs.begin(id).ifPresent(pass::go);
                    return true;
                })
                .orElse(false);
    }

    /** @throws Refused where there is no such run */
    public HrmsRun find(UUID runId) {
        return runs.find(runId).orElseThrow(() -> Refused.notFound("hrmsRun"));
    }

    /**
     * The latest first.
     *
     * @param before id of the last run of the page before, null for the first page
     */
    public List<HrmsRun> runs(@Nullable UUID before, int limit) {
        return runs.before(before, limit);
    }

    /** @param after id of the last reject of the page before, 0 for the first page */
    public List<HrmsReject> rejects(UUID runId, long after, int limit) {
        return runs.rejects(runId, after, limit);
    }

    private <T> Optional<T> held(Supplier<T> work) {
        return currentUser.runAs(User.system("hrms-sync"), () -> lock.whileHeld(work));
    }
}
