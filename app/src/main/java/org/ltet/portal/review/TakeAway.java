package org.ltet.portal.review;

import java.util.UUID;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A senior puts an escalated task back for the colleagues of whoever has it; nothing is decided by that (REV-7). */
@Component
public class TakeAway {

    private static final int LONGEST_REASON = 500;

    private final TaskRows rows;
    private final TaskGuard guard;
    private final ApplicationEventPublisher events;

    TakeAway(TaskRows rows, TaskGuard guard, ApplicationEventPublisher events) {
        this.rows = rows;
        this.guard = guard;
        this.events = events;
    }

    /**
     * @throws Refused not found; forbidden for an own or a relative's, or when the user is no senior of its level;
     *     conflict "review.notEscalated", "review.nobodyHasIt"
     */
    @Transactional
    public void putBack(UUID id, String reason, User user) {
        ReviewTask task = guard.strangers(id, user);
        if (!user.has(Seniors.over(task.level()), task.ic(), task.region(), task.schemeCode())) {
            throw Refused.forbidden("review.notSenior");
        }
        String words = reason.strip();
        if (words.isEmpty() || words.length() > LONGEST_REASON) {
            throw Refused.invalidField("reason", "review.reasonNeeded", LONGEST_REASON);
        }
        if (task.escalatedAt() == null || !task.open()) {
            throw Refused.conflict("review.notEscalated");
        }
        String holder = task.assignedTo();
        if (holder == null || !rows.release(id, holder)) {
            throw Refused.conflict("review.nobodyHasIt");
        }
        events.publishEvent(Audited.of("task.takenAway", "task", id)
                .inApplication(id, task.schemeCode())
                .changed("assignedTo", holder, null)
                .because(words));
    }
}
