package org.ltet.portal.schemes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The eligibility engine: judges a tree of conditions over facts. Pure. */
final class Conditions {

    private Conditions() {}

    /** An outcome with the findings that explain it. */
    record Judged(Outcome outcome, List<Finding> findings) {}

    static Judged judge(Condition condition, Facts facts) {
        return switch (condition) {
            case Condition.All(List<Condition> parts) -> all(parts, facts);
            case Condition.Any(List<Condition> parts) -> any(parts, facts);
            case Condition.Not(Condition inner) -> judge(inner.negated(), facts);
            case Condition.When(Condition when, Condition then) -> when(when, then, facts);
            case Condition.Comparison comparison -> compare(comparison, facts);
        };
    }

    private static Judged all(List<Condition> parts, Facts facts) {
        Outcome outcome = Outcome.PASSED;
        List<Finding> findings = new ArrayList<>();
        for (Condition part : parts) {
            Judged judged = judge(part, facts);
            outcome = outcome.and(judged.outcome());
            findings.addAll(judged.findings());
        }
        return new Judged(outcome, findings);
    }

    /** Only what explains the outcome: one way to pass, all reasons to fail, what is still open. */
    private static Judged any(List<Condition> parts, Facts facts) {
        Outcome outcome = Outcome.FAILED;
        List<Judged> all = new ArrayList<>();
        for (Condition part : parts) {
            Judged judged = judge(part, facts);
            if (judged.outcome() == Outcome.PASSED) {
                return judged;
            }
            outcome = outcome.or(judged.outcome());
            all.add(judged);
        }
        Outcome explained = outcome;
        return new Judged(
                outcome,
                all.stream()
                        .filter(judged -> judged.outcome() == explained)
                        .flatMap(judged -> judged.findings().stream())
                        .filter(finding -> finding.outcome() == explained)
                        .toList());
    }

    private static Judged when(Condition when, Condition then, Facts facts) {
        Judged asked = judge(when, facts);
        return switch (asked.outcome()) {
            case PASSED -> judge(then, facts);
            case FAILED -> new Judged(Outcome.PASSED, List.of());
            case UNKNOWN -> {
                Outcome outcome = judge(then, facts).outcome().or(Outcome.UNKNOWN);
                Stream<Finding> open = asked.findings().stream().filter(f -> f.outcome() == Outcome.UNKNOWN);
                yield new Judged(outcome, outcome == Outcome.UNKNOWN ? open.toList() : List.of());
            }
        };
    }

    private static Judged compare(Condition.Comparison comparison, Facts facts) {
        Asked asked = Asked.of(comparison, facts.definition());
        Outcome outcome = null;
        for (LocalDate on : facts.referenceDays()) {
            Outcome onDay = holds(comparison, facts.value(asked, on), base(comparison, facts, on));
            outcome = outcome == null || outcome == onDay ? onDay : Outcome.UNKNOWN;
        }
        Outcome found = outcome == null ? Outcome.UNKNOWN : outcome;
        return new Judged(found, List.of(Findings.of(comparison, found, facts)));
    }

    private static @Nullable LocalDate base(Condition.Comparison comparison, Facts facts, LocalDate on) {
        String of = comparison.of();
        if (of == null) {
            return facts.applicant().today();
        }
        return facts.value(of, on) instanceof FactValue.Day(LocalDate day) ? day : null;
    }

    private static Outcome holds(Condition.Comparison comparison, @Nullable FactValue value, @Nullable LocalDate base) {
        return switch (value) {
            case null -> Outcome.UNKNOWN;
            case FactValue.Code(String code) -> outcome(holds(comparison, code));
            case FactValue.Number(BigDecimal number) -> outcome(holds(comparison, number));
            case FactValue.Age age -> outcome(holds(comparison, age));
            case FactValue.Day(LocalDate day) -> base == null ? Outcome.UNKNOWN : outcome(holds(comparison, day, base));
        };
    }

    private static Outcome outcome(boolean holds) {
        return holds ? Outcome.PASSED : Outcome.FAILED;
    }

    private static boolean holds(Condition.Comparison comparison, String code) {
        return switch (comparison.test()) {
            case ONE_OF -> comparison.values().contains(code);
            case NONE_OF -> !comparison.values().contains(code);
            default -> throw unfit(comparison);
        };
    }

    private static boolean holds(Condition.Comparison comparison, BigDecimal number) {
        int order = number.compareTo(new BigDecimal(comparison.value()));
        return switch (comparison.test()) {
            case AT_LEAST -> order >= 0;
            case BELOW -> order < 0;
            case AT_MOST -> order <= 0;
            case ABOVE -> order > 0;
            default -> throw unfit(comparison);
        };
    }

    private static boolean holds(Condition.Comparison comparison, FactValue.Age age) {
        LocalDate anniversary = age.anniversary(Integer.parseInt(comparison.value()));
        return switch (comparison.test()) {
            case AT_LEAST -> !age.on().isBefore(anniversary);
            case BELOW -> age.on().isBefore(anniversary);
            case AT_MOST -> !age.on().isAfter(anniversary);
            case ABOVE -> age.on().isAfter(anniversary);
            default -> throw unfit(comparison);
        };
    }

    private static boolean holds(Condition.Comparison comparison, LocalDate day, LocalDate base) {
        LocalDate sameDayBefore = base.minusMonths(Integer.parseInt(comparison.value()));
        boolean within = day.isAfter(sameDayBefore) && !day.isAfter(base);
        return switch (comparison.test()) {
            case WITHIN_MONTHS_BEFORE -> within;
            case NOT_WITHIN_MONTHS_BEFORE -> !within;
            default -> throw unfit(comparison);
        };
    }

    /** Publishing refuses such a definition; nothing else lets one in. */
    private static IllegalStateException unfit(Condition.Comparison comparison) {
        return new IllegalStateException(comparison.test() + " does not fit " + comparison.fact());
    }
}
