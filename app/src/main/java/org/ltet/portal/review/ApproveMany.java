package org.ltet.portal.review;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.Circumstances;
import org.ltet.portal.applications.Decisions;
import org.ltet.portal.applications.Levels;
import org.ltet.portal.applications.RaiseLevels;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.applications.Sanction;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.risk.AssessRisk;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Approves up to 100 applications by one decision of a panel (REV-5). First it is prepared, so that the reviewer sees
 * exactly what will happen; then it runs, each application in a transaction of its own, and only as it was shown. Run
 * twice, it decides nothing twice.
 */
@Component
public class ApproveMany {

    public static final int MOST = 100;

    private static final Logger LOG = LoggerFactory.getLogger(ApproveMany.class);

    private final BulkRows bulks;
    private final TaskGuard guard;
    private final ReviewQueue queue;
    private final Applications applications;
    private final Decisions decisions;
    private final Schemes schemes;
    private final RaiseLevels raised;
    private final AssessRisk risk;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ApproveMany(
            BulkRows bulks,
            TaskGuard guard,
            ReviewQueue queue,
            Applications applications,
            Decisions decisions,
            Schemes schemes,
            RaiseLevels raised,
            AssessRisk risk,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.bulks = bulks;
        this.guard = guard;
        this.queue = queue;
        this.applications = applications;
        this.decisions = decisions;
        this.schemes = schemes;
        this.raised = raised;
        this.risk = risk;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Of the chosen ones, those that this reviewer can approve as they stand are kept for the decision.
     *
     * @throws Refused invalid when none or too many are chosen, or none of them can be approved
     */
    public UUID prepare(Collection<UUID> chosen, ReviewLevel level, User user) {
        if (level == ReviewLevel.SCRUTINY || !user.has(ReviewLevels.role(level))) {
            throw Refused.forbidden("review.notYourLevel");
        }
        Set<UUID> ids = new TreeSet<>(chosen);
        if (ids.isEmpty()) {
            throw Refused.invalidField("select", "review.bulkNone");
        }
        if (ids.size() > MOST) {
            throw Refused.invalidField("select", "review.bulkTooMany", MOST);
        }
        Map<UUID, Circumstances> circumstances = raised.of(ids);
        List<ReviewTask> decidable = queue.among(user, level, ids).stream()
                .filter(task -> task.state() == ApplicationState.UNDER_REVIEW
                        && task.waitsFor() == null
                        && task.declinedBy() == null
                        && task.payable().isPositive()
                        && Levels.next(
                                        schemes.version(task.schemeVersionId()).definition(),
                                        level,
                                        task.payable(),
                                        circumstances.getOrDefault(task.applicationId(), Circumstances.NONE))
                                .isEmpty())
                .toList();
        if (decidable.isEmpty()) {
            throw Refused.invalidField("select", "review.bulkNoneDecidable");
        }
        UUID id = Ids.next();
        transaction.executeWithoutResult(_ -> {
            bulks.insert(id, user.employeeNumber(), level, decidable, ids.size() - decidable.size(), clock.instant());
            events.publishEvent(Audited.of("bulkApproval.prepared", "bulkApproval", id)
                    .changed("applications", null, decidable.size()));
        });
        return id;
    }

    public BulkApproval get(UUID id, User user) {
        return bulks.get(id, user.employeeNumber());
    }

    /** Decides what is not decided yet and tells what became of each. */
    public BulkApproval run(UUID id, User user) {
        bulks.get(id, user.employeeNumber());
        bulks.started(id, clock.instant());
        for (BulkRows.Open line : bulks.open(id)) {
            try {
                risk.ensure(line.applicationId());
                transaction.executeWithoutResult(
                        _ -> bulks.lock(id, line.position()).ifPresent(locked -> approve(id, locked, user)));
            } catch (Refused refused) {
                String code = refused.kind() == Refused.Kind.STALE ? "review.changedMeanwhile" : refused.code();
                refuse(id, line, code, refused.arguments());
            } catch (DataAccessException e) {
                LOG.error("Application {} of bulk approval {} failed", line.applicationId(), id, e);
                refuse(id, line, "review.bulkFailed", List.of());
            }
        }
        return bulks.get(id, user.employeeNumber());
    }

    private void approve(UUID id, BulkRows.Open line, User user) {
        // The application is read before its task: when the task still is what was shown, so was the application.
        ApplicationView view = applications.get(line.applicationId(), user);
        ReviewTask task = guard.strangers(line.applicationId(), user);
        if (task.version() != line.taskVersion()) {
            throw Refused.conflict("review.changedMeanwhile");
        }
        guard.requireNotHeldByOther(task, user);
        decisions.sanction(line.applicationId(), Sanction.inFull(view.version(), line.payable()), user);
        bulks.approved(id, line.position(), clock.instant());
    }

    private void refuse(UUID id, BulkRows.Open line, String code, List<Object> arguments) {
        transaction.executeWithoutResult(_ -> bulks.refused(id, line.position(), code, arguments, clock.instant()));
    }
}
