package org.ltet.portal.schemes;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds conditions that name what does not exist, or compare what cannot be compared. */
final class ConditionCheck {

    private static final Set<Condition.Test> ORDER =
            EnumSet.of(Condition.Test.AT_LEAST, Condition.Test.BELOW, Condition.Test.AT_MOST, Condition.Test.ABOVE);
    private static final Set<Condition.Test> CHOICE = EnumSet.of(Condition.Test.ONE_OF, Condition.Test.NONE_OF);
    private static final Set<Condition.Test> DATES =
            EnumSet.of(Condition.Test.WITHIN_MONTHS_BEFORE, Condition.Test.NOT_WITHIN_MONTHS_BEFORE);

    private final SchemeDefinition definition;
    private final SchemeTexts texts;
    private final Problems problems;

    ConditionCheck(SchemeDefinition definition, SchemeTexts texts, Problems problems) {
        this.definition = definition;
        this.texts = texts;
        this.problems = problems;
    }

    /** @param mayAsk the form fields that the condition may look at */
    void check(Condition condition, String path, Predicate<String> mayAsk) {
        switch (condition) {
            case Condition.All(List<Condition> parts) -> each(parts, path + ".all", mayAsk);
            case Condition.Any(List<Condition> parts) -> each(parts, path + ".any", mayAsk);
            case Condition.Not(Condition inner) -> check(inner, path + ".not", mayAsk);
            case Condition.When(Condition when, Condition then) -> {
                check(when, path + ".when", mayAsk);
                check(then, path + ".then", mayAsk);
            }
            case Condition.Comparison comparison -> check(comparison, path, mayAsk);
        }
    }

    private void each(List<Condition> parts, String path, Predicate<String> mayAsk) {
        problems.unless(!parts.isEmpty(), path, "empty");
        for (int i = 0; i < parts.size(); i++) {
            check(parts.get(i), path + "[" + i + "]", mayAsk);
        }
    }

    private void check(Condition.Comparison comparison, String path, Predicate<String> mayAsk) {
        Optional<FactName.Kind> kind = FactName.kindOf(comparison.fact(), definition);
        if (kind.isEmpty()) {
            problems.add(path + ".fact", "fact", comparison.fact());
            return;
        }
        FactName.answer(comparison.fact())
                .ifPresent(field -> problems.unless(mayAsk.test(field), path + ".fact", "laterField", field));
        if (!fitting(kind.get()).contains(comparison.test())) {
            problems.add(path + ".test", "test", comparison.test());
            return;
        }
        boolean several = CHOICE.contains(comparison.test());
        problems.unless(
                several ? !comparison.values().isEmpty() : comparison.values().size() == 1, path + ".values", "values");
        for (String value : comparison.values()) {
            problems.unless(readable(value, comparison, kind.get()), path + ".values", "value", value);
        }
        String of = comparison.of();
        if (of != null) {
            boolean date = FactName.kindOf(of, definition)
                    .filter(FactName.Kind.DATE::equals)
                    .isPresent();
            problems.unless(date && DATES.contains(comparison.test()), path + ".of", "of", of);
        }
        String reason = comparison.reason();
        problems.unless(
                reason == null || texts.knowsReason(reason), path + ".reason", "reason", String.valueOf(reason));
    }

    private static Set<Condition.Test> fitting(FactName.Kind kind) {
        return switch (kind) {
            case CODE, YESNO -> CHOICE;
            case NUMBER, PERCENT, MONEY, AGE -> ORDER;
            case DATE -> DATES;
            case TEXT -> EnumSet.noneOf(Condition.Test.class);
        };
    }

    private boolean readable(String value, Condition.Comparison comparison, FactName.Kind kind) {
        return switch (kind) {
            case YESNO -> value.equals("true") || value.equals("false");
            case NUMBER, PERCENT, MONEY -> Answers.number(value) != null;
            case AGE, DATE -> value.matches("[0-9]{1,3}");
            case CODE -> known(value, comparison.fact());
            case TEXT -> false;
        };
    }

    private boolean known(String code, String fact) {
        Optional<SchemeDefinition.Field> field = FactName.answer(fact).flatMap(definition::field);
        if (field.isPresent()) {
            return field.get().option(code).isPresent();
        }
        return switch (FactName.of(fact).orElse(null)) {
            case MEMBER_STATUS -> names(MemberStatus.values()).anyMatch(code::equals);
            case BENEFICIARY_RELATION -> names(Relation.values()).anyMatch(code::equals);
            case null, default -> !code.isBlank();
        };
    }

    private static Stream<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name);
    }
}
