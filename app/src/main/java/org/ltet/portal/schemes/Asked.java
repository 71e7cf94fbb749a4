package org.ltet.portal.schemes;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison asks for, apart from any applicant: worked out once for each comparison of a definition, because
 * the list of schemes judges hundreds of them for every page.
 *
 * @param fact null where it is the answer to a field
 * @param field null where it is a fact
 * @param code the own reason, else fact and test: "member.serviceYears.atLeast", "answer.percent.below"
 * @param values of every finding of this comparison
 */
record Asked(@Nullable FactName fact, SchemeDefinition.@Nullable Field field, String code, Map<String, String> values) {

    /** By identity, for as long as the definition is in use. */
    private static final Cache<Condition.Comparison, Asked> KNOWN =
            Caffeine.newBuilder().weakKeys().build();

    static Asked of(Condition.Comparison comparison, SchemeDefinition definition) {
        return KNOWN.get(comparison, wanted -> read(wanted, definition));
    }

    private static Asked read(Condition.Comparison comparison, SchemeDefinition definition) {
        FactName.Kind kind = FactName.kindOf(comparison.fact(), definition)
                .orElseThrow(() -> new IllegalStateException("no fact " + comparison.fact()));
        SchemeDefinition.Field field =
                FactName.answer(comparison.fact()).flatMap(definition::field).orElse(null);
        FactName fact = FactName.of(comparison.fact()).orElse(null);
        return new Asked(fact, field, code(comparison, kind, field), values(comparison, kind, field));
    }

    private static String code(
            Condition.Comparison comparison, FactName.Kind kind, SchemeDefinition.@Nullable Field field) {
        String reason = comparison.reason();
        if (reason != null) {
            return reason;
        }
        String subject =
                field == null ? comparison.fact() : "answer." + kind.name().toLowerCase(Locale.ROOT);
        return subject + "." + camel(comparison.test());
    }

    private static Map<String, String> values(
            Condition.Comparison comparison, FactName.Kind kind, SchemeDefinition.@Nullable Field field) {
        Map<String, String> values = new HashMap<>();
        values.put("fact", comparison.fact());
        values.put("kind", kind.name());
        values.put("test", camel(comparison.test()));
        values.put("required", String.join(",", comparison.values()));
        if (field != null) {
            Findings.put(values, "label", field.label());
            if (field.type() == SchemeDefinition.FieldType.CHOICE) {
                Findings.put(
                        values,
                        "required",
                        Text.joined(comparison.values().stream()
                                .map(field::option)
                                .flatMap(Optional::stream)
                                .map(SchemeDefinition.Option::label)
                                .toList()));
            }
        }
        return values;
    }

    /** AT_LEAST as "atLeast". */
    private static String camel(Condition.Test test) {
        StringBuilder name = new StringBuilder();
        for (String word : test.name().toLowerCase(Locale.ROOT).split("_")) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}
