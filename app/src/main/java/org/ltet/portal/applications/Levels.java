package org.ltet.portal.applications;

import java.util.Optional;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.shared.Money;

/** Which levels of review an amount needs, as its scheme version says; pure. */
public final class Levels {

    private Levels() {}

    /** The next level after {@code from} whose condition the payable amount meets. */
    public static Optional<ReviewLevel> next(SchemeDefinition definition, ReviewLevel from, Money payable) {
        return definition.levels().stream()
                .filter(level -> !level.minPayable().exceeds(payable))
                .map(level -> ReviewLevel.valueOf(level.level().name()))
                .filter(level -> level.isAfter(from))
                .sorted()
                .findFirst();
    }
}
