package org.ltet.portal.schemes;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes findings: a reason code and the values that its words need. */
final class Findings {

    private Findings() {}

    static Finding of(Condition.Comparison comparison, Outcome outcome, Facts facts) {
        String fact = comparison.fact();
        Map<String, String> values = new HashMap<>();
        values.put("fact", fact);
        values.put("required", String.join(",", comparison.values()));
        values.put("name", facts.applicant().beneficiary().name());
        FactValue value = facts.value(fact, facts.referenceDay());
        if (value != null) {
            values.put("found", value.text());
        }
        if (value instanceof FactValue.Age age) {
            values.put("on", age.on().toString());
            values.put(
                    "birthday",
                    age.anniversary(Integer.parseInt(comparison.value())).toString());
        }
        if (value instanceof FactValue.Day) {
            values.put("since", since(comparison, facts).toString());
        }
        FactName.answer(fact)
                .flatMap(facts.definition()::field)
                .ifPresent(field -> describe(field, comparison.values(), value, values));
        return new Finding(code(comparison, facts.definition()), outcome, values, comparison.waivable());
    }

    /** The own reason, else fact and test: "member.serviceYears.atLeast", "answer.percent.below". */
    static String code(Condition.Comparison comparison, SchemeDefinition definition) {
        String reason = comparison.reason();
        if (reason != null) {
            return reason;
        }
        return FactName.kindOf(comparison.fact(), definition)
                .map(kind -> SchemeTexts.code(comparison, kind))
                .orElseThrow(() -> new IllegalStateException("no fact " + comparison.fact()));
    }

    private static LocalDate since(Condition.Comparison comparison, Facts facts) {
        String of = comparison.of();
        FactValue base = of == null ? null : facts.value(of, facts.referenceDay());
        LocalDate day = base instanceof FactValue.Day(LocalDate given)
                ? given
                : facts.applicant().today();
        return day.minusMonths(Integer.parseInt(comparison.value()));
    }

    private static void describe(
            SchemeDefinition.Field field,
            List<String> required,
            @Nullable FactValue value,
            Map<String, String> values) {
        put(values, "label", field.label());
        if (field.type() == SchemeDefinition.FieldType.CHOICE) {
            put(
                    values,
                    "required",
                    Text.joined(required.stream()
                            .map(field::option)
                            .flatMap(Optional::stream)
                            .map(SchemeDefinition.Option::label)
                            .toList()));
            if (value != null) {
                field.option(value.text()).ifPresent(option -> put(values, "found", option.label()));
            }
        }
    }

    static void put(Map<String, String> values, String name, Text text) {
        values.put(name, text.en());
        values.put(name + ".hi", text.hi());
    }
}
