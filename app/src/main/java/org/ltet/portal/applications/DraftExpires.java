package org.ltet.portal.applications;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** An idle draft will be discarded after this day, unless it is changed. */
public record DraftExpires(
        UUID applicationId, String employeeNumber, String schemeCode, LocalDate keptUntil, Instant at)
        implements DraftEvent {}
