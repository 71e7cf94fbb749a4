package org.ltet.portal.applications;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.FormProblem.Step;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.SchemeDefinition.Field;
import org.ltet.portal.shared.Money;

/**
 * Answers as typed, made canonical: ISO dates, plain decimals, codes. Only the fields that were sent; one that was
 * emptied has the value "".
 */
record TypedAnswers(Map<String, String> canonical, List<FormProblem> problems) {

    private static final int LONGEST_TEXT = 200;
    private static final int PLACES = 6;

    static TypedAnswers read(SchemeDefinition definition, Map<String, String> typed) {
        TypedText text = new TypedText(Step.DETAILS, typed);
        Map<String, String> canonical = new LinkedHashMap<>();
        typed.keySet().stream()
                .filter(field -> definition.field(field).isEmpty())
                .forEach(field -> text.reject(field, "applications.unknownField"));
        for (Field field : definition.fields()) {
            if (typed.containsKey(field.code())) {
                String value = text.given(field.code()) ? canonical(field, text) : "";
                if (value != null) {
                    canonical.put(field.code(), value);
                }
            }
        }
        return new TypedAnswers(canonical, text.problems());
    }

    private static @Nullable String canonical(Field field, TypedText text) {
        String code = field.code();
        return switch (field.type()) {
            case TEXT ->
                text.text(code, field.max() == null ? LONGEST_TEXT : field.max().intValueExact());
            case CHOICE -> choice(text, code, field.option(text.value(code)).isPresent());
            case YESNO ->
                choice(
                        text,
                        code,
                        text.value(code).equals("true") || text.value(code).equals("false"));
            case NUMBER, PERCENT -> {
                BigDecimal number = text.decimal(code, PLACES);
                yield number == null ? null : number.toPlainString();
            }
            case MONEY -> {
                Money amount = text.money(code);
                yield amount == null ? null : amount.plain();
            }
            case DATE -> {
                LocalDate date = text.date(code);
                yield date == null ? null : date.toString();
            }
        };
    }

    private static @Nullable String choice(TypedText text, String code, boolean offered) {
        if (!offered) {
            text.reject(code, "form.choose");
            return null;
        }
        return text.value(code);
    }
}
