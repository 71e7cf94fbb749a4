package org.ltet.portal.documents.fields;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the words that say what stands beside or below them. */
final class Labels {

    /** What a label announces. */
    enum Meaning {
        BILL_NUMBER,
        OTHER_NUMBER,
        BILL_DATE,
        OTHER_DATE,
        TOTAL,
        ADVANCE,
        OTHER_AMOUNT,
        IN_WORDS,
        PERSON,
        OTHER_NAME
    }

    /** @param strength how surely it announces just that, from 1 to 10 */
    record Phrase(Meaning meaning, int strength, String text) {}

    /** @param from index of the label's first word in its line, {@code to} one past its last */
    record Hit(Phrase phrase, int from, int to) {

        Meaning meaning() {
            return phrase.meaning;
        }

        int strength() {
            return phrase.strength;
        }
    }

    private static final int MOST_WORDS = 5;
    private static final int ONE_WRONG = 6;
    private static final int TWO_WRONG = 13;

    private static final Pattern HEADING = Pattern.compile("\\[([A-Z_]+) (\\d+)]");
    private static final List<Phrase> PHRASES = phrases();
    private static final Map<String, Phrase> BY_TEXT = byText();

    private Labels() {}

    /** The list of labels: "[MEANING strength]", then the labels that say it, one a line. */
    private static List<Phrase> phrases() {
        List<Phrase> all = new ArrayList<>();
        Meaning meaning = Meaning.OTHER_NAME;
        int strength = 0;
        for (String line : lines()) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                meaning = Meaning.valueOf(heading.group(1));
                strength = Integer.parseInt(heading.group(2));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                all.add(new Phrase(meaning, strength, normal(line)));
            }
        }
        return List.copyOf(all);
    }

    private static Map<String, Phrase> byText() {
        Map<String, Phrase> byText = new HashMap<>();
        PHRASES.forEach(phrase -> byText.putIfAbsent(phrase.text, phrase));
        return byText;
    }

    private static List<String> lines() {
        try (InputStream list = Objects.requireNonNull(Labels.class.getResourceAsStream("/documents/labels.txt"))) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Letters and digits only, in lower case. */
    static String normal(String text) {
        StringBuilder normal = new StringBuilder(text.length());
        String lower = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            int type = Character.getType(c);
            if (Character.isLetterOrDigit(c)
                    || type == Character.NON_SPACING_MARK
                    || type == Character.COMBINING_SPACING_MARK) {
                normal.append(c);
            }
        }
        return normal.toString();
    }

    /** The labels of a line from left to right, none inside another; the longest reading of each place. */
    static List<Hit> in(TextLine line) {
        List<Hit> hits = new ArrayList<>();
        int index = 0;
        while (index < line.words().size()) {
            Hit hit = longestAt(line, index);
            if (hit == null) {
                index++;
            } else {
                hits.add(hit);
                index = hit.to;
            }
        }
        return hits;
    }

    private static @Nullable Hit longestAt(TextLine line, int from) {
        StringBuilder joined = new StringBuilder();
        Hit longest = null;
        int end = Math.min(line.words().size(), from + MOST_WORDS);
        for (int to = from; to < end; to++) {
            String part = normal(line.words().get(to).text());
            if (to > from && gap(line, to)) {
                break;
            }
            if (part.isEmpty()) {
                if (to == from) {
                    break;
                }
                continue;
            }
            joined.append(part);
            Phrase phrase = match(joined.toString());
            if (phrase != null) {
                longest = new Hit(phrase, from, to + 1);
            }
        }
        return longest;
    }

    private static boolean gap(TextLine line, int at) {
        Box before = line.words().get(at - 1).box();
        Box here = line.words().get(at).box();
        return here.left() - before.right() > 2.5 * Math.max(before.height(), here.height());
    }

    private static @Nullable Phrase match(String text) {
        Phrase exact = BY_TEXT.get(text);
        if (exact != null) {
            return exact;
        }
        for (Phrase phrase : PHRASES) {
            if (isNear(phrase.text, text)) {
                return phrase;
            }
        }
        return null;
    }

    private static boolean isNear(String phrase, String text) {
        int allowed = phrase.length() >= TWO_WRONG ? 2 : phrase.length() >= ONE_WRONG ? 1 : 0;
        return allowed > 0
                && Math.abs(phrase.length() - text.length()) <= allowed
                && Distance.within(phrase, text, allowed);
    }
}
