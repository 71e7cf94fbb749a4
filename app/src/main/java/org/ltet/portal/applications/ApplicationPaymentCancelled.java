package org.ltet.portal.applications;

import java.time.Instant;
import java.util.UUID;
import org.ltet.portal.shared.Money;

/** The payment was cancelled for good: the sanction has lapsed, and its limits are free again. */
public record ApplicationPaymentCancelled(
        UUID applicationId,
        String number,
        String employeeNumber,
        String schemeCode,
        String actor,
        String comment,
        Money undone,
        Instant at)
        implements ApplicationEvent {}
