package org.ltet.portal.review;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.AskOriginals;
import org.ltet.portal.applications.Decisions;
import org.ltet.portal.applications.Deduction;
import org.ltet.portal.applications.OriginalsLetter;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.applications.Sanction;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.risk.AssessRisk;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;

/**
 * What a reviewer does with a task in hands (REV-3, REV-4). Each call names the version that the reviewer saw.
 * Refusals: not found; forbidden (review.ownOrRelative, .notYourLevel, .actedElsewhere, .absentMayNot); conflict
 * (review.takeFirst, .heldByOther, .delegationOver, .waitsForApprover, .approverDeclined, .approverAskAgain, and those of {@link Decisions}); stale when anything was changed since.
 */
@Component
public class DecideTask {

    private final TaskRows rows;
    private final TaskGuard guard;
    private final AskApprover approvers;
    private final Applications applications;
    private final Decisions decisions;
    private final AssessRisk risk;
    private final AskOriginals askOriginals;

    DecideTask(
            TaskRows rows,
            TaskGuard guard,
            AskApprover approvers,
            Applications applications,
            Decisions decisions,
            AssessRisk risk,
            AskOriginals askOriginals) {
        this.risk = risk;
        this.askOriginals = askOriginals;
        this.rows = rows;
        this.guard = guard;
        this.approvers = approvers;
        this.applications = applications;
        this.decisions = decisions;
    }

    /** Where the user goes on after deciding: the desk at which this one is in hands. */
    public Desk desk(UUID id, User user) {
        ReviewTask task = rows.get(id);
        return guard.deskOf(task, user).orElseGet(() -> Desk.own(user, task.level()));
    }

    public ApplicationView deduct(UUID id, UUID lineId, Deduction deduction, long seen, User user) {
        approvers.requireNotWaiting(requireInHands(id, seen, user));
        return decisions.deduct(id, lineId, deduction, seen, user);
    }

    /** @param to a later level, or null for the next one that the amount needs */
    public ApplicationView forward(UUID id, @Nullable ReviewLevel to, @Nullable String comment, long seen, User user) {
        approvers.requireMayGoOn(requireInHands(id, seen, user));
        risk.ensure(id);
        return decisions.forward(id, to, comment, seen, user);
    }

    /** @param lineRemarks by line id; shown to the member like the comment */
    public ApplicationView sendBack(
            UUID id, String reasonCode, String comment, Map<UUID, String> lineRemarks, long seen, User user) {
        approvers.requireNotWaiting(requireInHands(id, seen, user));
        return decisions.sendBack(id, reasonCode, comment, lineRemarks, seen, user);
    }

    public ApplicationView returnToLevel(
            UUID id, ReviewLevel to, String reasonCode, String comment, long seen, User user) {
        approvers.requireNotWaiting(requireInHands(id, seen, user));
        return decisions.returnToLevel(id, to, reasonCode, comment, seen, user);
    }

    public ApplicationView reject(UUID id, String reasonCode, String comment, long seen, User user) {
        approvers.requireNotWaiting(requireInHands(id, seen, user));
        return decisions.reject(id, reasonCode, comment, seen, user);
    }

    /** @throws Refused conflict "applications.balanceChanged" with the amount that is payable now */
    public ApplicationView approve(UUID id, Sanction sanction, User user) {
        approvers.requireMayGoOn(requireInHands(id, sanction.expectedVersion(), user));
        risk.ensure(id);
        return decisions.sanction(id, sanction, user);
    }

    /** @throws Refused stale when the application is another than was seen */
    public OriginalsLetter askOriginals(UUID id, AskOriginals.Wish wish, long seen, User user) {
        requireInHands(id, seen, user);
        requireSeen(id, seen, user);
        OriginalsLetter letter = askOriginals.ask(id, wish, user);
        rows.acted(id, user.employeeNumber(), letter.level(), letter.askedAt());
        return letter;
    }

    /** @param number of the letter, of which nothing more is needed */
    public OriginalsLetter cancelOriginals(UUID id, String number, String reason, long seen, User user) {
        requireInHands(id, seen, user);
        requireSeen(id, seen, user);
        return askOriginals.cancel(id, number, reason, user);
    }

    private ReviewTask requireInHands(UUID id, long seen, User user) {
        ReviewTask task = guard.strangers(id, user);
        if (task.state() == ApplicationState.UNDER_REVIEW && guard.inHandsOf(task, user)) {
            return task;
        }
        // Whoever saw an older state was overtaken by somebody: that says more than what the new state forbids.
        requireSeen(id, seen, user);
        guard.inHands(id, user);
        throw Refused.conflict("review.notOpen");
    }

    private void requireSeen(UUID id, long seen, User user) {
        if (applications.get(id, user).version() != seen) {
            throw Refused.stale();
        }
    }
}
