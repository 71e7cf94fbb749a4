package org.ltet.portal.applications.web;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.shared.IndiaTime;

/** Who acts next and by when, in one sentence (APP-7). */
final class NextStep {

    private static final int WORKING_MINUTES_A_DAY = 510;
    private static final int MINUTES = 60;

    /**
     * What the sentence depends on.
     *
     * @param due by when the level should have decided, where that is known
     */
    record Situation(
            ApplicationState state,
            @Nullable ReviewLevel level,
            @Nullable LocalDate draftExpiresOn,
            @Nullable LocalDate paidOn,
            @Nullable Instant due) {}

    private NextStep() {}

    static Said of(Situation situation, SchemeDefinition definition, Instant now) {
        return switch (situation.state()) {
            case DRAFT -> withDate("DRAFT", situation.draftExpiresOn());
            case SUBMITTED -> atLevel(ReviewLevel.SCRUTINY, situation.due(), now);
            case UNDER_REVIEW ->
                atLevel(situation.level() == null ? ReviewLevel.SCRUTINY : situation.level(), situation.due(), now);
            case APPROVED, UNDER_FINANCE -> Said.of(key(situation.state().name()), financeDays(definition));
            case DISBURSED -> withDate("DISBURSED", situation.paidOn());
            case SENT_BACK, REJECTED, WITHDRAWN, DISCARDED, LAPSED ->
                Said.of(key(situation.state().name()));
        };
    }

    private static Said atLevel(ReviewLevel level, @Nullable Instant due, Instant now) {
        if (due == null) {
            return Said.of(key(level.name()));
        }
        return Said.of(key(level.name()) + (due.isBefore(now) ? ".late" : ".due"), IndiaTime.dateOf(due));
    }

    private static Said withDate(String name, @Nullable LocalDate date) {
        return date == null ? Said.of(key(name)) : Said.of(key(name) + ".date", date);
    }

    private static int financeDays(SchemeDefinition definition) {
        return Math.max(1, Math.ceilDiv(definition.financeSlaHours() * MINUTES, WORKING_MINUTES_A_DAY));
    }

    private static String key(String name) {
        return "applications.next." + name;
    }
}
