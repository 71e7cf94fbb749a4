package org.ltet.portal.schemes;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.FinancialYear;
import org.ltet.portal.shared.Money;

/**
 * From claimed to admitted: each line less its deductions, then within the limits of its head. Where a limit leaves too
 * little for several lines, those of earlier date come first.
 */
final class HeadLimits {

    private static final int SCALE = 20;

    /** A line on its way; {@code admitted} exact, {@code units} those that the head's yearly number still allows. */
    record Line(
            ClaimLine claim, BigDecimal admitted, @Nullable BigDecimal units) {

        FinancialYear year() {
            return FinancialYear.of(claim.date());
        }

        Line with(BigDecimal newAdmitted) {
            return new Line(claim, newAdmitted, units);
        }
    }

    private final SchemeDefinition definition;
    private final Use use;
    private final Trail trail;
    private final List<Line> lines = new ArrayList<>();

    /** @param claims in the order of their dates */
    HeadLimits(SchemeDefinition definition, List<ClaimLine> claims, Use use, Trail trail) {
        this.definition = definition;
        this.use = use;
        this.trail = trail;
        claims.forEach(claim -> lines.add(new Line(claim, claim.claimed().amount(), claim.quantity())));
    }

    List<Line> admit() {
        BigDecimal claimed = total();
        lines.replaceAll(line -> line.with(
                line.claim().claimed().minusToZero(line.claim().deducted()).amount()));
        trail.add("deducted", Map.of(), claimed, total());
        for (SchemeDefinition.Head head : definition.heads()) {
            unitsOfTheYear(head);
            perUnit(head);
            perClaim(head);
            perYear(head);
        }
        return List.copyOf(lines);
    }

    /** Units beyond the yearly number are not paid: the line keeps its share for the units that are. */
    private void unitsOfTheYear(SchemeDefinition.Head head) {
        Integer most = head.unitsPerYear();
        if (most == null) {
            return;
        }
        Map<FinancialYear, BigDecimal> left = new HashMap<>();
        change(head, "head.unitsPerYear", values(head, Integer.toString(most)), line -> {
            BigDecimal units = units(line);
            BigDecimal free = left.computeIfAbsent(
                    line.year(),
                    year -> BigDecimal.valueOf(most)
                            .subtract(use.units(head.code(), year))
                            .max(BigDecimal.ZERO));
            BigDecimal paid = units.min(free);
            left.put(line.year(), free.subtract(paid));
            BigDecimal admitted = paid.compareTo(units) == 0
                    ? line.admitted()
                    : line.admitted().multiply(paid).divide(units, SCALE, RoundingMode.HALF_EVEN);
            return new Line(line.claim(), admitted, paid);
        });
    }

    private void perUnit(SchemeDefinition.Head head) {
        Money limit = head.perUnit();
        if (limit != null) {
            change(
                    head,
                    "head.perUnit",
                    values(head, limit.plain()),
                    line -> line.with(line.admitted().min(limit.amount().multiply(units(line)))));
        }
    }

    /** Once for each key (eye, ear) of the claim. */
    private void perClaim(SchemeDefinition.Head head) {
        Money limit = head.perClaim();
        if (limit != null) {
            Map<Optional<String>, BigDecimal> left = new HashMap<>();
            change(
                    head,
                    "head.perClaim",
                    values(head, limit.plain()),
                    line -> within(line, left, Optional.ofNullable(line.claim().key()), limit.amount()));
        }
    }

    private void perYear(SchemeDefinition.Head head) {
        Money limit = head.perYear();
        if (limit != null) {
            Map<FinancialYear, BigDecimal> left = new HashMap<>();
            change(
                    head,
                    "head.perYear",
                    values(head, limit.plain()),
                    line -> within(
                            line,
                            left,
                            line.year(),
                            limit.amount()
                                    .subtract(use.admitted(head.code(), line.year()))
                                    .max(BigDecimal.ZERO)));
        }
    }

    /** Takes the line's amount from what is left under a key, as far as it goes. */
    private static <K> Line within(Line line, Map<K, BigDecimal> left, K key, BigDecimal limit) {
        BigDecimal free = left.getOrDefault(key, limit);
        BigDecimal admitted = line.admitted().min(free);
        left.put(key, free.subtract(admitted));
        return line.with(admitted);
    }

    private void change(
            SchemeDefinition.Head head, String code, Map<String, String> values, Function<Line, Line> limit) {
        BigDecimal before = total();
        lines.replaceAll(line -> line.claim().head().equals(head.code()) ? limit.apply(line) : line);
        trail.add(code, values, before, total());
    }

    /** A line that does not say how many is one. */
    private static BigDecimal units(Line line) {
        return line.units() == null ? BigDecimal.ONE : line.units();
    }

    private static Map<String, String> values(SchemeDefinition.Head head, String limit) {
        Map<String, String> values = new HashMap<>();
        Findings.put(values, "head", head.label());
        values.put("limit", limit);
        if (head.unit() != null) {
            values.put("unit", head.unit().name());
        }
        return values;
    }

    private BigDecimal total() {
        return lines.stream().map(Line::admitted).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
