package org.ltet.portal.applications;

import java.time.Instant;
import java.util.UUID;
import org.ltet.portal.shared.Money;

/** A deduction changed what is payable. */
public record ApplicationAmountChanged(
        UUID applicationId,
        String number,
        String employeeNumber,
        String schemeCode,
        ReviewLevel level,
        String actor,
        Money payable,
        Instant at)
        implements ApplicationEvent {}
