package org.ltet.portal.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A program that may use the API, as a review of access found it, and what was decided on it.
 *
 * @param kind SYSTEM or PUBLIC
 * @param contact who answers for it
 * @param scopes what it may do, by their names, separated by blanks
 * @param findings what stands out; none for one that is used as expected
 */
public record ReviewedProgram(
        UUID id,
        UUID programId,
        String clientId,
        String kind,
        String name,
        String contact,
        String scopes,
        Instant registeredAt,
        @Nullable Instant lastUsedAt,
        List<Finding> findings,
        ReviewItem.@Nullable Decision decision,
        @Nullable String reason,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy) {}
