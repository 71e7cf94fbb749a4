package org.ltet.portal.review;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.Decisions;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives tasks to reviewers. A task is claimed in a transaction of its own before the application is asked to move, so
 * that the locks of the two are never waited for in opposite orders.
 */
@Component
public class TakeTask {

    /** How many tasks may be lost to their members' withdrawing them at this very moment before giving up. */
    private static final int TRIES = 5;

    private final TaskRows rows;
    private final TaskGuard guard;
    private final Delegations delegations;
    private final ReviewQueue queue;
    private final Decisions decisions;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TakeTask(
            TaskRows rows,
            TaskGuard guard,
            Delegations delegations,
            ReviewQueue queue,
            Decisions decisions,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.rows = rows;
        this.guard = guard;
        this.delegations = delegations;
        this.queue = queue;
        this.decisions = decisions;
        this.jdbc = jdbc;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** The most urgent one that waits at the level, now in the reviewer's hands; nobody else gets the same (REV-6). */
    public Optional<ReviewTask> next(User user, ReviewLevel level, QueueFilter filter) {
        return next(Desk.own(user, level), filter);
    }

    /** Likewise at the desk of a colleague on leave: first what the colleague has begun. */
    public Optional<ReviewTask> next(Desk desk, QueueFilter filter) {
        User user = desk.user();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<UUID> claimed = claimNext(desk, filter);
            if (claimed.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(begin(claimed.get(), user));
            } catch (Refused refused) {
                rows.release(claimed.get(), user.employeeNumber());
                if (refused.kind() != Refused.Kind.CONFLICT) {
                    throw refused;
                }
            }
        }
        return Optional.empty();
    }

    /** What to go on with: what the reviewer has already, else the next one that waits. */
    public Optional<ReviewTask> goOn(Desk desk) {
        return queue.page(desk, QueueTab.MINE, QueueFilter.NONE, null, 1).tasks().stream()
                .findFirst()
                .or(() -> next(desk, QueueFilter.NONE));
    }

    /** @throws Refused conflict when somebody else has it, forbidden when it is not for this user */
    public ReviewTask take(UUID id, User user) {
        return take(id, null, user);
    }

    /** @param absent employee number of the colleague on leave in whose place it is taken, null in the own right */
    public ReviewTask take(UUID id, @Nullable String absent, User user) {
        ReviewTask task = guard.strangers(id, user);
        Desk desk = absent == null ? Desk.own(user, task.level()) : delegations.desk(user, task.level(), absent);
        guard.requireFits(task, desk);
        guard.requireFree(task, desk);
        if (!task.open()) {
            throw Refused.conflict("review.notOpen");
        }
        boolean claimed = Boolean.TRUE.equals(transaction.execute(_ -> {
            boolean done = rows.claim(id, user.employeeNumber(), absent, clock.instant());
            if (done) {
                taken(task, desk);
            }
            return done;
        }));
        if (!claimed) {
            ReviewTask now = rows.get(id);
            guard.requireFree(now, desk);
            if (!now.heldBy(user.employeeNumber())) {
                throw Refused.conflict("review.notOpen");
            }
        }
        try {
            return begin(id, user);
        } catch (Refused refused) {
            if (claimed) {
                rows.release(id, user.employeeNumber());
            }
            throw refused;
        }
    }

    /** Puts a task back for the colleagues. */
    public void release(UUID id, User user) {
        guard.inHands(id, user);
        transaction.executeWithoutResult(_ -> {
            ReviewTask task = rows.get(id);
            if (!rows.release(id, user.employeeNumber())) {
                throw Refused.conflict("review.notOpen");
            }
            audit("task.givenBack", task, task.heldFor());
        });
    }

    private Optional<UUID> claimNext(Desk desk, QueueFilter filter) {
        QueueSql sql = queue.sql(desk, filter);
        return sql.toDo().stream()
                .flatMap(branch -> claimNext(desk, sql, branch).stream())
                .findFirst();
    }

    private Optional<UUID> claimNext(Desk desk, QueueSql sql, String branch) {
        String heldFor = desk.absent() == null ? "null" : ":absent";
        return Objects.requireNonNullElse(
                transaction.execute(_ -> {
                    Optional<UUID> id = sql.on(jdbc.sql("""
                            update review.task
                            set assigned_to = :me, held_for = %s, taken_at = :now, version = version + 1
                            where application_id = (
                                select t.application_id from review.task t where %s
                                order by t.due_at, t.application_id limit 1 for update skip locked)
                            returning application_id
                            """.formatted(heldFor, branch)))
                            .query(UUID.class)
                            .optional();
                    id.ifPresent(claimed -> taken(rows.get(claimed), desk));
                    return id;
                }),
                Optional.empty());
    }

    /** At scrutiny the application itself comes under review; at the panels it is so already. */
    private ReviewTask begin(UUID id, User user) {
        if (rows.get(id).state() == ApplicationState.SUBMITTED) {
            decisions.take(id, user);
        }
        return rows.get(id);
    }

    private void taken(ReviewTask task, Desk desk) {
        rows.unfinished(task.applicationId(), desk.user().employeeNumber());
        audit("task.taken", task, desk.heldFor());
    }

    private void audit(String action, ReviewTask task, @Nullable String absent) {
        events.publishEvent(Audited.of(action, "task", task.applicationId())
                .inApplication(task.applicationId(), task.schemeCode())
                .changed("level", null, task.level())
                .changed("inPlaceOf", null, absent));
    }
}
