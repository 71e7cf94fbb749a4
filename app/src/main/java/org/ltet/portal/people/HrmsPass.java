package org.ltet.portal.people;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.people.HrmsReject.Part;
import org.ltet.portal.people.HrmsRun.State;
import org.ltet.portal.people.spi.HrmsDirectory;
import org.ltet.portal.people.spi.HrmsPage;
import org.ltet.portal.people.spi.HrmsReading;
import org.ltet.portal.people.spi.HrmsUnavailable;
import org.ltet.portal.shared.Audited;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One pass through the HR system's people: the next chunk is read and checked while the one before is stored. */
@Component
class HrmsPass {

    private static final Logger LOG = LoggerFactory.getLogger(HrmsPass.class);

    /** How far a delta reaches back: the clocks of the HR system's own servers differ. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    /** Large enough that the fixed cost of a chunk does not count, small enough for memory and short transactions. */
    private static final int CHUNK = 4_000;

    private final HrmsDirectory hrms;
    private final HrmsCheck check;
    private final HrmsMerge merge;
    private final HrmsRuns runs;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    HrmsPass(
            HrmsDirectory hrms,
            HrmsCheck check,
            HrmsMerge merge,
            HrmsRuns runs,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.hrms = hrms;
        this.check = check;
        this.merge = merge;
        this.runs = runs;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    private record Chunk(
            List<CheckedPerson> people,
            int read,
            List<HrmsReject> rejects,
            @Nullable String next) {}

    /** @return the run as it ended */
    HrmsRun go(HrmsRun run) {
        try {
            readAll(run);
            end(run, State.COMPLETED, null);
        } catch (HrmsUnavailable e) {
            LOG.warn("Synchronisation {} failed: {}", run.id(), e.getMessage());
            end(run, State.FAILED, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Synchronisation {} failed", run.id(), e);
            end(run, State.FAILED, e.getClass().getSimpleName());
        }
        return runs.find(run.id()).orElseThrow();
    }

    private void readAll(HrmsRun run) {
        Instant since = run.since();
        HrmsReading reading = hrms.read(since == null ? null : since.minus(OVERLAP), run.cursor());
        runs.reads(run.id(), reading.startedAt());
        try (ExecutorService ahead = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<@Nullable Chunk> next = ahead.submit(() -> chunk(reading));
            try {
                for (Chunk chunk = await(next); chunk != null; chunk = await(next)) {
                    next = ahead.submit(() -> chunk(reading));
                    merge.takeOver(run.id(), chunk.people(), chunk.read(), chunk.rejects(), chunk.next());
                }
            } finally {
                next.cancel(true);
            }
        }
    }

    private @Nullable Chunk chunk(HrmsReading reading) {
        List<CheckedPerson> people = new ArrayList<>();
        List<HrmsReject> rejects = new ArrayList<>();
        int read = 0;
        HrmsPage page = reading.nextPage();
        if (page == null) {
            return null;
        }
        String next;
        do {
            page.people().forEach(person -> check.check(person, rejects).ifPresent(people::add));
            page.unreadable()
                    .forEach(bad -> rejects.add(
                            HrmsCheck.reject(bad.employeeNumber(), Part.RECORD, bad.reason(), bad.detail())));
            read += page.people().size() + page.unreadable().size();
            next = page.next();
            page = read < CHUNK ? reading.nextPage() : null;
        } while (page != null);
        return new Chunk(people, read, rejects, next);
    }

    private static @Nullable Chunk await(Future<@Nullable Chunk> chunk) {
        try {
            return chunk.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HrmsUnavailable("The synchronisation was stopped", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e);
        }
    }

    private void end(HrmsRun run, State state, @Nullable String error) {
        transaction.executeWithoutResult(status -> {
            runs.end(run.id(), state, error);
            HrmsRun ended = runs.find(run.id()).orElseThrow();
            events.publishEvent(Audited.of("people.hrmsRunEnded", "hrmsRun", ended.id())
                    .changed("state", State.RUNNING, state)
                    .changed("kind", null, ended.kind())
                    .changed("membersRead", null, ended.membersRead())
                    .changed("added", null, ended.added())
                    .changed("changed", null, ended.changed())
                    .changed("rejected", null, ended.rejected())
                    .because(error));
        });
    }
}
