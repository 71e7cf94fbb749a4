package org.ltet.portal.applications;

import java.time.Instant;
import java.util.UUID;

/** The member took the application back before it was approved. */
public record ApplicationWithdrawn(
        UUID applicationId, String number, String employeeNumber, String schemeCode, Instant at)
        implements ApplicationEvent {}
