package org.ltet.portal.applications;

import java.time.Instant;
import java.util.UUID;
import org.ltet.portal.shared.Money;

/** A level passed the application on to a later level. */
public record ApplicationForwarded(
        UUID applicationId,
        String number,
        String employeeNumber,
        String schemeCode,
        ReviewLevel from,
        ReviewLevel to,
        String actor,
        Money payable,
        Instant at)
        implements ApplicationEvent {}
