package org.ltet.portal.payments;

import org.ltet.portal.shared.Money;

/** How many, and how much together. */
public record Tally(long count, Money sum) {

    static final Tally NONE = new Tally(0, Money.ZERO);
}
