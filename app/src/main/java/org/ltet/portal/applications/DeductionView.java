package org.ltet.portal.applications;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * One change of what is taken off a line: who, when, from, to (REV-3).
 *
 * @param absent employee number and name of the colleague in whose place, when somebody stood in for a colleague
 */
public record DeductionView(
        UUID lineId,
        Money from,
        Money to,
        String reasonCode,
        @Nullable String comment,
        String actor,
        String actorName,
        @Nullable String absent,
        @Nullable String absentName,
        ReviewLevel level,
        Instant at) {}
