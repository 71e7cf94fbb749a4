package org.ltet.portal.applications;

import java.time.Instant;
import java.util.UUID;

/** The trust does not grant the application. */
public record ApplicationRejected(
        UUID applicationId,
        String number,
        String employeeNumber,
        String schemeCode,
        ReviewLevel level,
        String actor,
        String reasonCode,
        String comment,
        Instant at)
        implements ApplicationEvent {}
