package org.ltet.portal.schemes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads canonical texts strictly: what is not exactly of the type counts as not given. */
final class Answers {

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,6})?");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);

    private Answers() {}

    static @Nullable BigDecimal number(@Nullable String text) {
        return text != null && DECIMAL.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    static @Nullable LocalDate date(@Nullable String text) {
        if (text == null || text.length() != 10) {
            return null;
        }
        try {
            return LocalDate.parse(text, DATE);
        } catch (DateTimeParseException notADate) {
            return null;
        }
    }

    static @Nullable String given(Map<String, String> answers, String field) {
        String text = answers.get(field);
        return text == null || text.isBlank() ? null : text.strip();
    }

    static @Nullable FactValue value(SchemeDefinition.Field field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        return switch (field.type()) {
            case TEXT -> new FactValue.Code(text);
            case CHOICE -> field.option(text).isPresent() ? new FactValue.Code(text) : null;
            case YESNO -> text.equals("true") || text.equals("false") ? new FactValue.Code(text) : null;
            case NUMBER, PERCENT, MONEY -> {
                BigDecimal number = number(text);
                yield number == null ? null : new FactValue.Number(number);
            }
            case DATE -> {
                LocalDate day = date(text);
                yield day == null ? null : new FactValue.Day(day);
            }
        };
    }
}
