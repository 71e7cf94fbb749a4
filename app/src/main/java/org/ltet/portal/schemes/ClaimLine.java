package org.ltet.portal.schemes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * One bill or fee as the benefit engine sees it.
 *
 * @param head code of a head of the scheme
 * @param date the bill's date: decides the financial year whose limits it uses
 * @param deducted what reviewers took off so far
 * @param quantity days or pieces, where the head counts them
 * @param key which eye, which ear ..., where the head asks for it
 */
public record ClaimLine(
        UUID lineId,
        String head,
        LocalDate date,
        Money claimed,
        Money deducted,
        @Nullable BigDecimal quantity,
        @Nullable String key) {}
