package org.ltet.portal.web;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.ltet.portal.shared.Money;

/** Reads numbers as people type them, and says what is wrong with them in a message key. */
public final class Numbers {

    /** Commas group as in India (1,25,000) or by thousands; a comma before fewer than three digits is no grouping. */
    private static final Pattern GROUPED =
            Pattern.compile("(\\d+|\\d{1,2}(,\\d{2})*,\\d{3}|\\d{1,3}(,\\d{3})+)(\\.\\d*)?");

    private static final int LONGEST_WHOLE_PART = 10;

    private Numbers() {}

    /** What was read, or the key of the message that says why it cannot be. */
    public sealed interface Read<T> {
        record Value<T>(T value) implements Read<T> {}

        record Problem<T>(String key) implements Read<T> {}
    }

    /**
     * An amount in rupees, at least zero, at most two places. Accepts ₹, Indian grouping and Devanagari digits; refuses
     * exponents and every other script's digits, so that what is stored is what the person saw.
     */
    public static Read<Money> money(String typed) {
        return switch (decimal(typed.replace("₹", ""), 2)) {
            case Read.Value<BigDecimal>(BigDecimal value) -> new Read.Value<>(Money.of(value));
            case Read.Problem<BigDecimal>(String key) ->
                new Read.Problem<>(key.equals("form.number.places") ? "form.money.paise" : key);
        };
    }

    /** A decimal of at least zero with at most so many places. */
    public static Read<BigDecimal> decimal(String typed, int places) {
        String text = asciiDigits(typed.strip());
        if (text.isEmpty()) {
            return new Read.Problem<>("form.required");
        }
        if (text.startsWith("-")) {
            return new Read.Problem<>("form.number.negative");
        }
        if (!GROUPED.matcher(text).matches()) {
            return new Read.Problem<>("form.number.digits");
        }
        BigDecimal value = new BigDecimal(text.replace(",", "").replaceAll("\\.$", ""));
        if (value.stripTrailingZeros().scale() > places) {
            return new Read.Problem<>("form.number.places");
        }
        if (value.precision() - value.scale() > LONGEST_WHOLE_PART) {
            return new Read.Problem<>("form.number.large");
        }
        return new Read.Value<>(value);
    }

    private static String asciiDigits(String text) {
        StringBuilder result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            result.append(c >= '\u0966' && c <= '\u096F' ? (char) ('0' + c - '\u0966') : c);
        }
        return result.toString();
    }
}
