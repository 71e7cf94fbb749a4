package org.ltet.portal.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.ltet.portal.applications.ReviewLevel;

/**
 * How a level stands at the beginning of a week, for one of its seniors.
 *
 * @param week its Monday
 * @param waiting at the level now, taken or not
 * @param likelyLate due soon, and probably decided after that
 * @param decided in the seven days before
 */
public record WeekSummed(
        UUID id,
        String person,
        LocalDate week,
        ReviewLevel level,
        int waiting,
        int overdue,
        int likelyLate,
        int decided,
        Instant at) {}
