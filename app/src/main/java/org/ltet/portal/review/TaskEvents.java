package org.ltet.portal.review;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.applications.ApplicationAmountChanged;
import org.ltet.portal.applications.ApplicationAnswerDue;
import org.ltet.portal.applications.ApplicationApproved;
import org.ltet.portal.applications.ApplicationDisbursed;
import org.ltet.portal.applications.ApplicationEvent;
import org.ltet.portal.applications.ApplicationForwarded;
import org.ltet.portal.applications.ApplicationLapsed;
import org.ltet.portal.applications.ApplicationPaymentCancelled;
import org.ltet.portal.applications.ApplicationPaymentReturned;
import org.ltet.portal.applications.ApplicationRejected;
import org.ltet.portal.applications.ApplicationResubmitted;
import org.ltet.portal.applications.ApplicationReturnedToLevel;
import org.ltet.portal.applications.ApplicationReturnedToScrutiny;
import org.ltet.portal.applications.ApplicationSentBack;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationSubmitted;
import org.ltet.portal.applications.ApplicationTaken;
import org.ltet.portal.applications.ApplicationUnderFinance;
import org.ltet.portal.applications.ApplicationWithdrawn;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.review.TaskRows.Hand;
import org.ltet.portal.review.risk.AssessRisk;
import org.ltet.portal.review.risk.Outcomes;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the tasks in step with the applications, inside the transaction of each change: a queue's count and its list
 * tell the same at every moment.
 */
@Component
class TaskEvents {

    private static final Hand NOBODY = new Hand(null, null);

    private final TaskRows rows;
    private final ServiceLevels serviceLevels;
    private final Holidays holidays;
    private final Accounts accounts;
    private final Delegations delegations;
    private final AddedApprovals approvals;
    private final AssessRisk risk;
    private final Outcomes outcomes;

    TaskEvents(
            TaskRows rows,
            ServiceLevels serviceLevels,
            Holidays holidays,
            Accounts accounts,
            Delegations delegations,
            AddedApprovals approvals,
            AssessRisk risk,
            Outcomes outcomes) {
        this.approvals = approvals;
        this.delegations = delegations;
        this.outcomes = outcomes;
        this.risk = risk;
        this.rows = rows;
        this.serviceLevels = serviceLevels;
        this.holidays = holidays;
        this.accounts = accounts;
    }

