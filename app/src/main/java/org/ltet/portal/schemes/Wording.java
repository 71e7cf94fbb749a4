package org.ltet.portal.schemes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;
import org.ltet.portal.web.Words;
import org.springframework.context.MessageSource;

/**
 * Fills named places of a message: [name] or [name:form], where the form is one of money, date, percent, years, code of
 * a fact ... A value that has its own Hindi words stands a second time under its name with ".hi".
 */
final class Wording {

    private static final Pattern PLACE = Pattern.compile("\\[([a-z]+)(?::([a-z]+))?]");

    private final MessageSource messages;
    private final Words words;
    private final Locale locale;

    Wording(MessageSource messages, Locale locale) {
        this.messages = messages;
        this.words = new Words(messages, locale);
        this.locale = words.locale();
    }

    Locale locale() {
        return locale;
    }

    boolean has(String key) {
        return words.has(key);
    }

    /** The message of the key with its places filled; the same values again for a message within. */
    String fill(String key, Map<String, String> values) {
        String text = messages.getMessage(key, null, locale);
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(value(place, values)));
    }

    private String value(MatchResult place, Map<String, String> values) {
        String name = place.group(1);
        String value = words.hindi() && values.containsKey(name + ".hi") ? values.get(name + ".hi") : values.get(name);
        if (value == null) {
            return "";
        }
        String form = place.group(2);
        return form == null ? value : shown(form, value, values);
    }

    private String shown(String form, String value, Map<String, String> values) {
        return switch (form) {
            case "money" -> Money.of(value).display();
            case "date" -> words.date(LocalDate.parse(value));
            case "percent" -> plain(value) + " %";
            case "number" -> plain(value);
            case "years" -> counted("schemes.years", value);
            case "months" -> counted("schemes.months", value);
            case "unit", "units", "whose" -> words.t("schemes." + form + "." + value);
            case "fact" -> values(values.get("fact"), value);
            case "kind" -> byKind(values, value);
            default -> throw new IllegalArgumentException("no form " + form + " of a value");
        };
    }

    /** As the kind of the fact wants it. */
    private String byKind(Map<String, String> values, String value) {
        String kind = values.getOrDefault("kind", FactName.Kind.TEXT.name());
        return switch (FactName.Kind.valueOf(kind)) {
            case CODE, YESNO, TEXT -> values(values.get("fact"), value);
            case NUMBER -> plain(value);
            case PERCENT -> shown("percent", value, values);
            case MONEY -> shown("money", value, values);
            case AGE -> shown("years", value, values);
            case DATE -> Answers.date(value) == null ? shown("months", value, values) : shown("date", value, values);
        };
    }

    private String counted(String key, String number) {
        return words.t(key + (number.equals("1") ? ".one" : ".other"), number);
    }

    /** The words of codes of a fact, where there are any. */
    private String values(@Nullable String fact, String codes) {
        return Arrays.stream(codes.split(","))
                .map(code -> code.equals("true") || code.equals("false")
                        ? words.t("schemes.yesno." + code)
                        : word("schemes.value." + fact + "." + code, code))
                .collect(Collectors.joining(", "));
    }

    private String word(String key, String otherwise) {
        return words.has(key) ? words.t(key) : otherwise;
    }

    private static String plain(String number) {
        BigDecimal value = new BigDecimal(number).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0).toPlainString() : value.toPlainString();
    }
}
