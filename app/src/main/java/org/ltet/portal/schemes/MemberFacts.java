package org.ltet.portal.schemes;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the rules may know of a member. */
public record MemberFacts(
        UUID memberId,
        MemberStatus status,
        LocalDate birthDate,
        LocalDate joiningDate,
        @Nullable LocalDate retirementDate,
        @Nullable LocalDate deathDate,
        String grade,
        String ic,
        String region) {}
