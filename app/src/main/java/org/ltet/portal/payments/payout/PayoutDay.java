package org.ltet.portal.payments.payout;

import java.time.Instant;
import java.time.LocalDate;
import org.ltet.portal.shared.Money;

/**
 * What the gateway says it paid of what was made on one day, beside what the portal holds as paid.
 *
 * @param differ how many payouts only one of the two holds as paid with this amount
 * @param examples references of some of them
 */
public record PayoutDay(
        LocalDate day,
        int told,
        Money toldAmount,
        int held,
        Money heldAmount,
        int differ,
        String examples,
        Instant at) {

    public boolean equal() {
        return differ == 0;
    }
}
