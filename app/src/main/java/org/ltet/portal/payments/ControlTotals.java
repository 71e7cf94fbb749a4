package org.ltet.portal.payments;

import org.ltet.portal.shared.Money;

/** Adds up what really went into a file and compares it with what was frozen: a file that differs must not exist. */
final class ControlTotals {

    private final FileTotals frozen;
    private int count;
    private Money sum = Money.ZERO;

    ControlTotals(FileTotals frozen) {
        this.frozen = frozen;
    }

    void add(Money amount) {
        count++;
        sum = sum.plus(amount);
    }

    void mustAgree() {
        if (count != frozen.count() || !sum.equals(frozen.sum())) {
            throw new IllegalStateException("File " + frozen.messageId() + " holds " + count + " payments of " + sum
                    + ", frozen were " + frozen.count() + " of " + frozen.sum());
        }
    }
}
