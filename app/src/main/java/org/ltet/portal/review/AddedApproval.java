package org.ltet.portal.review;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.shared.Money;

/**
 * One more person asked to approve one application before it goes on from its level (REV-5).
 *
 * @param person employee number of whoever is asked
 * @param answer none while it waits
 * @param answeredBy employee number: of the person, of who stood in that day, or of whoever took the question back
 * @param payable what was approved: as it was payable then; none of other answers, and of old approvals that did not keep it
 */
public record AddedApproval(
        UUID id,
        UUID applicationId,
        ReviewLevel level,
        String askedBy,
        String askedByName,
        String person,
        String personName,
        String reason,
        Instant askedAt,
        Instant dueAt,
        @Nullable Answer answer,
        @Nullable String comment,
        @Nullable Instant answeredAt,
        @Nullable String answeredBy,
        @Nullable String answeredByName,
        @Nullable Money payable) {

    public enum Answer {
        APPROVED,
        DECLINED,
        /** By whoever asked or the head, or because the application ended meanwhile. */
        TAKEN_BACK
    }

    /** Whether this amount was approved; of an approval that does not tell what it was for, none is. */
    public boolean covers(Money amount) {
        return answer == Answer.APPROVED && payable != null && !amount.exceeds(payable);
    }

    /** Answered by a colleague who stood in for the person. */
    public boolean answeredInPlace() {
        return (answer == Answer.APPROVED || answer == Answer.DECLINED) && !person.equals(answeredBy);
    }

    public boolean open() {
        return answer == null;
    }

    public boolean overdue(Instant now) {
        return open() && dueAt.isBefore(now);
    }
}
