package org.ltet.portal.documents.fields;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ltet.portal.documents.fields.Sheet.Row;

/** Finds who made the bill: the largest words at the head of the page that do not only say what kind of paper it is. */
final class Vendors {

    private record Candidate(List<Word> words, double score, boolean trade) {}

    private static final Pattern TRADE = Pattern.compile(
            "hospital|medical|medicals|medico|medicos|pharmac|pharma|clinic|nursing|diagnost|laborator|\\blabs?\\b|patholog|"
                    + "school|college|universit|institut|academy|vidya|chemist|druggist|health|care\\b|centre|center|"
                    + "drug|optic|dental|dent|scan|imaging|research|trust|foundation|polytechnic|convent|coaching|classes|education|"
                    + "stores?\\b|ltd|limited|pvt|अस्पताल|विद्यालय|मेडिकल|चिकित्सालय|महाविद्यालय|औषधालय");
    private static final Pattern PAPER = Pattern.compile(
            "^(?:(?:tax|retail|cash|credit|final|provisional|hospital|pharmacy|ip|op|opd|ipd|in|out|patient|fee|fees|money|bill|invoice|"
                    + "receipt|memo|challan|original|duplicate|copy|of|supply|for|the|recipient|customer|student|school|gst|cum|lab|laboratory|test|summary|details|detailed|"
                    + "interim|discharge|office|page|\\d++|statement|account|payment|consolidated|बिल|रसीद|शुल्क)[\\s.&/:()-]*+)+$");
    private static final Pattern OPEN_END = Pattern.compile("(?i)(?:&|\\b(?:and|of|for))$");
    private static final double HEAD = 0.33;
    private static final double FAINT = 0.5;

    private final Sheet sheet;

    Vendors(Sheet sheet) {
        this.sheet = sheet;
    }

    Optional<Found> find() {
        return sheet.rows().stream()
                .filter(row -> row.page() == 0)
                .filter(row -> row.line().box().middle() < sheet.page(0).height() * HEAD)
                .flatMap(row -> segments(row).stream().map(words -> judge(row, goneOn(row, words))))
                .filter(candidate -> candidate.score > 0)
                .max(Comparator.comparingDouble(Candidate::score))
                .map(this::found);
    }

    /** A name stands by itself: what follows after a wide gap says something else. */
    private static List<List<Word>> segments(Row row) {
        List<List<Word>> segments = new ArrayList<>();
        List<Word> segment = new ArrayList<>();
        for (Word word : row.line().words()) {
            if (!segment.isEmpty()) {
                Box before = segment.getLast().box();
                boolean far = word.box().left() - before.right() > 1.6 * before.height();
                boolean smaller = word.box().height() < 0.45 * before.height()
                        && word.box().left() - before.right() > before.height();
                if (far || smaller) {
                    segments.add(segment);
                    segment = new ArrayList<>();
                }
            }
            segment.add(word);
        }
        segments.add(segment);
        return segments;
    }

    /** A name that ends in "&" goes on in the next row. */
    private List<Word> goneOn(Row row, List<Word> words) {
        if (!words.getLast().text().matches("(?i)&|and|of|for")
                || row.index() + 1 >= sheet.rows().size()) {
            return words;
        }
        Row next = sheet.rows().get(row.index() + 1);
        Box box = Box.around(words);
        Box below = next.line().box();
        boolean alike = below.page() == box.page()
                && below.top() - box.bottom() < 1.5 * box.height()
                && below.height() < 1.5 * box.height()
                && box.height() < 1.5 * below.height();
        if (!alike) {
            return words;
        }
        List<Word> whole = new ArrayList<>(words);
        whole.addAll(next.line().words());
        return whole;
    }

    private Candidate judge(Row row, List<Word> segment) {
        List<Word> words = segment.stream()
                .dropWhile(word ->
                        Labels.normal(word.text()).length() < 2 && !word.text().matches("[A-Z]\\.?"))
                .toList();
        words = trimEnd(words);
        String text = TextLine.text(words).toLowerCase(Locale.ROOT);
        long letters = text.chars().filter(Character::isLetter).count();
        boolean labelled = row.hits().stream()
                .anyMatch(hit -> hit.strength() > 4
                        && hit.to() < row.line().words().size()
                        && row.line().words().get(hit.from()) == segment.getFirst());
        if (words.isEmpty()
                || letters < 5
                || letters * 2 < text.length()
                || PAPER.matcher(text).matches()) {
            return new Candidate(words, -1, false);
        }
        boolean trade = TRADE.matcher(text).find();
        double height =
                words.stream().mapToInt(word -> word.box().height()).average().orElse(0);
        double typical = typicalHeight();
        double top = 1 - row.line().box().middle() / (sheet.page(0).height() * HEAD);
        double score = 2 * Math.min(3, height / typical)
                + (trade ? 2 : 0)
                + 1.5 * top
                - (labelled ? 4 : 0)
                - (text.matches(
                                ".*\\d{5}.*|.*(?:road|nagar|street|phone|tel|gstin|www|email|@|dist\\b|affiliated|a unit of|regd).*")
                        ? 3
                        : 0);
        return new Candidate(words, score, trade);
    }

    private static List<Word> trimEnd(List<Word> words) {
        int end = words.size();
        while (end > 0
                && (Labels.normal(words.get(end - 1).text()).length() < 2
                        || words.get(end - 1).confidence() < FAINT)) {
            end--;
        }
        return words.subList(0, end);
    }

    private double typicalHeight() {
        int[] heights = sheet.rows().stream()
                .flatMap(row -> row.line().words().stream())
                .mapToInt(word -> word.box().height())
                .sorted()
                .toArray();
        return heights.length == 0 ? 1 : Math.max(1, heights[heights.length / 2]);
    }

    private Found found(Candidate best) {
        String plain = Labels.normal(TextLine.text(best.words));
        List<Word> least = best.words;
        int places = 0;
        for (Row row : sheet.rows()) {
            List<Word> same = sameIn(row, plain);
            places += same.isEmpty() ? 0 : 1;
            // "Sa njeevani" was torn apart where another row has one word for it
            least = !same.isEmpty() && same.size() < least.size() ? same : least;
        }
        double confidence = (best.trade ? 0.88 : 0.68) + (places > 1 ? 0.08 : 0);
        // "College of" goes on where it was not read
        boolean ended = !OPEN_END.matcher(TextLine.text(least)).find();
        return new Found(
                FieldName.VENDOR,
                TextLine.name(least),
                ended ? confidence : confidence - 0.35,
                ended && places > 1,
                best.words);
    }

    private static List<Word> sameIn(Row row, String plain) {
        List<Word> words = row.line().words();
        for (int from = 0; from < words.size(); from++) {
            for (int to = from + 1; to <= words.size(); to++) {
                String part = Labels.normal(TextLine.text(words.subList(from, to)));
                if (part.equals(plain)) {
                    return words.subList(from, to);
                }
                if (!plain.startsWith(part)) {
                    break;
                }
            }
        }
        return List.of();
    }
}
