package org.ltet.portal.schemes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.FinancialYear;

/**
 * What limits look at: all that is claimed under one head and key in one financial year.
 *
 * @param head "" in a scheme without heads
 * @param date the earliest in the year
 * @param quantity units admitted, null where the head counts none
 * @param amount what has become of it so far on the way from admitted to payable, exact
 */
record Part(
        String head,
        @Nullable String key,
        LocalDate date,
        BigDecimal admitted,
        @Nullable BigDecimal quantity,
        BigDecimal amount) {

    FinancialYear year() {
        return FinancialYear.of(date);
    }

    Part with(BigDecimal newAmount) {
        return new Part(head, key, date, admitted, quantity, newAmount);
    }

    boolean sameKind(String otherHead, @Nullable String otherKey) {
        return head.equals(otherHead) && Objects.equals(key, otherKey);
    }
}
