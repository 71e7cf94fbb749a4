package org.ltet.portal.review;

import java.time.Instant;
import java.util.UUID;
import org.ltet.portal.applications.ReviewLevel;

/**
 * Somebody is told about tasks whose time runs out, or ran out: one word for all that were found together.
 *
 * @param person employee number of whoever has them, or of the senior
 * @param first the most urgent of them
 */
public record DeadlinesNear(
        String person,
        Stage stage,
        ReviewLevel level,
        int count,
        UUID first,
        String firstNumber,
        Instant firstDue,
        Instant at) {

    public enum Stage {
        /** A good part of the time is used; to whoever has them. */
        REMINDED,
        /** Little time is left; to whoever has them. */
        WARNED,
        /** The time is over; to the seniors of the level. */
        ESCALATED
    }
}
