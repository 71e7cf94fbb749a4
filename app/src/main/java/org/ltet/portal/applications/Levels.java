package org.ltet.portal.applications;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.shared.Money;

/** Which levels of review an amount needs, as its scheme version says, and which have acted; pure. */
public final class Levels {

    private Levels() {}

    /**
     * Every level for which the payable amount or the circumstances call, in the order in which applications climb them.
     */
    public static List<ReviewLevel> needed(SchemeDefinition definition, Money payable, Circumstances circumstances) {
        return definition.levels().stream()
                .filter(level -> !level.minPayable().exceeds(payable)
                        || level.onHighRisk() && circumstances.highRisk()
                        || level.onOverride() && circumstances.overridden())
                .map(level -> ReviewLevel.valueOf(level.level().name()))
                .sorted()
                .toList();
    }

    /** The next one of them after {@code from}. */
    public static Optional<ReviewLevel> next(
            SchemeDefinition definition, ReviewLevel from, Money payable, Circumstances circumstances) {
        return needed(definition, payable, circumstances).stream()
                .filter(level -> level.isAfter(from))
                .findFirst();
    }

    /**
     * The levels that passed the application on in its present climb: one that is below a level again has that level
     * still before it. The trigger {@code guard_levels} of the database judges the same way.
     */
    static Set<ReviewLevel> passed(List<TimelineEntry> timeline) {
        Set<ReviewLevel> passed = EnumSet.noneOf(ReviewLevel.class);
        for (TimelineEntry entry : timeline) {
            ReviewLevel to = entry.to().level();
            if (to == null || entry.to().state() != ApplicationState.UNDER_REVIEW) {
                continue;
            }
            passed.removeIf(level -> level.isAfter(to));
            Position from = entry.from();
            if (from != null
                    && from.state() == ApplicationState.UNDER_REVIEW
                    && from.level() != null
                    && to.isAfter(from.level())) {
                passed.add(from.level());
            }
        }
        return passed;
    }

    /** The first needed level before {@code deciding} that did not act. */
    static Optional<ReviewLevel> missed(List<ReviewLevel> needed, ReviewLevel deciding, Set<ReviewLevel> passed) {
        return needed.stream()
                .filter(level -> deciding.isAfter(level) && !passed.contains(level))
                .findFirst();
    }
}
