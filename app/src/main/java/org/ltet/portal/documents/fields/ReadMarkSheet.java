package org.ltet.portal.documents.fields;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the percentage, the year and the attempt from a mark sheet. */
final class ReadMarkSheet {

    private static final Pattern PERCENT = Pattern.compile("(\\d{2,3}(?:[.,]\\d{1,2})?)\\s*%");
    private static final Pattern LABELLED = Pattern.compile(
            "(?i)(?:percentage|per ?cent(?:age)?|aggregate|प्रतिशत)[^\\d]{0,30}(\\d{2,3}(?:[.,]\\d{1,2})?)");
    private static final Pattern OUT_OF = Pattern.compile(
            "(?i)(?:grand total|total marks?|total|कुल|योग)[^\\d]{0,40}(\\d{2,4})\\s*(?:/|out of|\\s)\\s*(\\d{2,4})(?!\\d)");
    private static final Pattern YEAR = Pattern.compile("(?<!\\d)(20\\d{2})(?!\\d)");
    private static final Pattern EXAM = Pattern.compile(
            "(?i)examination|exam\\b|held in|year of passing|passing year|session|month (?:and|&) year|परीक्षा|वर्ष");
    private static final Pattern LATER = Pattern.compile(
            "(?i)supplementary|compartment|improvement|re-?appear|second attempt|attempt\\s*:?\\s*([2-9])|पूरक");
    private static final Pattern FIRST = Pattern.compile("(?i)first attempt|attempt\\s*:?\\s*1\\b|\\bregular\\b");

    private ReadMarkSheet() {}

    static List<Found> read(List<PageText> pages, LocalDate today) {
        Sheet sheet = Sheet.of(pages);
        List<Found> found = new ArrayList<>();
        percentage(sheet).map(Legibility::weigh).ifPresent(found::add);
        year(sheet, today).map(Legibility::weigh).ifPresent(found::add);
        attempt(sheet).map(Legibility::weigh).ifPresent(found::add);
        new Names(sheet).find().map(Legibility::weigh).ifPresent(found::add);
        return found;
    }

    /** What is printed, trusted where the marks come to the same. */
    private static Optional<Found> percentage(Sheet sheet) {
        Optional<Found> reckoned = reckoned(sheet);
        Optional<Found> printed = first(sheet, LABELLED, 0.86).or(() -> first(sheet, PERCENT, 0.74));
        if (printed.isEmpty()) {
            return reckoned;
        }
        Found said = printed.get();
        if (reckoned.isEmpty()) {
            return printed;
        }
        boolean same = new BigDecimal(said.value())
                        .subtract(new BigDecimal(reckoned.get().value()))
                        .abs()
                        .compareTo(BigDecimal.ONE)
                < 0;
        return Optional.of(new Found(FieldName.PERCENTAGE, said.value(), same ? 0.97 : 0.55, same, said.words()));
    }

    private static Optional<Found> first(Sheet sheet, Pattern pattern, double confidence) {
        for (Sheet.Row row : sheet.rows()) {
            Matcher matcher = pattern.matcher(row.line().text());
            while (matcher.find()) {
                BigDecimal value = new BigDecimal(matcher.group(1).replace(',', '.'));
                if (value.compareTo(BigDecimal.valueOf(100)) <= 0 && value.compareTo(BigDecimal.TEN) >= 0) {
                    return Optional.of(new Found(
                            FieldName.PERCENTAGE,
                            value.toPlainString(),
                            confidence,
                            false,
                            words(row, matcher.group(1))));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Found> reckoned(Sheet sheet) {
        for (Sheet.Row row : sheet.rows()) {
            Matcher matcher = OUT_OF.matcher(row.line().text());
            if (matcher.find()) {
                int one = Integer.parseInt(matcher.group(1));
                int other = Integer.parseInt(matcher.group(2));
                int most = Math.max(one, other);
                int got = Math.min(one, other);
                if (most >= 100 && most % 50 == 0 && got * 5 > most) {
                    BigDecimal percent =
                            BigDecimal.valueOf(got * 100L).divide(BigDecimal.valueOf(most), 2, RoundingMode.HALF_UP);
                    return Optional.of(new Found(
                            FieldName.PERCENTAGE,
                            percent.toPlainString(),
                            0.72,
                            false,
                            row.line().words()));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Found> year(Sheet sheet, LocalDate today) {
        Found best = null;
        for (Sheet.Row row : sheet.rows()) {
            String text = row.line().text();
            boolean exam = EXAM.matcher(text).find();
            Matcher matcher = YEAR.matcher(text);
            while (matcher.find()) {
                int year = Integer.parseInt(matcher.group(1));
                if (year > today.getYear() || year < today.getYear() - 20) {
                    continue;
                }
                double confidence = exam ? 0.9 : 0.5;
                if (best == null || confidence > best.confidence()) {
                    best = new Found(FieldName.YEAR, matcher.group(1), confidence, false, words(row, matcher.group(1)));
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private static Optional<Found> attempt(Sheet sheet) {
        for (Sheet.Row row : sheet.rows()) {
            String text = row.line().text().toLowerCase(Locale.ROOT);
            if (FIRST.matcher(text).find()) {
                return Optional.of(new Found(
                        FieldName.ATTEMPT, "1", 0.82, false, row.line().words()));
            }
            Matcher later = LATER.matcher(text);
            if (later.find()) {
                String which = later.group(1) == null ? "2" : later.group(1);
                return Optional.of(new Found(
                        FieldName.ATTEMPT, which, 0.7, false, row.line().words()));
            }
        }
        return Optional.empty();
    }

    private static List<Word> words(Sheet.Row row, String part) {
        List<Word> with = row.line().words().stream()
                .filter(word -> word.text().contains(part))
                .limit(1)
                .toList();
        return with.isEmpty() ? row.line().words() : with;
    }
}
