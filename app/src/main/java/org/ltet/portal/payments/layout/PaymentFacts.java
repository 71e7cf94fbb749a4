package org.ltet.portal.payments.layout;

import org.ltet.portal.shared.Money;

/** What a payment's line may say. Holds a clear account number unless it is for a preview: never log it. */
public record PaymentFacts(
        int number, String reference, Money amount, String name, String account, String ifsc, String remark) {

    @Override
    public String toString() {
        return "PaymentFacts[" + reference + "]";
    }
}
