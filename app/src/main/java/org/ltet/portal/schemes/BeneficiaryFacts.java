package org.ltet.portal.schemes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the rules may know of the person an application is for: the member (id of the member) or a dependent. */
public record BeneficiaryFacts(
        UUID beneficiaryId,
        Relation relation,
        String name,
        LocalDate birthDate,
        boolean disabled,
        @Nullable BigDecimal disabilityPercent) {}
