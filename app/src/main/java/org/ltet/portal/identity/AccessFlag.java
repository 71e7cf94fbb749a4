package org.ltet.portal.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Unusual use of the portal, to be looked at.
 *
 * @param found the values, for the words of the rule
 * @param employeeNumber null where it is about an address
 */
public record AccessFlag(
        UUID id,
        String rule,
        List<String> found,
        Instant raisedAt,
        State state,
        @Nullable String employeeNumber,
        @Nullable String displayName,
        @Nullable String note,
        @Nullable Instant handledAt,
        @Nullable String handledBy) {

    public enum State {
        OPEN,
        LOOKED_AT,
        CLOSED
    }
}
