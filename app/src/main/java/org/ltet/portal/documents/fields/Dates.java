package org.ltet.portal.documents.fields;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates as they are written in India: the day comes first. */
final class Dates {

    /** @param clean read as it stands, without a letter taken for a digit, and with four digits of the year */
    record Dated(LocalDate date, boolean clean, List<Word> words) {

        Box box() {
            return Box.around(words);
        }

        double confidence() {
            return words.stream().mapToDouble(Word::confidence).min().orElse(0);
        }
    }

    private static final int MOST_WORDS = 5;
    private static final String MARK = "\\s*[-/.,:]\\s*";
    private static final Pattern DAY_FIRST =
            Pattern.compile("(?<![\\d/.-])(\\d{1,2})" + MARK + "(\\d{1,2})" + MARK + "(20\\d{2}|\\d{2})(?![\\d/-])");
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(?<![\\d/.-])(20\\d{2})" + MARK + "(\\d{1,2})" + MARK + "(\\d{1,2})(?!\\d)");
    private static final Pattern NAMED = Pattern.compile(
            "(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?[\\s./,'-]*([a-z]{3,9})[\\s./,'-]*(20\\d{2}|\\d{2})(?!\\d)");
    private static final Pattern NAMED_FIRST =
            Pattern.compile("(?<![a-z])([a-z]{3,9})[\\s.-]*(\\d{1,2})(?:st|nd|rd|th)?\\s*[,.\\s]\\s*(20\\d{2})(?!\\d)");
    private static final Map<String, Integer> MONTHS = Map.ofEntries(
            Map.entry("jan", 1),
            Map.entry("feb", 2),
            Map.entry("mar", 3),
            Map.entry("apr", 4),
            Map.entry("may", 5),
            Map.entry("jun", 6),
            Map.entry("jul", 7),
            Map.entry("aug", 8),
            Map.entry("sep", 9),
            Map.entry("oct", 10),
            Map.entry("nov", 11),
            Map.entry("dec", 12));
    private static final List<String> MONTH_NAMES = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    private Dates() {}

    /** All dates of a line, from left to right. */
    static List<Dated> in(List<Word> words) {
        List<Dated> found = new ArrayList<>();
        int index = 0;
        while (index < words.size()) {
            Dated date = at(words, index);
            if (date == null) {
                index++;
            } else {
                found.add(date);
                index += date.words.size();
            }
        }
        return found;
    }

    private static @Nullable Dated at(List<Word> words, int from) {
        if (words.get(from).text().chars().noneMatch(Character::isLetterOrDigit)) {
            return null;
        }
        StringBuilder joined = new StringBuilder();
        int end = Math.min(words.size(), from + MOST_WORDS);
        for (int to = from; to < end; to++) {
            joined.append(to > from ? " " : "").append(words.get(to).text());
            Parsed parsed = parse(joined.toString());
            if (parsed != null && parsed.start < words.get(from).text().length()) {
                return new Dated(parsed.date, parsed.clean, List.copyOf(words.subList(from, to + 1)));
            }
        }
        return null;
    }

    private record Parsed(LocalDate date, boolean clean, int start) {}

    private static @Nullable Parsed parse(String text) {
        Parsed exact = parse(text, true);
        if (exact != null) {
            return exact;
        }
        String mended = likeDigits(text);
        return mended.equals(text) ? null : parse(mended, false);
    }

    private static @Nullable Parsed parse(String text, boolean clean) {
        String lower = text.toLowerCase(Locale.ROOT);
        Matcher yearFirst = YEAR_FIRST.matcher(lower);
        if (yearFirst.find()) {
            return dated(yearFirst.group(1), number(yearFirst.group(2)), yearFirst.group(3), clean, yearFirst.start());
        }
        Matcher dayFirst = DAY_FIRST.matcher(lower);
        if (dayFirst.find()) {
            return dated(dayFirst.group(3), number(dayFirst.group(2)), dayFirst.group(1), clean, dayFirst.start());
        }
        Matcher named = NAMED.matcher(lower);
        if (named.find()) {
            return dated(named.group(3), month(named.group(2)), named.group(1), clean, named.start());
        }
        Matcher namedFirst = NAMED_FIRST.matcher(lower);
        if (namedFirst.find()) {
            return dated(
                    namedFirst.group(3), month(namedFirst.group(1)), namedFirst.group(2), clean, namedFirst.start());
        }
        return null;
    }

    private static @Nullable Parsed dated(String year, @Nullable Integer month, String day, boolean clean, int start) {
        if (month == null) {
            return null;
        }
        int number = number(year);
        try {
            LocalDate date = LocalDate.of(number < 100 ? 2000 + number : number, month, number(day));
            return new Parsed(date, clean && number >= 100, start);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private static @Nullable Integer month(String name) {
        Integer known = name.length() >= 3 ? MONTHS.get(name.substring(0, 3)) : null;
        if (known != null && (name.length() <= 4 || Distance.within(MONTH_NAMES.get(known - 1), name, 2))) {
            return known;
        }
        for (int i = 0; i < MONTH_NAMES.size(); i++) {
            if (name.length() >= 5 && Distance.within(MONTH_NAMES.get(i), name, 1)) {
                return i + 1;
            }
        }
        return null;
    }

    /** Letters taken for digits, where a word has digits and marks of a date. */
    private static String likeDigits(String text) {
        long digits = text.chars().filter(Character::isDigit).count();
        boolean marked =
                text.chars().filter(c -> c == '/' || c == '-' || c == '.').count() >= 2;
        if (digits < 4 || !marked) {
            return text;
        }
        return text.replace('O', '0')
                .replace('o', '0')
                .replace('l', '1')
                .replace('I', '1')
                .replace('|', '1')
                .replace('S', '5')
                .replace('B', '8')
                .replace('Z', '2');
    }

    static Optional<LocalDate> plausible(LocalDate date, LocalDate today) {
        return date.isAfter(today) || date.isBefore(today.minusYears(15)) ? Optional.empty() : Optional.of(date);
    }
}
