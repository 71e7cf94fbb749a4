package org.ltet.portal.applications;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a reviewer is told of another application in which the same bill or document stands, without opening it. */
public record DuplicateOutline(
        UUID id,
        @Nullable String number,
        String schemeCode,
        ApplicationState state,
        @Nullable Instant submittedAt,
        boolean sameMember) {}
