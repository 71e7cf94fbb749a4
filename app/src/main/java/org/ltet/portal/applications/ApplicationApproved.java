package org.ltet.portal.applications;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * The last level granted an amount; limits are used from now on, accounts can prepare the voucher.
 *
 * @param level the level that decided, none for an automatic approval
 * @param actor employee number of the person who decided, or the name of the job
 */
public record ApplicationApproved(
        UUID applicationId,
        String number,
        String employeeNumber,
        String schemeCode,
        UUID versionId,
        UUID memberId,
        String ic,
        String region,
        Money sanctioned,
        UUID bankAccountId,
        @Nullable ReviewLevel level,
        String actor,
        Instant at)
        implements ApplicationEvent {}
