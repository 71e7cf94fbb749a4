package org.ltet.portal.documents.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the branch code and the account from a passbook page or a cancelled cheque. */
final class ReadBankProof {

    private static final Pattern IFSC =
            Pattern.compile("(?<![A-Z0-9])([A-Z]{4})(?:[0O]|O0|0O)([A-Z0-9]{6})(?![A-Z0-9])");
    private static final Pattern ACCOUNT = Pattern.compile(
            "(?i)(?:a\\s*[/l1|\\\\]?\\s*c|account|acct|खाता)\\s*(?:no|number|num|संख्या|#)?\\.?\\s*[:\\-.]*\\s*((?:\\d[ -]?){8,17}\\d)(?!\\d)");

    private ReadBankProof() {}

    static List<Found> read(List<PageText> pages) {
        Sheet sheet = Sheet.of(pages);
        List<Found> found = new ArrayList<>();
        ifsc(sheet).map(Legibility::weigh).ifPresent(found::add);
        account(sheet).map(Legibility::weigh).ifPresent(found::add);
        new Names(sheet).find().map(Legibility::weigh).ifPresent(found::add);
        return found;
    }

    /** The fifth letter is always a zero, which may be read as a letter, or as both. */
    private static Optional<Found> ifsc(Sheet sheet) {
        for (Sheet.Row row : sheet.rows()) {
            for (Word word : row.line().words()) {
                Matcher matcher = IFSC.matcher(word.text().toUpperCase(Locale.ROOT));
                if (matcher.find() && matcher.group(2).chars().anyMatch(Character::isDigit)) {
                    boolean labelled =
                            row.line().text().toUpperCase(Locale.ROOT).contains("IFS");
                    String value = matcher.group(1) + "0" + matcher.group(2);
                    return Optional.of(new Found(FieldName.IFSC, value, labelled ? 0.93 : 0.84, false, List.of(word)));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Found> account(Sheet sheet) {
        for (Sheet.Row row : sheet.rows()) {
            Matcher matcher = ACCOUNT.matcher(row.line().text());
            if (matcher.find()) {
                String digits = matcher.group(1).replaceAll("\\D", "");
                List<Word> words = row.line().words().stream()
                        .filter(word ->
                                word.text().chars().filter(Character::isDigit).count() >= 3)
                        .filter(word -> digits.contains(word.text().replaceAll("\\D", "")))
                        .toList();
                return Optional.of(new Found(
                        FieldName.ACCOUNT,
                        digits,
                        0.9,
                        false,
                        words.isEmpty() ? row.line().words() : words));
            }
        }
        return Optional.empty();
    }
}
