package org.ltet.portal.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account as others may know it. */
public record AccountView(
        UUID id,
        String employeeNumber,
        String displayName,
        @Nullable String email) {}
