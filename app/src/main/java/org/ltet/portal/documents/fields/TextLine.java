package org.ltet.portal.documents.fields;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words beside each other, from left to right. */
record TextLine(List<Word> words) {

    /** What OCR and printers glue together: "No:123", "Date:01/02/2026", "No.HB-77", "Total1,340.43". */
    private static final Pattern GLUED = Pattern.compile(
            "^(\\p{L}[\\p{L}\\p{M}.]*[:#.]|#|:)(?=[\\p{L}\\p{N}₹])|(?<=\\p{L})(?=:)|(?<=[\\p{L}.]:)(?=.)"
                    + "|(?<=\\p{L}{3})(?=(?:₹|[Rr]s\\.?)?\\d{1,3}(?:,\\d{2,3})*\\.\\d{2}$)");

    private static final Pattern EDGE = Pattern.compile("^[^\\p{L}\\p{N}]+");
    private static final Pattern SMALL_L = Pattern.compile("(?<=^|\\s)l(?=\\p{Ll}{2})");
    private static final Pattern TORN =
            Pattern.compile("(?<=\\p{L}{2}) (?=\\p{Ll})(?!(?:of|and|the|for|by|de|e|i)\\b)");
    private static final Pattern RUN_TOGETHER = Pattern.compile("\\b(\\p{Lu})(\\p{Lu}\\p{Ll}{2,})\\b");

    private static final double SAME_LINE = 0.5;

    Box box() {
        return Box.around(words);
    }

    String text() {
        return text(words);
    }

    /**
     * Words of a name, each of which begins with a capital: "Navj eevan" was torn apart, "WSingh" run together, "|Asha"
     * has an edge, "lyer" is Iyer.
     */
    static String name(List<Word> words) {
        String name = SMALL_L.matcher(EDGE.matcher(text(words)).replaceFirst(""))
                .replaceAll("I")
                .strip();
        boolean mixed = name.matches(".*\\p{Lu}\\p{Ll}.*");
        return mixed
                ? TORN.matcher(RUN_TOGETHER.matcher(name).replaceAll("$1 $2")).replaceAll("")
                : name;
    }

    static String text(List<Word> words) {
        return String.join(" ", words.stream().map(Word::text).toList());
    }

    /** All lines of a page, from top to bottom; a line may lean a little, as in a photo. */
    static List<TextLine> of(PageText page) {
        List<Word> words = new ArrayList<>();
        for (Word word : page.words()) {
            split(word, words);
        }
        words.sort(Comparator.comparingInt(word -> word.box().left()));
        List<List<Word>> open = new ArrayList<>();
        for (Word word : words) {
            List<Word> best = null;
            double most = SAME_LINE;
            for (List<Word> line : open) {
                double shared = line.getLast().box().sharedHeight(word.box());
                boolean apart = line.getLast().box().sharedWidth(word.box())
                        < word.box().height();
                if (shared > most && apart && alike(line.getLast().box(), word.box())) {
                    most = shared;
                    best = line;
                }
            }
            if (best == null) {
                best = new ArrayList<>();
                open.add(best);
            }
            best.add(word);
        }
        return open.stream()
                .map(TextLine::new)
                .sorted(Comparator.comparingDouble(line -> line.box().middle()))
                .toList();
    }

    /** A frame or a large title reaches over several lines and belongs to none of them. */
    private static boolean alike(Box one, Box other) {
        return Math.max(one.height(), other.height()) <= 4 * Math.min(one.height(), other.height());
    }

    private static void split(Word word, List<Word> parts) {
        String text = word.text();
        Matcher glued = GLUED.matcher(text);
        if (!glued.find()) {
            if (text.chars().anyMatch(c -> !Character.isWhitespace(c))) {
                parts.add(word);
            }
            return;
        }
        int cut = Math.max(1, glued.end());
        if (cut >= text.length()) {
            parts.add(word);
            return;
        }
        parts.add(word.part(0, cut));
        split(word.part(cut, text.length()), parts);
    }

    /** The words from one index to another. */
    List<Word> range(int from, int to) {
        return words.subList(from, to);
    }
}
