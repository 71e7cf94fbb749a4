package org.ltet.portal.applications;

import java.time.Instant;
import java.util.UUID;

/** The money came back after it was paid: the application is under finance again. */
public record ApplicationPaymentReturned(
        UUID applicationId, String number, String employeeNumber, String schemeCode, Instant at)
        implements ApplicationEvent {}
