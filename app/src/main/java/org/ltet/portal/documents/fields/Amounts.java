package org.ltet.portal.documents.fields;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of money as they stand on paper in India. */
final class Amounts {

    /** An amount and the words it is made of; exact when it has its two decimals. */
    record Amount(BigDecimal value, boolean exact, List<Word> words) {

        Box box() {
            return Box.around(words);
        }

        double confidence() {
            return words.stream().mapToDouble(Word::confidence).min().orElse(0);
        }
    }

    private static final int MOST_PARTS = 4;
    private static final double NARROW = 0.6;
    private static final double WIDE = 1.3;
    private static final BigDecimal MOST = new BigDecimal("99999999.99");
    private static final Pattern CURRENCY = Pattern.compile(
            "^(?:₹|rs\\.?|inr\\.?|re\\.?|रु\\.?|रू\\.?|rupees|`|%|=|&|z(?=\\d))+[:.]?", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAIL =
            Pattern.compile("(?:/[-=~—–_]*|[-=~—–_|\\]\\[)(]+|/-|\\.|,|cr|dr|only)+$", Pattern.CASE_INSENSITIVE);
    private static final Pattern HEAD = Pattern.compile("^[|\\[\\](){}:;'\"‘’“”~—–_*=.,-]+");
    private static final Pattern PLAIN = Pattern.compile("\\d{1,8}(?:\\.\\d{1,2})?");
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(?:,\\d{2,3})*,\\d{3}(?:\\.\\d{1,2})?");
    private static final Pattern POINTED = Pattern.compile("\\d{1,3}(?:[.,]\\d{2,3})*[.,]\\d{3}[.,]\\d{2}");
    private static final Pattern ENDING = Pattern.compile("\\d{1,3}(?:,\\d{2,3})*,\\d{3}\\.\\d{2}$|\\d{2,7}\\.\\d{2}$");
    private static final Pattern COMMA_FOR_POINT = Pattern.compile("\\d{1,8},\\d{2}");

    private Amounts() {}

    /** All amounts of a line, from left to right. */
    static List<Amount> in(List<Word> words) {
        List<Amount> found = new ArrayList<>();
        int index = 0;
        while (index < words.size()) {
            List<Word> torn = torn(words.subList(index, words.size()));
            Optional<Amount> joined = torn.size() < 2
                    ? Optional.empty()
                    : of(String.join("", torn.stream().map(Word::text).toList()), torn)
                            .filter(Amount::exact);
            Optional<Amount> amount = joined.isPresent() ? joined : of(words.subList(index, index + 1));
            amount.ifPresent(found::add);
            index += joined.isPresent() ? torn.size() : 1;
        }
        return found;
    }

    /** "1,234 .50" or "12, 345.00": print of even width leaves room at a comma, and OCR sees words of their own. */
    private static List<Word> torn(List<Word> words) {
        int end = 1;
        while (end < words.size() && end < MOST_PARTS && isTorn(words.get(end - 1), words.get(end))) {
            end++;
        }
        return words.subList(0, end);
    }

    private static boolean isTorn(Word one, Word other) {
        double gap =
                (double) (other.box().left() - one.box().right()) / one.box().height();
        boolean atMark = one.text().matches(".*\\d[.,]$") && other.text().matches("^\\d.*")
                || one.text().matches(".*\\d$") && other.text().matches("^[.,]\\d.*");
        boolean grouped = one.text().matches(".*\\d,$") && other.text().matches("^\\d{2,3}[.,].*|^\\d{3}$")
                || one.text().matches(".*\\d\\.$") && other.text().matches("^\\d{2}$");
        return atMark && gap < (grouped ? WIDE : NARROW);
    }

    /** The sign of rupees is often read as a digit before the amount. */
    static Optional<Amount> withoutFirstDigit(Amount amount) {
        String text = TextLine.text(amount.words()).replaceAll("^\\D+", "");
        return text.length() > 3 && amount.exact()
                ? of(text.substring(1), amount.words())
                        .filter(less -> less.exact() && less.value().signum() > 0)
                : Optional.empty();
    }

    /** An amount with its decimals that a label runs into. */
    static Optional<Amount> atTheEnd(Word word) {
        Matcher matcher = ENDING.matcher(word.text());
        return matcher.find() ? of(matcher.group(), List.of(word)) : Optional.empty();
    }

    private static Optional<Amount> of(List<Word> words) {
        return of(words.getFirst().text(), words);
    }

    static Optional<Amount> of(String text, List<Word> words) {
        String core = HEAD.matcher(text.strip()).replaceFirst("");
        core = CURRENCY.matcher(core).replaceFirst("");
        core = HEAD.matcher(core).replaceFirst("");
        core = TAIL.matcher(core).replaceFirst("");
        core = likeDigits(core);
        String plain;
        if (PLAIN.matcher(core).matches()) {
            plain = core;
        } else if (GROUPED.matcher(core).matches()) {
            plain = core.replace(",", "");
        } else if (POINTED.matcher(core).matches()) {
            int point = core.length() - 3;
            plain = core.substring(0, point).replaceAll("[.,]", "") + "." + core.substring(point + 1);
        } else if (COMMA_FOR_POINT.matcher(core).matches()) {
            plain = core.replace(',', '.');
        } else {
            return Optional.empty();
        }
        BigDecimal value = new BigDecimal(plain);
        if (value.compareTo(MOST) > 0) {
            return Optional.empty();
        }
        int point = plain.indexOf('.');
        return Optional.of(new Amount(value.setScale(2), point >= 0 && plain.length() - point == 3, words));
    }

    /** Letters that OCR reads for digits, where all else is digits. */
    private static String likeDigits(String text) {
        long digits = text.chars().filter(Character::isDigit).count();
        if (digits < 2 || digits * 2 < text.length()) {
            return text;
        }
        return text.replace('O', '0')
                .replace('o', '0')
                .replace('l', '1')
                .replace('I', '1')
                .replace('|', '1')
                .replace('S', '5')
                .replace('B', '8')
                .replace(";", ",")
                .replace(" ", "");
    }
}
