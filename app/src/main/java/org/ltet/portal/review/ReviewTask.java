package org.ltet.portal.review;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.review.risk.RiskBand;
import org.ltet.portal.shared.Money;

/**
 * A submitted application as the reviewers' work.
 *
 * @param payable as last reckoned; a sanction reckons again
 * @param level where it lies, or lay last
 * @param assignedTo employee number of the person who has it in hands
 * @param heldFor employee number of the colleague on leave in whose place that person has it
 * @param levelEnteredAt when it came to this level
 * @param pausedAt since when the member is asked; until the answer the due date stands still
 * @param workingTimeLeft what was left then
 * @param escalatedAt when its senior was told that its time at this level is over
 * @param waitsFor employee number of whoever was asked for an approval beside the levels and has not answered
 * @param declinedBy employee number of whoever was asked at this level and refused
 * @param acted who acted so far, as "SCRUTINY:10000011"
 * @param risk as judged when it was handed in last, without what was set aside; none until it is judged
 * @param version counts the changes of the task and of the application under review
 */
public record ReviewTask(
        UUID applicationId,
        String number,
        String schemeCode,
        UUID schemeVersionId,
        String ic,
        String region,
        UUID memberId,
        String employeeNumber,
        String memberName,
        String beneficiaryName,
        Money claimed,
        Money payable,
        ApplicationState state,
        ReviewLevel level,
        @Nullable String assignedTo,
        @Nullable String heldFor,
        @Nullable Instant takenAt,
        Instant submittedAt,
        Instant levelEnteredAt,
        Instant dueAt,
        @Nullable Instant pausedAt,
        @Nullable Duration workingTimeLeft,
        @Nullable Instant escalatedAt,
        @Nullable String waitsFor,
        @Nullable String declinedBy,
        Set<String> acted,
        @Nullable Risk risk,
        long version) {

    /** @param score from 0 to 100 */
    public record Risk(int score, RiskBand band) {}

    public ReviewTask {
        acted = Set.copyOf(acted);
    }

    /** It lies with the reviewers, not with the member, and nothing is decided yet. */
    public boolean open() {
        return state == ApplicationState.SUBMITTED || state == ApplicationState.UNDER_REVIEW;
    }

    public boolean overdue(Instant now) {
        return open() && dueAt.isBefore(now);
    }

    public boolean heldBy(String person) {
        return person.equals(assignedTo);
    }

    /** The person acted on it at another level than the one where it lies now. */
    public boolean actedElsewhere(String person) {
        return acted.stream().anyMatch(entry -> entry.endsWith(":" + person) && !entry.equals(level + ":" + person));
    }
}
