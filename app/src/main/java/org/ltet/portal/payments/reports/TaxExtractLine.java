package org.ltet.portal.payments.reports;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * What one member was paid in a financial year.
 *
 * @param pan masked; null where the member gave none
 * @param payments how many reached the bank
 * @param reversed what the bank took back of money that had been paid, in whichever year that was
 */
public record TaxExtractLine(
        UUID memberId,
        String employeeNumber,
        String name,
        @Nullable String pan,
        long payments,
        Money paid,
        Money reversed) {

    public Money net() {
        return paid.minus(reversed);
    }

    TaxExtractLine with(@Nullable String maskedPan) {
        return new TaxExtractLine(memberId, employeeNumber, name, maskedPan, payments, paid, reversed);
    }
}
