package org.ltet.portal.people;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two members who gave the same number.
 *
 * @param member whose number came later
 * @param masked the number, as screens show it; empty when it was taken back meanwhile
 * @param related whether the two belong to one household, by what the HR system says
 */
public record SharedNumber(
        UUID id,
        SharedNumbers.Kind kind,
        Who member,
        Who other,
        String masked,
        boolean related,
        Instant foundAt,
        int version,
        @Nullable Settled settled) {

    public record Who(UUID memberId, String employeeNumber, String name, String ic, String icName) {}

    public record Settled(Instant at, String by, SharedNumbers.Outcome outcome, String note) {}
}
