package org.ltet.portal.applications.web;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.schemes.SchemeDefinition.Field;
import org.ltet.portal.schemes.SchemeDefinition.FieldType;

/**
 * One question of a scheme's form in the reader's language.
 *
 * @param options code to label
 * @param saved the answer that the page was made with, so that the server can tell what was changed on this page
 * @param decides whether other questions appear or vanish with the answer
 */
public record Question(
        String code,
        FieldType type,
        String label,
        @Nullable String hint,
        boolean required,
        Map<String, String> options,
        int longest,
        String saved,
        boolean decides) {

    private static final int LONGEST_TEXT = 200;
    private static final int ONE_LINE = 200;

    static Question of(Field field, String saved, boolean decides, Locale locale) {
        Map<String, String> options = new LinkedHashMap<>();
        field.options()
                .forEach(option -> options.put(option.code(), option.label().in(locale)));
        int longest = field.type() == FieldType.TEXT && field.max() != null
                ? field.max().intValueExact()
                : LONGEST_TEXT;
        return new Question(
                field.code(),
                field.type(),
                field.label().in(locale),
                field.hint() == null ? null : field.hint().in(locale),
                field.required(),
                options,
                longest,
                saved,
                decides);
    }

    public boolean isLong() {
        return longest > ONE_LINE;
    }
}
