package org.ltet.portal.people;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.schemes.Relation;

/**
 * A person recorded for a member. The id stays the same for as long as the HR system knows the relationship.
 *
 * @param active false once the HR system no longer names them
 */
public record Dependent(
        UUID id,
        Relation relation,
        String name,
        LocalDate birthDate,
        boolean disabled,
        @Nullable BigDecimal disabilityPercent,
        boolean active) {}
