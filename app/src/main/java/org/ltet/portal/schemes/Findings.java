package org.ltet.portal.schemes;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes findings: a reason code and the values that its words need. */
final class Findings {

    private Findings() {}

    static Finding of(Condition.Comparison comparison, Outcome outcome, Facts facts) {
        Map<String, String> values = required(comparison, facts.definition());
        values.put("name", facts.applicant().beneficiary().name());
        FactValue value = facts.value(comparison.fact(), facts.referenceDay());
        if (value != null) {
            found(comparison, value, facts, values);
        }
        return new Finding(code(comparison, facts.definition()), outcome, values, comparison.waivable());
    }

    private static void found(
            Condition.Comparison comparison, FactValue value, Facts facts, Map<String, String> values) {
        values.put("found", value.text());
        if (value instanceof FactValue.Age age) {
            values.put("on", age.on().toString());
            values.put(
                    "birthday",
                    age.anniversary(Integer.parseInt(comparison.value())).toString());
        }
        if (value instanceof FactValue.Day) {
            values.put("since", since(comparison, facts).toString());
        }
        field(comparison, facts.definition())
                .flatMap(field -> field.option(value.text()))
                .ifPresent(option -> put(values, "found", option.label()));
    }

    /** What a comparison asks for, without an applicant. */
    static Map<String, String> required(Condition.Comparison comparison, SchemeDefinition definition) {
        Map<String, String> values = new HashMap<>();
        values.put("fact", comparison.fact());
        values.put("kind", kind(comparison, definition).name());
        values.put("test", camel(comparison.test()));
        values.put("required", String.join(",", comparison.values()));
        field(comparison, definition).ifPresent(field -> {
            put(values, "label", field.label());
            if (field.type() == SchemeDefinition.FieldType.CHOICE) {
                put(
                        values,
                        "required",
                        Text.joined(comparison.values().stream()
                                .map(field::option)
                                .flatMap(Optional::stream)
                                .map(SchemeDefinition.Option::label)
                                .toList()));
            }
        });
        return values;
    }

    /** The own reason, else fact and test: "member.serviceYears.atLeast", "answer.percent.below". */
    static String code(Condition.Comparison comparison, SchemeDefinition definition) {
        String reason = comparison.reason();
        if (reason != null) {
            return reason;
        }
        String subject = FactName.answer(comparison.fact()).isPresent()
                ? "answer." + kind(comparison, definition).name().toLowerCase(Locale.ROOT)
                : comparison.fact();
        return subject + "." + camel(comparison.test());
    }

    private static FactName.Kind kind(Condition.Comparison comparison, SchemeDefinition definition) {
        return FactName.kindOf(comparison.fact(), definition)
                .orElseThrow(() -> new IllegalStateException("no fact " + comparison.fact()));
    }

    private static Optional<SchemeDefinition.Field> field(
            Condition.Comparison comparison, SchemeDefinition definition) {
        return FactName.answer(comparison.fact()).flatMap(definition::field);
    }

    private static LocalDate since(Condition.Comparison comparison, Facts facts) {
        String of = comparison.of();
        FactValue base = of == null ? null : facts.value(of, facts.referenceDay());
        LocalDate day = base instanceof FactValue.Day(LocalDate given)
                ? given
                : facts.applicant().today();
        return day.minusMonths(Integer.parseInt(comparison.value()));
    }

    /** AT_LEAST as "atLeast". */
    private static String camel(Condition.Test test) {
        StringBuilder name = new StringBuilder();
        for (String word : test.name().toLowerCase(Locale.ROOT).split("_")) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }

    static void put(Map<String, String> values, String name, Text text) {
        values.put(name, text.en());
        values.put(name + ".hi", text.hi());
    }
}
