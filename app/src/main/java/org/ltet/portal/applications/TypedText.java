package org.ltet.portal.applications;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.FormProblem.Step;
import org.ltet.portal.shared.Money;
import org.ltet.portal.web.Dates;
import org.ltet.portal.web.Numbers;

/** Reads what a person or a program sent as text and gathers everything that cannot be read. */
final class TypedText {

    private final Step step;
    private final Map<String, String> typed;
    private final List<FormProblem> problems = new ArrayList<>();

    TypedText(Step step, Map<String, String> typed) {
        this.step = step;
        this.typed = typed;
    }

    List<FormProblem> problems() {
        return problems;
    }

    String value(String field) {
        return typed.getOrDefault(field, "").strip();
    }

    boolean given(String field) {
        return !value(field).isEmpty();
    }

    @Nullable
    String required(String field, int longest) {
        if (!given(field)) {
            reject(field, "form.required");
            return null;
        }
        return text(field, longest);
    }

    @Nullable
    String text(String field, int longest) {
        String text = value(field);
        if (text.codePointCount(0, text.length()) > longest) {
            reject(field, "form.text.long", longest);
            return null;
        }
        if (text.codePoints().anyMatch(TypedText::isForbidden)) {
            reject(field, "form.text.control");
            return null;
        }
        return text.isEmpty() ? null : text;
    }

    @Nullable
    Money money(String field) {
        return read(field, Numbers.money(value(field)));
    }

    @Nullable
    BigDecimal decimal(String field, int places) {
        return read(field, Numbers.decimal(value(field), places));
    }

    @Nullable
    LocalDate date(String field) {
        if (!given(field)) {
            reject(field, "form.required");
            return null;
        }
        LocalDate date = Dates.read(value(field)).orElse(null);
        if (date == null) {
            reject(field, "form.date.format");
        }
        return date;
    }

    void reject(String field, String key, Object... arguments) {
        problems.add(FormProblem.said(step, field, key, arguments));
    }

    private <T> @Nullable T read(String field, Numbers.Read<T> read) {
        return switch (read) {
            case Numbers.Read.Value<T>(T value) -> value;
            case Numbers.Read.Problem<T>(String key) -> {
                reject(field, key);
                yield null;
            }
        };
    }

    /** Control characters, and those that turn the direction of text around. */
    private static boolean isForbidden(int point) {
        return (Character.isISOControl(point) && point != '\n' && point != '\r' && point != '\t')
                || (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2066 && point <= 0x2069);
    }
}
