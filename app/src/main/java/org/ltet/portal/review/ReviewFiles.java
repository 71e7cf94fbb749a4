package org.ltet.portal.review;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.OriginalsRegister;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.identity.User;
import org.ltet.portal.people.People;
import org.ltet.portal.review.ReviewFile.Hands;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens the file of an application for a reviewer. */
@Component
@Transactional(readOnly = true)
public class ReviewFiles {

    private final TaskGuard guard;
    private final AddedApprovals approvals;
    private final OriginalsRegister originals;
    private final Applications applications;
    private final Documents documents;
    private final People people;
    private final Schemes schemes;

    ReviewFiles(
            TaskGuard guard,
            AddedApprovals approvals,
            OriginalsRegister originals,
            Applications applications,
            Documents documents,
            People people,
            Schemes schemes) {
        this.guard = guard;
        this.approvals = approvals;
        this.originals = originals;
        this.applications = applications;
        this.documents = documents;
        this.people = people;
        this.schemes = schemes;
    }

    /** @throws Refused not found; forbidden when it is the user's own or a relative's */
    public ReviewFile open(UUID id, User user) {
        ReviewTask task = guard.strangers(id, user);
        ApplicationView application = applications.get(id, user);
        String holder = task.assignedTo();
        ReviewLevel level = task.level();
        List<AddedApproval> asked = approvals.of(id);
        return new ReviewFile(
                task,
                application,
                schemes.version(application.schemeVersionId()).definition(),
                people.byId(application.memberId()),
                applications.grounds(id, user),
                hands(task, user),
                holder == null ? null : guard.nameOf(holder),
                task.heldFor() == null ? null : guard.nameOf(task.heldFor()),
                guard.desksFor(task, user),
                asked,
                asked.stream().anyMatch(one -> one.open() && approvals.answers(one, user)),
                originals.of(id, user),
                applications.ofMember(application.memberId(), user).stream()
                        .filter(other -> !other.id().equals(id))
                        .toList(),
                applications.deductions(id, user),
                documents.of(new DocumentOwner(Applications.DOCUMENT_OWNER, id)),
                additional(level, application.nextLevel()),
                earlier(level));
    }

    /** Levels that the amount does not need by itself; the one that it needs is not passed over. */
    private static List<ReviewLevel> additional(ReviewLevel from, @Nullable ReviewLevel needed) {
        return Arrays.stream(ReviewLevel.values())
                .filter(level -> level.isAfter(from) && (needed == null || needed.isAfter(level)))
                .toList();
    }

    private static List<ReviewLevel> earlier(ReviewLevel from) {
        return Arrays.stream(ReviewLevel.values()).filter(from::isAfter).toList();
    }

    private Hands hands(ReviewTask task, User user) {
        if (task.state() == ApplicationState.SENT_BACK) {
            return Hands.MEMBERS;
        }
        if (!task.open()) {
            return Hands.CLOSED;
        }
        if (guard.inHandsOf(task, user)) {
            return Hands.OWN;
        }
        if (!Desk.own(user, task.level()).covers(task) || task.actedElsewhere(user.employeeNumber())) {
            return Hands.OTHER_LEVEL;
        }
        if (task.assignedTo() == null) {
            return Hands.FREE;
        }
        return Hands.OTHERS;
    }
}
