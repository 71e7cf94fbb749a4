package org.ltet.portal.schemes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;
import org.ltet.portal.web.Words;
import org.springframework.context.MessageSource;

/**
 * The messages of one language with named places: [name] or [name:form], where the form is one of money, date, percent,
 * years, fact ... A value that has its own Hindi words stands a second time under its name with ".hi". Messages are
 * taken apart once, because the list of schemes fills dozens of them for every page.
 */
final class Wording {

    private static final Pattern PLACE = Pattern.compile("\\[([a-z]+)(?::([a-z]+))?]");

    /** Words, or a place for a value. */
    private record Piece(
            String words, @Nullable String name, @Nullable String form) {}

    private final MessageSource messages;
    private final Words words;
    private final Map<String, Optional<List<Piece>>> phrases = new ConcurrentHashMap<>();

    Wording(MessageSource messages, Locale locale) {
        this.messages = messages;
        this.words = new Words(messages, locale);
    }

    Locale locale() {
        return words.locale();
    }

    boolean has(String key) {
        return phrase(key).isPresent();
    }

    /** The message of the key with its places filled. */
    String fill(String key, Map<String, String> values) {
        List<Piece> pieces =
                phrase(key).orElseThrow(() -> new IllegalArgumentException("no message " + key + " in " + locale()));
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            text.append(piece.words());
            if (piece.name() != null) {
                text.append(value(piece.name(), piece.form(), values));
            }
        }
        return text.toString();
    }

    /** Adds the name of the fact, unless the finding brings the label of a form field. */
    void label(Map<String, String> values) {
        if (!values.containsKey("label")) {
            put(values, "label", fill("schemes.fact." + values.get("fact"), values));
        }
    }

    /** Adds what is needed, such as "at least 60 %". */
    void need(Map<String, String> values) {
        put(values, "need", fill("schemes.need." + values.get("test"), values));
    }

    private static void put(Map<String, String> values, String name, String text) {
        values.put(name, text);
        values.put(name + ".hi", text);
    }

    private Optional<List<Piece>> phrase(String key) {
        return phrases.computeIfAbsent(
                key,
                wanted -> Optional.ofNullable(messages.getMessage(wanted, null, null, locale()))
                        .map(Wording::pieces));
    }

    private static List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        Matcher place = PLACE.matcher(text);
        int end = 0;
        while (place.find()) {
            pieces.add(new Piece(text.substring(end, place.start()), place.group(1), place.group(2)));
            end = place.end();
        }
        pieces.add(new Piece(text.substring(end), null, null));
        return pieces;
    }

    private String value(String name, @Nullable String form, Map<String, String> values) {
        String inHindi = words.hindi() ? values.get(name + ".hi") : null;
        String value = inHindi == null ? values.getOrDefault(name, "") : inHindi;
        return form == null || value.isEmpty() ? value : shown(form, value, values);
    }

    private String shown(String form, String value, Map<String, String> values) {
        return switch (form) {
            case "money" -> Money.of(value).display();
            case "date" -> words.date(LocalDate.parse(value));
            case "percent" -> plain(value) + " %";
            case "number" -> plain(value);
            case "years", "months" ->
                fill("schemes." + form + (value.equals("1") ? ".one" : ".other"), Map.of("n", value));
            case "unit", "units", "whose" -> fill("schemes." + form + "." + value, Map.of());
            case "fact" -> codes(values.get("fact"), value);
            case "kind" -> byKind(FactName.Kind.valueOf(values.getOrDefault("kind", "TEXT")), value, values);
            default -> throw new IllegalArgumentException("no form " + form + " of a value");
        };
    }

    /** As the kind of the fact wants it. */
    private String byKind(FactName.Kind kind, String value, Map<String, String> values) {
        return switch (kind) {
            case CODE, YESNO, TEXT -> codes(values.get("fact"), value);
            case NUMBER -> plain(value);
            case PERCENT -> shown("percent", value, values);
            case MONEY -> shown("money", value, values);
            case AGE -> shown("years", value, values);
            case DATE -> shown("date", value, values);
        };
    }

    /** The words of codes of a fact, where there are any. */
    private String codes(@Nullable String fact, String codes) {
        return Arrays.stream(codes.split(","))
                .map(code -> {
                    String key = code.equals("true") || code.equals("false")
                            ? "schemes.yesno." + code
                            : "schemes.value." + fact + "." + code;
                    return has(key) ? fill(key, Map.of()) : code;
                })
                .collect(Collectors.joining(", "));
    }

    private static String plain(String number) {
        BigDecimal value = new BigDecimal(number).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0).toPlainString() : value.toPlainString();
    }
}
