package org.ltet.portal.documents.fields;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads income and disability certificates. */
final class ReadCertificate {

    private static final Pattern NUMBER = Pattern.compile(
            "(?i)(?:certificate|cert\\.?|application|udid|प्रमाण ?पत्र)\\s*(?:no|number|id|संख्या)\\.?\\s*[:\\-]?\\s*([A-Z0-9][A-Z0-9/\\-]{3,29})");
    private static final Pattern VALID = Pattern.compile("(?i)valid|expir|वैध");
    private static final Pattern ISSUED = Pattern.compile("(?i)date|dated|issued|दिनांक");
    private static final Pattern INCOME = Pattern.compile("(?i)income|आय");
    private static final Pattern PERCENT =
            Pattern.compile("(\\d{2,3})(?:[.,]\\d+)?\\s*(?:%|per ?cent|percent|प्रतिशत)");

    private ReadCertificate() {}

    static List<Found> income(List<PageText> pages, LocalDate today) {
        Sheet sheet = Sheet.of(pages);
        List<Found> found = common(sheet, today);
        amount(sheet).map(Legibility::weigh).ifPresent(found::add);
        return found;
    }

    static List<Found> disability(List<PageText> pages, LocalDate today) {
        Sheet sheet = Sheet.of(pages);
        List<Found> found = common(sheet, today);
        percentage(sheet).map(Legibility::weigh).ifPresent(found::add);
        return found;
    }

    private static List<Found> common(Sheet sheet, LocalDate today) {
        List<Found> found = new ArrayList<>();
        number(sheet).map(Legibility::weigh).ifPresent(found::add);
        validUntil(sheet).map(Legibility::weigh).ifPresent(found::add);
        issued(sheet, today).map(Legibility::weigh).ifPresent(found::add);
        new Names(sheet).find().map(Legibility::weigh).ifPresent(found::add);
        return found;
    }

    private static Optional<Found> number(Sheet sheet) {
        for (Sheet.Row row : sheet.rows()) {
            Matcher matcher = NUMBER.matcher(row.line().text());
            if (matcher.find() && matcher.group(1).chars().anyMatch(Character::isDigit)) {
                List<Word> words = row.line().words().stream()
                        .filter(word -> matcher.group(1).contains(word.text()))
                        .limit(1)
                        .toList();
                return Optional.of(new Found(
                        FieldName.CERTIFICATE_NUMBER,
                        matcher.group(1),
                        0.88,
                        false,
                        words.isEmpty() ? row.line().words() : words));
            }
        }
        return Optional.empty();
    }

    private static Optional<Found> validUntil(Sheet sheet) {
        return sheet.rows().stream()
                .filter(row -> VALID.matcher(row.line().text()).find())
                .flatMap(row -> Dates.in(row.line().words()).stream().reduce((first, second) -> second).stream())
                .findFirst()
                .map(dated -> new Found(
                        FieldName.VALID_UNTIL,
                        dated.date().toString(),
                        dated.clean() ? 0.92 : 0.8,
                        false,
                        dated.words()));
    }

    private static Optional<Found> issued(Sheet sheet, LocalDate today) {
        return sheet.rows().stream()
                .filter(row -> ISSUED.matcher(row.line().text()).find()
                        && !VALID.matcher(row.line().text()).find())
                .filter(row ->
                        !row.line().text().toLowerCase(java.util.Locale.ROOT).contains("birth"))
                .flatMap(row -> Dates.in(row.line().words()).stream())
                .filter(dated -> Dates.plausible(dated.date(), today).isPresent())
                .findFirst()
                .map(dated -> new Found(
                        FieldName.BILL_DATE,
                        dated.date().toString(),
                        dated.clean() ? 0.88 : 0.75,
                        false,
                        dated.words()));
    }

    /** The largest amount on the rows about income, trusted where it is written out in words too. */
    private static Optional<Found> amount(Sheet sheet) {
        Amounts.Amount best = null;
        BigDecimal said = null;
        for (Sheet.Row row : sheet.rows()) {
            Optional<BigDecimal> words = AmountInWords.read(
                    row.line().words().stream().map(Word::text).toList());
            if (words.isPresent() && words.get().compareTo(BigDecimal.valueOf(1000)) > 0) {
                said = words.get();
            }
            boolean near = INCOME.matcher(row.line().text()).find()
                    || row.index() > 0
                            && INCOME.matcher(sheet.rows()
                                            .get(row.index() - 1)
                                            .line()
                                            .text())
                                    .find();
            if (near) {
                for (Amounts.Amount amount : Amounts.in(row.line().words())) {
                    boolean year = amount.value().compareTo(BigDecimal.valueOf(2100)) < 0;
                    if (!year && (best == null || amount.value().compareTo(best.value()) > 0)) {
                        best = amount;
                    }
                }
            }
        }
        if (best == null) {
            return Optional.empty();
        }
        boolean same = said != null && said.compareTo(best.value()) == 0;
        return Optional.of(new Found(
                FieldName.INCOME,
                best.value().toPlainString(),
                same ? 0.97 : said == null ? 0.76 : 0.5,
                same,
                best.words()));
    }

    private static Optional<Found> percentage(Sheet sheet) {
        Found best = null;
        for (Sheet.Row row : sheet.rows()) {
            Matcher matcher = PERCENT.matcher(row.line().text());
            while (matcher.find()) {
                int value = Integer.parseInt(matcher.group(1));
                if (value < 10 || value > 100) {
                    continue;
                }
                String digits = matcher.group(1);
                if (best != null && best.value().equals(digits)) {
                    return Optional.of(new Found(FieldName.PERCENTAGE, digits, 0.93, true, best.words()));
                }
                if (best == null) {
                    List<Word> words = row.line().words().stream()
                            .filter(word -> word.text().contains(digits))
                            .limit(1)
                            .toList();
                    best = new Found(
                            FieldName.PERCENTAGE,
                            digits,
                            0.84,
                            false,
                            words.isEmpty() ? row.line().words() : words);
                }
            }
        }
        return Optional.ofNullable(best);
    }
}
