package org.ltet.portal.schemes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * What one earlier sanction used up under the scheme: a {@link Consumption} as it was recorded.
 *
 * @param head code of the head, "" for a scheme without bills
 * @param date falls into the financial year whose limits it used
 * @param amount sanctioned
 * @param admitted before the benefit rule; yearly limits of a head count this
 */
public record PastUse(
        UUID applicationId,
        UUID memberId,
        UUID beneficiaryId,
        String head,
        @Nullable String key,
        LocalDate date,
        Money amount,
        Money admitted,
        @Nullable BigDecimal quantity) {}
