package org.ltet.portal.applications;

import java.time.Instant;
import java.util.UUID;
import org.ltet.portal.shared.Money;

/** Accounts gave an approved application back: its sanction is undone. */
public record ApplicationReturnedToScrutiny(
        UUID applicationId,
        String number,
        String employeeNumber,
        String schemeCode,
        String actor,
        String reasonCode,
        String comment,
        Money undone,
        Instant at)
        implements ApplicationEvent {}