    /** Before the other listeners: what they do next tells of states that follow this one. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @Transactional(propagation = Propagation.MANDATORY)
    public void follow(ApplicationEvent event) {
        switch (event) {
            case ApplicationSubmitted submitted -> submitted(submitted);
            case ApplicationTaken taken -> {
                rows.acted(taken.applicationId(), taken.actor(), ReviewLevel.SCRUTINY, taken.at());
                rows.assign(taken.applicationId(), ApplicationState.UNDER_REVIEW, taken.actor(), taken.at());
            }
            case ApplicationAmountChanged changed -> {
                approvals.requireNone(changed.applicationId());
                rows.acted(changed.applicationId(), changed.actor(), changed.level(), changed.at());
                rows.payable(changed.applicationId(), changed.payable());
            }
            case ApplicationForwarded forwarded -> {
                approvals.requireApproved(forwarded.applicationId(), forwarded.payable());
                finished(forwarded.applicationId(), forwarded.actor(), forwarded.from(), forwarded.at());
                rows.payable(forwarded.applicationId(), forwarded.payable());
                enter(forwarded.applicationId(), forwarded.to(), NOBODY, forwarded.at());
            }
            case ApplicationReturnedToLevel returned -> {
                approvals.requireNone(returned.applicationId());
                finished(returned.applicationId(), returned.actor(), returned.from(), returned.at());
                returnTo(returned.applicationId(), returned.to(), returned.at());
            }
            case ApplicationReturnedToScrutiny returned -> {
                returnTo(returned.applicationId(), ReviewLevel.SCRUTINY, returned.at());
                risk.note(returned.applicationId());
                outcomes.givenBack(returned.applicationId(), returned.at());
            }
            case ApplicationSentBack sentBack -> {
                approvals.requireNone(sentBack.applicationId());
                rows.acted(sentBack.applicationId(), sentBack.actor(), sentBack.level(), sentBack.at());
                pause(sentBack.applicationId(), sentBack.actor(), sentBack.at());
            }
            case ApplicationAnswerDue _ -> {
                // it still waits for the member
            }
            case ApplicationResubmitted resubmitted -> resume(resubmitted);
            case ApplicationApproved approved -> {
                approvals.requireApproved(approved.applicationId(), approved.sanctioned());
                if (approved.level() != null) {
                    finished(approved.applicationId(), approved.actor(), approved.level(), approved.at());
                }
                rows.granted(approved.applicationId(), approved.sanctioned());
                outcomes.granted(
                        approved.applicationId(), approved.sanctioned(), approved.level() == null, approved.at());
            }
            case ApplicationRejected rejected -> {
                approvals.requireNone(rejected.applicationId());
                finished(rejected.applicationId(), rejected.actor(), rejected.level(), rejected.at());
                rows.close(rejected.applicationId(), ApplicationState.REJECTED);
                outcomes.rejected(rejected.applicationId(), rejected.at());
            }
            case ApplicationWithdrawn withdrawn -> {
                approvals.ended(withdrawn.applicationId());
                rows.close(withdrawn.applicationId(), ApplicationState.WITHDRAWN);
            }
            case ApplicationLapsed lapsed -> rows.close(lapsed.applicationId(), ApplicationState.LAPSED);
            case ApplicationUnderFinance finance -> rows.close(finance.applicationId(), ApplicationState.UNDER_FINANCE);
            case ApplicationPaymentReturned returned ->
                rows.close(returned.applicationId(), ApplicationState.UNDER_FINANCE);
            case ApplicationPaymentCancelled cancelled ->
                rows.close(cancelled.applicationId(), ApplicationState.LAPSED);
            case ApplicationDisbursed disbursed -> rows.close(disbursed.applicationId(), ApplicationState.DISBURSED);
        }
    }

    private void submitted(ApplicationSubmitted event) {
        Instant due = due(event.versionId(), ReviewLevel.SCRUTINY, event.submittedAt());
        rows.insert(event, due);
        risk.note(event.applicationId());
    }

    private void finished(UUID id, String actor, ReviewLevel level, Instant at) {
        rows.acted(id, actor, level, at);
        rows.finished(id, actor, at);
    }

    private void enter(UUID id, ReviewLevel level, Hand hand, Instant at) {
        rows.enter(id, level, hand.person(), hand.absent(), at, due(rows.get(id).schemeVersionId(), level, at));
    }

    /** Back to the person who had it, who still knows it, unless that person has left the post. */
    private void returnTo(UUID id, ReviewLevel level, Instant at) {
        ReviewTask task = rows.get(id);
        Hand before = rows.lastActor(id, level)
                .flatMap(hand -> still(hand, task, level))
                .orElse(NOBODY);
        String person = before.person();
        if (person != null) {
            rows.acted(id, person, level, at);
        }
        enter(id, level, before, at);
    }

    /** Who goes on with it: the same one as long as that person has the post or stands in, then whoever was away. */
    private Optional<Hand> still(Hand hand, ReviewTask task, ReviewLevel level) {
        String person = hand.person();
        String absent = hand.absent();
        if (person == null) {
            return Optional.empty();
        }
        if (absent == null) {
            return holds(person, task, level) ? Optional.of(hand) : Optional.empty();
        }
        if (!holds(absent, task, level)) {
            return Optional.empty();
        }
        return Optional.of(delegations.runs(person, absent, level) ? hand : new Hand(absent, null));
    }

    private void pause(UUID id, String actor, Instant at) {
        ReviewTask task = rows.get(id);
        rows.pause(id, actor, at, holidays.calendar().between(at, task.dueAt()));
    }

    private void resume(ApplicationResubmitted event) {
        ReviewTask task = rows.get(event.applicationId());
        Duration left = Optional.ofNullable(task.workingTimeLeft()).orElse(Duration.ZERO);
        Instant due = left.isZero() ? task.dueAt() : holidays.calendar().plus(event.at(), left);
        Hand hand = still(new Hand(task.assignedTo(), task.heldFor()), task, event.level())
                .orElse(NOBODY);
        rows.resume(event, hand.person(), hand.absent(), due);
        risk.note(event.applicationId());
    }

    private boolean holds(String employeeNumber, ReviewTask task, ReviewLevel level) {
        return accounts.user(employeeNumber)
                .filter(user -> user.has(ReviewLevels.role(level), task.ic(), task.region(), task.schemeCode()))
                .isPresent();
    }

    private Instant due(UUID versionId, ReviewLevel level, Instant from) {
        return holidays.calendar().plus(from, serviceLevels.allowed(versionId, level));
    }
}
