package org.ltet.portal.review;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.Stages;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.AddedApproval.Answer;
import org.ltet.portal.review.AddedApprovalChanged.What;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A reviewer, or the head, asks one more person to approve one application before it goes on; it waits for that person,
 * whose answer is a stage of its own (REV-5).
 */
@Component
public class AskApprover {

    private static final int LONGEST = 1000;

    private final TaskRows rows;
    private final TaskGuard guard;
    private final AddedApprovals approvals;
    private final WatchApprovers watch;
    private final Applications applications;
    private final Stages stages;
    private final Accounts accounts;
    private final ServiceLevels serviceLevels;
    private final Holidays holidays;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AskApprover(
            TaskRows rows,
            TaskGuard guard,
            AddedApprovals approvals,
            WatchApprovers watch,
            Applications applications,
            Stages stages,
            Accounts accounts,
            ServiceLevels serviceLevels,
            Holidays holidays,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.guard = guard;
        this.approvals = approvals;
        this.watch = watch;
        this.applications = applications;
        this.stages = stages;
        this.accounts = accounts;
        this.serviceLevels = serviceLevels;
        this.holidays = holidays;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param person employee number of somebody who reviews, wherever
     * @throws Refused forbidden or conflict when the application is not the user's to decide on now; invalid
     *     "review.approverUnsuitable"; conflict "review.waitsForApprover"
     */
    @Transactional
    public AddedApproval ask(UUID id, String person, String reason, User user) {
        ReviewTask task = mayAsk(id, user);
        String words = words("reason", reason);
        User asked = accounts.user(person.strip())
                .filter(other -> !other.employeeNumber().equals(user.employeeNumber()))
                .filter(other -> suits(task, other))
                .orElseThrow(() -> Refused.invalidField("person", "review.approverUnsuitable"));
        requireNotWaiting(task);
        Instant now = clock.instant();
        AddedApproval approval = new AddedApproval(
                Ids.next(),
                id,
                task.level(),
                user.employeeNumber(),
                user.displayName(),
                asked.employeeNumber(),
                asked.displayName(),
                words,
                now,
                holidays.calendar().plus(now, serviceLevels.allowed(task.schemeVersionId(), task.level())),
                null,
                null,
                null,
                null,
                null,
                null);
        if (!approvals.insert(approval)) {
            throw Refused.stale();
        }
        events.publishEvent(
                new AddedApprovalChanged(approval, task.number(), What.ASKED, watch.whoAnswers(approval), now));
        events.publishEvent(audited("approver.asked", task)
                .changed("approver", null, asked.employeeNumber())
                .changed("due", null, approval.dueAt())
                .because(words));
        return approval;
    }

    /**
     * By the person, or by who stands in during the person's leave: then whatever bars one of the two bars both.
     *
     * @param comment needed to decline
     * @throws Refused forbidden "review.notAskedOfYou" for everybody else, and when one of them may not act on it; conflict
     *     "review.notAskedAnyMore"; stale when another amount is payable than was seen
     */
    @Transactional
    public void answer(UUID id, boolean approve, @Nullable String comment, @Nullable String seen, User user) {
        ReviewTask task = guard.strangers(id, user);
        List<AddedApproval> mine = approvals.of(id).stream()
                .filter(asked -> approvals.answers(asked, user))
                .toList();
        if (mine.isEmpty()) {
            throw Refused.forbidden("review.notAskedOfYou");
        }
        AddedApproval open = mine.stream()
                .filter(AddedApproval::open)
                .findFirst()
                .orElseThrow(() -> Refused.conflict("review.notAskedAnyMore"));
        String words = approve && (comment == null || comment.isBlank())
                ? null
                : words("comment", comment == null ? "" : comment);
        if (ReviewLevels.of(user).isEmpty()) {
            throw Refused.forbidden("review.notYourLevel");
        }
        // the application's row is locked before the task's, as in every decision
        stages.claim(List.of(id), Stages.Stage.ADDED_APPROVER, user);
        String person = open.person();
        boolean inPlace = !person.equals(user.employeeNumber());
        if (inPlace) {
            answersFor(task, open, user);
        }
        Answer answer = approve ? Answer.APPROVED : Answer.DECLINED;
        // what the person approves is what is payable now, and no more than that goes on afterwards
        Money payable = applications.get(id, user).payable();
        if (approve && seen != null && !seen.equals(payable.plain())) {
            throw Refused.stale();
        }
        close(task, open, answer, words, approve ? payable : null, user);
        events.publishEvent(audited(approve ? "approver.approved" : "approver.declined", task)
                .changed("approver", null, user.employeeNumber())
                .changed("inPlaceOf", null, inPlace ? person : null)
                .changed("payable", null, payable)
                .because(words));
    }

    /** Nobody answers the own question, nor for a person who could not have answered. */
    private void answersFor(ReviewTask task, AddedApproval open, User standIn) {
        if (open.askedBy().equals(standIn.employeeNumber()) || !suits(task, standIn)) {
            throw Refused.forbidden("review.actedElsewhere");
        }
        User absent = accounts.user(open.person())
                .filter(person -> suits(task, person))
                .orElseThrow(() -> Refused.forbidden("review.absentMayNot", open.personName()));
        stages.claim(List.of(open.applicationId()), Stages.Stage.ADDED_APPROVER, absent);
    }

    /**
     * Whoever asked, or the head, takes the question back, with a reason; an earlier refusal stands as it was.
     *
     * @throws Refused forbidden "review.notYoursToTakeBack"; conflict "review.notAskedAnyMore"
     */
    @Transactional
    public void takeBack(UUID id, String reason, User user) {
        ReviewTask task = guard.strangers(id, user);
        List<AddedApproval> all = approvals.of(id);
        boolean head = isHeadOf(task, user);
        if (!head && all.stream().noneMatch(asked -> asked.askedBy().equals(user.employeeNumber()))) {
            throw Refused.forbidden("review.notYoursToTakeBack");
        }
        String words = words("reason", reason);
        AddedApproval open = all.stream()
                .filter(AddedApproval::open)
                .findFirst()
                .orElseThrow(() -> Refused.conflict("review.notAskedAnyMore"));
        if (!head && !open.askedBy().equals(user.employeeNumber())) {
            throw Refused.forbidden("review.notYoursToTakeBack");
        }
        close(task, open, Answer.TAKEN_BACK, words, null, user);
        events.publishEvent(audited("approver.takenBack", task)
                .changed("approver", open.person(), null)
                .because(words));
    }

    /** @throws Refused conflict "review.waitsForApprover" */
    void requireNotWaiting(ReviewTask task) {
        if (task.waitsFor() != null) {
            throw Refused.conflict("review.waitsForApprover", guard.nameOf(task.waitsFor()));
        }
    }

    /** @throws Refused likewise, and conflict "review.approverDeclined" */
    void requireMayGoOn(ReviewTask task) {
        requireNotWaiting(task);
        if (task.declinedBy() != null) {
            throw Refused.conflict("review.approverDeclined", guard.nameOf(task.declinedBy()));
        }
    }

    private ReviewTask mayAsk(UUID id, User user) {
        ReviewTask task = guard.strangers(id, user);
        if (!isHeadOf(task, user) || task.heldBy(user.employeeNumber())) {
            task = guard.inHands(id, user);
        }
        if (task.state() != ApplicationState.UNDER_REVIEW) {
            throw Refused.conflict("review.notOpen");
        }
        return task;
    }

    private static boolean isHeadOf(ReviewTask task, User user) {
        return user.has(Role.HEAD, task.ic(), task.region(), task.schemeCode());
    }

    /** Reviews somewhere, has it not in hands, has acted on it at no other stage, and belongs not to the member. */
    private boolean suits(ReviewTask task, User person) {
        String number = person.employeeNumber();
        return !ReviewLevels.of(person).isEmpty()
                && !number.equals(task.assignedTo())
                && !number.equals(task.heldFor())
                && guard.isStranger(task, person)
                && stages.of(List.of(task.applicationId()), person).values().stream()
                        .allMatch(stage -> stage == Stages.Stage.ADDED_APPROVER);
    }

    private void close(
            ReviewTask task,
            AddedApproval open,
            Answer answer,
            @Nullable String words,
            @Nullable Money payable,
            User user) {
        if (!approvals.answer(open, answer, words, payable, user.employeeNumber(), user.displayName())) {
            throw Refused.conflict("review.notAskedAnyMore");
        }
        Instant now = clock.instant();
        AddedApproval closed = new AddedApproval(
                open.id(),
                open.applicationId(),
                open.level(),
                open.askedBy(),
                open.askedByName(),
                open.person(),
                open.personName(),
                open.reason(),
                open.askedAt(),
                open.dueAt(),
                answer,
                words,
                now,
                user.employeeNumber(),
                user.displayName(),
                payable);
        events.publishEvent(
                new AddedApprovalChanged(closed, task.number(), What.ANSWERED, whoLearns(task, closed), now));
    }

    /** A question taken back concerns who would have answered; an answer concerns who asked and who has it in hands. */
    private Set<String> whoLearns(ReviewTask task, AddedApproval closed) {
        if (closed.answer() == Answer.TAKEN_BACK) {
            return watch.whoAnswers(closed);
        }
        Set<String> who = new HashSet<>(Set.of(closed.askedBy()));
        if (task.assignedTo() != null) {
            who.add(task.assignedTo());
        }
        return who;
    }

    private static Audited audited(String action, ReviewTask task) {
        return Audited.of(action, "task", task.applicationId())
                .inApplication(task.applicationId(), task.schemeCode())
                .changed("level", null, task.level());
    }

    private static String words(String field, String typed) {
        String words = typed.strip();
        if (words.isEmpty() || words.length() > LONGEST) {
            throw Refused.invalidField(field, "review.reasonNeeded", LONGEST);
        }
        return words;
    }
}
