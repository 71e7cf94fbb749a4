package org.ltet.portal.applications;

import java.time.Instant;
import java.util.UUID;
import org.ltet.portal.shared.Money;

/** A member handed in an application; it has its number now and waits for scrutiny. */
public record ApplicationSubmitted(
        UUID applicationId,
        String number,
        String employeeNumber,
        String schemeCode,
        UUID versionId,
        UUID memberId,
        String memberName,
        String beneficiaryName,
        String ic,
        String region,
        Money claimed,
        Money payable,
        Instant submittedAt)
        implements ApplicationEvent {}
