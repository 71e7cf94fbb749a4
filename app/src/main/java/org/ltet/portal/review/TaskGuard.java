package org.ltet.portal.review;

import java.util.UUID;
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

    TaskGuard(TaskRows rows, People people, Accounts accounts) {
        this.rows = rows;
        this.people = people;
        this.accounts = accounts;
    }

    /** @throws Refused forbidden when it is the user's own or a relative's */
    ReviewTask strangers(UUID id, User user) {
        ReviewTask task = rows.get(id);
        if (task.employeeNumber().equals(user.employeeNumber())
                || people.related(task.memberId(), user.employeeNumber())) {
            throw Refused.forbidden("review.ownOrRelative");
        }
        return task;
    }

    /** A task that the user may take at its level. */
    ReviewTask atOwnLevel(UUID id, User user) {
        ReviewTask task = strangers(id, user);
        if (!worksAtLevelOf(task, user)) {
            throw Refused.forbidden("review.notYourLevel");
        }
        if (task.actedElsewhere(user.employeeNumber())) {
            throw Refused.forbidden("review.actedElsewhere");
        }
        return task;
    }

    /** A task that the user has taken. */
    ReviewTask inHands(UUID id, User user) {
        ReviewTask task = atOwnLevel(id, user);
        requireNotHeldByOther(task, user);
        if (task.assignedTo() == null) {
            throw Refused.conflict("review.takeFirst");
        }
        return task;
    }

    void requireNotHeldByOther(ReviewTask task, User user) {
        String holder = task.assignedTo();
        if (holder != null && !holder.equals(user.employeeNumber()) && task.takenAt() != null) {
            throw Refused.conflict("review.heldByOther", nameOf(holder), task.takenAt());
        }
    }

    String nameOf(String employeeNumber) {
        return accounts.byEmployeeNumber(employeeNumber)
                .map(account -> account.displayName())
                .orElse(employeeNumber);
    }

    static boolean worksAtLevelOf(ReviewTask task, User user) {
        return user.has(ReviewLevels.role(task.level()), task.ic(), task.region(), task.schemeCode());
    }
}
