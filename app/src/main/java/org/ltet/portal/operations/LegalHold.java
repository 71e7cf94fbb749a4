package org.ltet.portal.operations;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that must not be deleted for now.
 *
 * @param label the employee number and name, or the number of the application
 * @param until the last day on which it counts; none when somebody has to lift it
 */
public record LegalHold(
        UUID id,
        @Nullable String employeeNumber,
        @Nullable UUID applicationId,
        String label,
        String reason,
        @Nullable LocalDate until,
        String setBy,
        Instant setAt,
        @Nullable Lifted lifted) {

    public record Lifted(String by, Instant at, String reason) {}

    public boolean inForce(LocalDate today) {
        return lifted == null && (until == null || !today.isAfter(until));
    }
}
