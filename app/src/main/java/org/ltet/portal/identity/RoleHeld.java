package org.ltet.portal.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A role that an account holds.
 *
 * @param until the last day on which it counts, null without an end
 * @param grantedBy null for roles from before grants were on record, and those the portal gave itself
 * @param exceptionReason why it is held although it does not go together with another role
 */
public record RoleHeld(
        Role role,
        Scope scope,
        @Nullable LocalDate until,
        Instant grantedAt,
        Instant changedAt,
        @Nullable UUID grantedBy,
        @Nullable String grantedByName,
        @Nullable String reason,
        @Nullable String exceptionReason) {

    public boolean endedOn(LocalDate today) {
        return until != null && until.isBefore(today);
    }
}
