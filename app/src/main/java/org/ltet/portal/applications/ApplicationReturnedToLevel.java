package org.ltet.portal.applications;

import java.time.Instant;
import java.util.UUID;

/** A level gave the application back to an earlier level. */
public record ApplicationReturnedToLevel(
        UUID applicationId,
        String number,
        String employeeNumber,
        String schemeCode,
        ReviewLevel from,
        ReviewLevel to,
        String actor,
        String reasonCode,
        Instant at)
        implements ApplicationEvent {}
