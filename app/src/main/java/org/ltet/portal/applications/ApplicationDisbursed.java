package org.ltet.portal.applications;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.ltet.portal.shared.Money;

/** The money reached the member's bank. */
public record ApplicationDisbursed(
        UUID applicationId,
        String number,
        String employeeNumber,
        String schemeCode,
        Money amount,
        String bankReference,
        LocalDate valueDate,
        Instant at)
        implements ApplicationEvent {}
