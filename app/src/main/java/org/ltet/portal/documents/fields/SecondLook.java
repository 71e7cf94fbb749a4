package org.ltet.portal.documents.fields;

import java.util.List;
import java.util.Locale;

/** Weighs a field by what was read when its place alone was looked at once more. */
public final class SecondLook {

    private static final double DOUBTFUL = 0.6;

    private SecondLook() {}

    /** Names are long and their spelling is seen at a glance; figures are not. */
    public static boolean helps(FieldName name) {
        return switch (name) {
            case VENDOR, PERSON, ATTEMPT -> false;
            default -> true;
        };
    }

    public static Found weigh(Found found, String again) {
        if (agrees(found, again)) {
            return found.with(found.confidence() + 0.04);
        }
        return found.confirmed()
                ? found.with(found.confidence() - 0.04)
                : found.with(Math.min(found.confidence(), DOUBTFUL));
    }

    private static boolean agrees(Found found, String again) {
        Word whole = new Word(again, 1, found.box());
        List<Word> words = java.util.Arrays.stream(again.split("\\s+"))
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
            default -> plain(again).contains(plain(found.value()));
        };
    }

    private static String plain(String text) {
        return text.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
