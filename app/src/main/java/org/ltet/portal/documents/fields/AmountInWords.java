package org.ltet.portal.documents.fields;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads "One Lakh Twenty Three Thousand Four Hundred and Fifty Six and Paise Fifty Only". */
final class AmountInWords {

    private static final Map<String, Integer> NUMBERS = numbers();
    private static final Map<String, Integer> SCALES = Map.of(
            "thousand",
            1_000,
            "lakh",
            100_000,
            "lakhs",
            100_000,
            "lac",
            100_000,
            "lacs",
            100_000,
            "crore",
            10_000_000,
            "crores",
            10_000_000);

    private AmountInWords() {}

    private static Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new TreeMap<>();
        String[] small = {
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen"
        };
        for (int i = 0; i < small.length; i++) {
            numbers.put(small[i], i);
        }
        String[] tens = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
        for (int i = 0; i < tens.length; i++) {
            numbers.put(tens[i], 20 + 10 * i);
        }
        numbers.put("fourty", 40);
        numbers.put("ninty", 90);
        return numbers;
    }

    /** Whether these words, up to "only", can only be the end of an amount that was begun before them. */
    static boolean goesOn(List<String> words) {
        List<String> plain = words.stream()
                .map(word -> word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""))
                .filter(word -> word.length() > 1)
                .toList();
        int end = plain.indexOf("only");
        return plain.subList(0, end < 0 ? plain.size() : end).stream()
                .allMatch(word -> nearest(word, NUMBERS) != null
                        || nearest(word, SCALES) != null
                        || word.equals("and")
                        || isNear(word, "hundred")
                        || isNear(word, "paise")
                        || isNear(word, "rupees"));
    }

    /** @param words in reading order; what comes before the first number and after the last is passed over */
    static Optional<BigDecimal> read(List<String> words) {
        long total = 0;
        long part = 0;
        long whole = -1;
        long beforeAnd = 0;
        boolean begun = false;
        boolean scaled = false;
        for (String raw : words) {
            for (String word : raw.toLowerCase(Locale.ROOT).split("[^a-z]+")) {
                if (word.isEmpty() || word.equals("and") || word.equals("rupees") && !begun) {
                    beforeAnd = word.equals("and") ? total + part : beforeAnd;
                    continue;
                }
                Integer number = nearest(word, NUMBERS);
                Integer scale = nearest(word, SCALES);
                if (number != null) {
                    part += number;
                    begun = true;
                } else if (begun && isNear(word, "hundred")) {
                    part *= 100;
                    scaled = true;
                } else if (begun && scale != null) {
                    total += part * scale;
                    part = 0;
                    scaled = true;
                } else if (isNear(word, "paise") || word.equals("paisa")) {
                    if (begun && whole < 0) {
                        // "Fifty and Fifty Paise" ends in them, "Fifty and Paise Fifty" begins with them
                        long afterAnd = total + part - beforeAnd;
                        boolean ending = beforeAnd > 0 && afterAnd > 0 && afterAnd < 100;
                        whole = ending ? beforeAnd : total + part;
                        total = 0;
                        part = ending ? afterAnd : 0;
                    }
                } else if (begun && (isNear(word, "rupees") || word.equals("rupee"))) {
                    whole = total + part;
                    total = 0;
                    part = 0;
                } else if (begun && word.equals("only")) {
                    return Optional.of(amount(whole, total + part));
                } else if (begun && word.length() > 2) {
                    return scaled ? Optional.of(amount(whole, total + part)) : Optional.empty();
                }
            }
        }
        return begun && scaled ? Optional.of(amount(whole, total + part)) : Optional.empty();
    }

    /** "Rupees One Hundred and Paise Fifty" and "One Hundred Rupees Fifty Paise" and without paise. */
    private static BigDecimal amount(long whole, long rest) {
        if (whole < 0) {
            return BigDecimal.valueOf(rest).setScale(2);
        }
        return rest < 100
                ? BigDecimal.valueOf(whole).add(BigDecimal.valueOf(rest, 2))
                : BigDecimal.valueOf(whole).setScale(2);
    }

    private static boolean isNear(String word, String other) {
        return Distance.within(word, other, other.length() > 5 ? 1 : 0);
    }

    private static @Nullable Integer nearest(String word, Map<String, Integer> known) {
        Integer exact = known.get(word);
        if (exact != null || word.length() < 5) {
            return exact;
        }
        Integer near = null;
        for (Map.Entry<String, Integer> entry : known.entrySet()) {
            if (entry.getKey().length() >= 5 && Distance.within(entry.getKey(), word, 1)) {
                if (near != null) {
                    return null;
                }
                near = entry.getValue();
            }
        }
        return near;
    }
}
