package org.ltet.portal.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account as those see it who answer for access.
 *
 * @param version grows with every change of its roles or its lock; a change names the version that it is based on
 * @param lockedAt when an administrator locked it
 * @param pausedUntil after too many failed sign-ins, until when no password is taken
 */
public record AccountDetails(
        AccountView account,
        long version,
        Instant openedAt,
        @Nullable Instant lastSignInAt,
        boolean locked,
        @Nullable Instant lockedAt,
        @Nullable String lockReason,
        @Nullable Instant pausedUntil,
        List<RoleHeld> roles,
        SecondFactors.Overview factors,
        List<ActiveSession> sessions) {}
