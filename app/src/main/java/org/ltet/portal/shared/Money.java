package org.ltet.portal.shared;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;

/**
 * An amount in Indian rupees, exact to the paisa. Never rounds by itself: an amount with a fraction of a paisa is
 * refused, so that rounding happens only where a rule says so ({@link #roundedToRupee}).
 */
public record Money(BigDecimal amount) implements Comparable<Money> {

    public static final String CURRENCY = "INR";
    public static final Money ZERO = new Money(BigDecimal.ZERO);

    /** The largest amount a numeric(14,2) column holds. */
    public static final Money MAX = new Money(new BigDecimal("999999999999.99"));

    /** @throws ArithmeticException when the amount has a fraction of a paisa */
    public Money {
        amount = amount.setScale(2, RoundingMode.UNNECESSARY);
    }

    public static Money of(long rupees) {
        return new Money(BigDecimal.valueOf(rupees));
    }

    public static Money of(String rupees) {
        return new Money(new BigDecimal(rupees));
    }

    public static Money of(BigDecimal rupees) {
        return new Money(rupees);
    }

    /** The nearest rupee, half up, of an exactly reckoned amount (domain: "rounding once, at the end"). */
    public static Money roundedToRupee(BigDecimal exact) {
        return new Money(exact.setScale(0, RoundingMode.HALF_UP));
    }

    public static Money sum(Collection<Money> amounts) {
        return amounts.stream().reduce(ZERO, Money::plus);
    }

    public Money plus(Money other) {
        return new Money(amount.add(other.amount));
    }

    public Money minus(Money other) {
        return new Money(amount.subtract(other.amount));
    }

    /** What is left after taking {@code other} away, never below zero. */
    public Money minusToZero(Money other) {
        return minus(other).max(ZERO);
    }

    public Money min(Money other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Money max(Money other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    public boolean isPositive() {
        return amount.signum() > 0;
    }

    public boolean isNegative() {
        return amount.signum() < 0;
    }

    public boolean exceeds(Money other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(other.amount);
    }

    /** For programs: two places, no grouping, "31200.00". */
    public String plain() {
        return amount.toPlainString();
    }

    /** For people: Indian grouping, paise only where there are any, "₹1,00,000" or "₹28,400.50" (UX-3). */
    public String display() {
        String[] parts = amount.abs().toPlainString().split("\\.");
        String sign = isNegative() ? "-" : "";
        String paise = parts[1].equals("00") ? "" : "." + parts[1];
        return sign + "₹" + grouped(parts[0]) + paise;
    }

    private static String grouped(String digits) {
        if (digits.length() <= 3) {
            return digits;
        }
        StringBuilder result = new StringBuilder(digits.substring(digits.length() - 3));
        for (int end = digits.length() - 3; end > 0; end -= 2) {
            result.insert(0, digits.substring(Math.max(0, end - 2), end) + ",");
        }
        return result.toString();
    }

    @Override
    public String toString() {
        return plain();
    }
}
