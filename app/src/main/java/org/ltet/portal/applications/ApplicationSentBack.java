package org.ltet.portal.applications;

import java.time.Instant;
import java.util.UUID;

/** A level asks the member something; the application comes back to the same level. */
public record ApplicationSentBack(
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
