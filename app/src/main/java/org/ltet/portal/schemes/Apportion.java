package org.ltet.portal.schemes;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Splits amounts in proportion so that the parts add up exactly. Pure. */
final class Apportion {

    /** Finer than any amount times any percentage, so that only truly endless quotients are cut. */
    private static final int SCALE = 20;

    private Apportion() {}

    /** The target in proportion to the weights, which are not negative; the last weighty part takes what division leaves. */
    static List<BigDecimal> exactly(BigDecimal target, List<BigDecimal> weights) {
        BigDecimal sum = sum(weights);
        List<BigDecimal> parts = new ArrayList<>();
        BigDecimal left = target;
        int last = lastPositive(weights);
        for (int i = 0; i < weights.size(); i++) {
            BigDecimal weight = weights.get(i);
            BigDecimal part;
            if (weight.signum() == 0) {
                part = BigDecimal.ZERO;
            } else if (i == last) {
                part = left;
            } else {
                part = target.multiply(weight).divide(sum, SCALE, RoundingMode.HALF_EVEN);
            }
            left = left.subtract(part);
            parts.add(part);
        }
        return parts;
    }

    /** Whole rupees that add up to the whole-rupee total: each exact part rounded down, the largest fractions up. */
    static List<BigDecimal> wholeRupees(BigDecimal total, List<BigDecimal> exact) {
        List<BigDecimal> parts = new ArrayList<>(exact.stream()
                .map(amount -> amount.setScale(0, RoundingMode.FLOOR))
                .toList());
        int missing = total.subtract(sum(parts)).intValueExact();
        IntStream.range(0, exact.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> exact.get(i).subtract(parts.get(i)))
                        .reversed())
                .limit(missing)
                .toList()
                .forEach(i -> parts.set(i, parts.get(i).add(BigDecimal.ONE)));
        return parts;
    }

    static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static int lastPositive(List<BigDecimal> weights) {
        return IntStream.range(0, weights.size())
                .filter(i -> weights.get(i).signum() > 0)
                .max()
                .orElse(-1);
    }
}
