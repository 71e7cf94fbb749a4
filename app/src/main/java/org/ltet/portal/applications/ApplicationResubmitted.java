package org.ltet.portal.applications;

import java.time.Instant;
import java.util.UUID;
import org.ltet.portal.shared.Money;

/** The member answered; the level that asked goes on. */
public record ApplicationResubmitted(
        UUID applicationId,
        String number,
        String employeeNumber,
        String schemeCode,
        ReviewLevel level,
        Money claimed,
        Money payable,
        Instant at)
        implements ApplicationEvent {}
