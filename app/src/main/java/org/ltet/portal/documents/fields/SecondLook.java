package org.ltet.portal.documents.fields;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Weighs a field by what was read when its place alone was looked at once more. */
public final class SecondLook {

    private static final double DOUBTFUL = 0.6;

    private SecondLook() {}

    /** The attempt is told by a whole row. */
    public static boolean helps(FieldName name) {
        return name != FieldName.ATTEMPT;
    }

    public static Found weigh(Found found, String again) {
        if (agrees(found, again)) {
            // a code with a form of its own, read twice alike
            return found.with(found.confidence() + (found.name() == FieldName.IFSC ? 0.15 : 0.04));
        }
        return found.confirmed()
                ? found.with(found.confidence() - 0.04)
                : found.with(Math.min(found.confidence(), DOUBTFUL));
    }

    private static boolean agrees(Found found, String again) {
        Word whole = new Word(again, 1, found.box());
        List<Word> words = Arrays.stream(again.split("\\s+"))
                .map(text -> new Word(text, 1, found.box()))
                .toList();
        return switch (found.name()) {
            case TOTAL, INCOME ->
                Amounts.of(again.replace(" ", ""), List.of(whole))
                        .map(amount -> amount.value().toPlainString().equals(found.value()))
                        .orElse(false);
            case BILL_DATE, VALID_UNTIL ->
                Dates.in(words).stream()
                        .anyMatch(dated -> dated.date().toString().equals(found.value()));
            case IFSC -> stands(found.value().replace('O', '0'), again.replace('O', '0'));
            default -> stands(found.value(), again);
        };
    }

    /** As words of their own: "INV-26687" is not what "NV-26687" was read from. */
    private static boolean stands(String value, String again) {
        String wanted = plain(value);
        String[] words = again.split("\\s+");
        for (int from = 0; from < words.length; from++) {
            StringBuilder joined = new StringBuilder();
            for (int to = from; to < words.length && joined.length() < wanted.length(); to++) {
                joined.append(plain(words[to]));
            }
            if (joined.toString().equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static String plain(String text) {
        return text.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
