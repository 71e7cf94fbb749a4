package org.ltet.portal.identity;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A role to be given, or given anew with another scope or end.
 *
 * @param until the last day on which it counts
 * @param exceptionReason given where roles that do not go together are to be held for a time all the same
 */
public record RoleGrant(
        Role role,
        Scope scope,
        @Nullable LocalDate until,
        String reason,
        @Nullable String exceptionReason) {}
