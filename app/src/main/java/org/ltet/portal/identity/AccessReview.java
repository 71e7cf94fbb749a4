package org.ltet.portal.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A review of access, one for each quarter.
 *
 * @param quarter as "2026-Q4"
 * @param open how many are still to be decided
 * @param items roles and programs found
 * @param hash of the whole record as it was signed, in hexadecimal digits
 * @param programs how many of all are programs
 */
public record AccessReview(
        UUID id,
        String quarter,
        Instant preparedAt,
        LocalDate dueOn,
        int items,
        int open,
        int kept,
        int revoked,
        @Nullable Instant signedAt,
        @Nullable String signedBy,
        @Nullable String hash,
        int programs,
        int openPrograms) {

    /** Roles that are still to be decided, programs left out. */
    public int openRoles() {
        return open - openPrograms;
    }

    public int roles() {
        return items - programs;
    }

    public boolean signed() {
        return signedAt != null;
    }

    public boolean overdueOn(LocalDate today) {
        return !signed() && dueOn.isBefore(today);
    }
}
