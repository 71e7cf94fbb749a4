package org.ltet.portal.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it is written, on which the portal puts its mark.
 *
 * @param changes as JSON in the form that the portal writes; the database keeps the same values in a form of its own
 */
record Written(
        UUID record,
        Instant at,
        UUID actorAccount,
        String actorNumber,
        String actorName,
        String actorRoles,
        @Nullable String fromAddress,
        String action,
        String objectType,
        String objectId,
        @Nullable UUID applicationId,
        @Nullable String schemeCode,
        String changes,
        @Nullable String reason) {}
