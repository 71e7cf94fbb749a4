package org.ltet.portal.schemes;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes findings: a reason code and the values that its words need. */
final class Findings {

    private Findings() {}

    static Finding of(Condition.Comparison comparison, Outcome outcome, Facts facts) {
        Asked asked = Asked.of(comparison, facts.definition());
        Map<String, String> values = new HashMap<>(asked.values());
        values.put("name", facts.applicant().beneficiary().name());
        FactValue value = facts.value(asked, facts.referenceDay());
        if (value != null) {
            found(comparison, asked.field(), value, facts, values);
        }
        return new Finding(asked.code(), outcome, values, comparison.waivable());
    }

    private static void found(
            Condition.Comparison comparison,
            SchemeDefinition.@Nullable Field field,
            FactValue value,
            Facts facts,
            Map<String, String> values) {
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
        if (field != null) {
            field.option(value.text()).ifPresent(option -> put(values, "found", option.label()));
        }
    }

    private static LocalDate since(Condition.Comparison comparison, Facts facts) {
        String of = comparison.of();
        FactValue base = of == null ? null : facts.value(of, facts.referenceDay());
        LocalDate day = base instanceof FactValue.Day(LocalDate given)
                ? given
                : facts.applicant().today();
        return day.minusMonths(Integer.parseInt(comparison.value()));
    }

    static void put(Map<String, String> values, String name, Text text) {
        values.put(name, text.en());
        values.put(name + ".hi", text.hi());
    }
}
