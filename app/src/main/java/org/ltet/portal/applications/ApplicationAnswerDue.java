package org.ltet.portal.applications;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A sent-back application still waits for the member's answer. */
public record ApplicationAnswerDue(
        UUID applicationId, String number, String employeeNumber, String schemeCode, LocalDate lapsesOn, Instant at)
        implements ApplicationEvent {}
