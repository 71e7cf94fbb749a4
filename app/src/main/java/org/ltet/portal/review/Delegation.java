package org.ltet.portal.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ReviewLevel;

/**
 * A reviewer on leave, and who stands in (REV-5).
 *
 * @param delegator employee number of whoever is away
 * @param delegate employee number of whoever stands in
 * @param until the last day
 * @param endedAt when one of the two ended it early
 * @param endedBy employee number
 */
public record Delegation(
        UUID id,
        String delegator,
        String delegatorName,
        String delegate,
        String delegateName,
        ReviewLevel level,
        LocalDate from,
        LocalDate until,
        String reason,
        Instant madeAt,
        @Nullable Instant endedAt,
        @Nullable String endedBy) {

    public enum State {
        PLANNED,
        RUNNING,
        OVER,
        ENDED
    }

    /** @param today by the trust's calendar */
    public State on(LocalDate today) {
        if (endedAt != null) {
            return State.ENDED;
        }
        return today.isBefore(from) ? State.PLANNED : today.isAfter(until) ? State.OVER : State.RUNNING;
    }

    /** Whether either of the two can still end it. */
    public boolean canEnd(LocalDate today) {
        State state = on(today);
        return state == State.PLANNED || state == State.RUNNING;
    }

    boolean concerns(String person) {
        return delegator.equals(person) || delegate.equals(person);
    }
}
