package org.ltet.portal.review;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.User;
import org.ltet.portal.people.People;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;

/**
 * Who may work on a task. The application's own guard asks again when it is moved; here it is refused before anything
 * is offered.
 */
@Component
class TaskGuard {

    private final TaskRows rows;
    private final People people;
    private final Accounts accounts;
    private final Delegations delegations;

    TaskGuard(TaskRows rows, People people, Accounts accounts, Delegations delegations) {
        this.rows = rows;
        this.people = people;
        this.accounts = accounts;
        this.delegations = delegations;
    }

    /** @throws Refused forbidden when it is the user's own or a relative's */
    ReviewTask strangers(UUID id, User user) {
        ReviewTask task = rows.get(id);
        if (isOwnOrRelatives(task, user.employeeNumber())) {
            throw Refused.forbidden("review.ownOrRelative");
        }
        return task;
    }

    private boolean isOwnOrRelatives(ReviewTask task, String person) {
        return task.employeeNumber().equals(person) || people.related(task.memberId(), person);
    }

    /** It is not this person's or a relative's, and the person has not acted at one of its levels. */
    boolean isStranger(ReviewTask task, User person) {
        String number = person.employeeNumber();
        return !isOwnOrRelatives(task, number)
                && task.acted().stream()
                        .noneMatch(entry -> entry.endsWith(":" + number) && !entry.startsWith("ADDED_APPROVER:"));
    }

    /**
     * @throws Refused notFound when no scope at this desk holds it: it is not even told that it exists (ACC-5); forbidden
     *     when it is not to be worked on at this desk
     */
    void requireFits(ReviewTask task, Desk desk) {
        if (!desk.covers(task)) {
            throw isInScope(task, desk.authority())
                    ? Refused.forbidden("review.notYourLevel")
                    : Refused.notFound("task");
        }
        if (task.actedElsewhere(desk.user().employeeNumber())) {
            throw Refused.forbidden("review.actedElsewhere");
        }
        String asked = task.waitsFor();
        if (asked != null && (asked.equals(desk.user().employeeNumber()) || asked.equals(desk.heldFor()))) {
            throw Refused.forbidden("review.askedBeside");
        }
        User absent = desk.absent();
        if (absent != null && barred(task, absent)) {
            throw Refused.forbidden("review.absentMayNot", absent.displayName());
        }
    }

    private static boolean isInScope(ReviewTask task, User user) {
        return Arrays.stream(ReviewLevel.values())
                .anyMatch(level -> user.has(ReviewLevels.role(level), task.ic(), task.region(), task.schemeCode()));
    }

    private boolean barred(ReviewTask task, User absent) {
        return task.actedElsewhere(absent.employeeNumber()) || isOwnOrRelatives(task, absent.employeeNumber());
    }

    /** The desk at which the user has the task in hands, or the user's own; none when the colleague is back. */
    Optional<Desk> deskOf(ReviewTask task, User user) {
        String absent = task.heldBy(user.employeeNumber()) ? task.heldFor() : null;
        return absent == null
                ? Optional.of(Desk.own(user, task.level()))
                : delegations.desks(user).stream()
                        .filter(desk -> desk.level() == task.level() && absent.equals(desk.heldFor()))
                        .findFirst();
    }

    /** @throws Refused conflict "review.delegationOver" */
    Desk desk(ReviewTask task, User user) {
        return deskOf(task, user).orElseThrow(() -> Refused.conflict("review.delegationOver"));
    }

    /** The desks of colleagues on leave at which the user may take this task today, as it lies. */
    List<Desk> desksFor(ReviewTask task, User user) {
        if (!task.open() || task.actedElsewhere(user.employeeNumber())) {
            return List.of();
        }
        return delegations.desks(user).stream()
                .filter(desk -> desk.covers(task) && isFreeAt(task, desk) && !barred(task, desk.authority()))
                .toList();
    }

    /** Nobody has it, or only the colleague on leave. */
    private static boolean isFreeAt(ReviewTask task, Desk desk) {
        return task.assignedTo() == null
                || (task.heldFor() == null && task.assignedTo().equals(desk.heldFor()));
    }

    /** Whether it is in the user's hands, in the own right or in a colleague's place. */
    boolean inHandsOf(ReviewTask task, User user) {
        return task.open()
                && task.heldBy(user.employeeNumber())
                && deskOf(task, user)
                        .filter(desk -> desk.covers(task) && !desk.actedElsewhere(task))
                        .isPresent();
    }

    /** A task that the user has taken. */
    ReviewTask inHands(UUID id, User user) {
        ReviewTask task = strangers(id, user);
        requireFits(task, desk(task, user));
        requireNotHeldByOther(task, user);
        if (task.assignedTo() == null) {
            throw Refused.conflict("review.takeFirst");
        }
        return task;
    }

    void requireNotHeldByOther(ReviewTask task, User user) {
        requireFree(task, Desk.own(user, task.level()));
    }

    /** @throws Refused conflict "review.heldByOther" */
    void requireFree(ReviewTask task, Desk desk) {
        User user = desk.user();
        String holder = task.assignedTo();
        if (holder != null
                && !isFreeAt(task, desk)
                && !holder.equals(user.employeeNumber())
                && task.takenAt() != null) {
            throw Refused.conflict("review.heldByOther", nameOf(holder), task.takenAt());
        }
    }

    String nameOf(String employeeNumber) {
        return accounts.byEmployeeNumber(employeeNumber)
                .map(account -> account.displayName())
                .orElse(employeeNumber);
    }
}
