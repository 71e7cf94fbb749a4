package org.ltet.portal.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account as a list of accounts shows it. */
public record AccountSummary(
        UUID id,
        String employeeNumber,
        String displayName,
        boolean locked,
        List<Role> roles,
        @Nullable Instant lastSignInAt) {}
