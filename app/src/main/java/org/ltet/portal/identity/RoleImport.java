package org.ltet.portal.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file of role changes that was tried out; {@code appliedAt} is null until it is applied. */
public record RoleImport(
        UUID id,
        String fileName,
        int lineCount,
        int problems,
        Instant preparedAt,
        String preparedBy,
        @Nullable Instant appliedAt,
        List<ImportLine> lines) {}
