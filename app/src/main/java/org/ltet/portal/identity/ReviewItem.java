package org.ltet.portal.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A role that stands out, and what was decided on it.
 *
 * @param scope the codes of the places where it counted when the review was prepared, empty for everywhere
 */
public record ReviewItem(
        UUID id,
        UUID accountId,
        String employeeNumber,
        String displayName,
        Role role,
        String scope,
        List<Finding> findings,
        @Nullable Decision decision,
        @Nullable String reason,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy) {

    public enum Decision {
        KEEP,
        REVOKE
    }
}
