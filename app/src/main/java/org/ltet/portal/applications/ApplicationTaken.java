package org.ltet.portal.applications;

import java.time.Instant;
import java.util.UUID;

/** A scrutiny officer took the application: it is under review. */
public record ApplicationTaken(
        UUID applicationId, String number, String employeeNumber, String schemeCode, String actor, Instant at)
        implements ApplicationEvent {}
