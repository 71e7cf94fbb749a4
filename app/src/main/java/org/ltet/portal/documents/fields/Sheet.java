package org.ltet.portal.documents.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ltet.portal.documents.fields.Labels.Hit;

/** The rows of all pages with the labels found in them. */
record Sheet(List<PageText> pages, List<Row> rows) {

    /** @param index among all rows */
    record Row(int index, TextLine line, List<Hit> hits) {

        int page() {
            return line.box().page();
        }

        Box boxOf(Hit hit) {
            return Box.around(line.range(hit.from(), hit.to()));
        }

        /** From behind the label to the next one, or to the end of the row. */
        List<Word> after(Hit hit) {
            int end = line.words().size();
            for (Hit other : hits) {
                if (other.from() >= hit.to()) {
                    end = Math.min(end, other.from());
                }
            }
            return line.range(hit.to(), end);
        }

        /** The label ends a longer phrase, as in "Bilirubin Total", and so says nothing by itself. */
        boolean endsPhrase(Hit hit) {
            if (hit.from() == 0) {
                return false;
            }
            Word before = line.words().get(hit.from() - 1);
            Word label = line.words().get(hit.from());
            int gap = label.box().left() - before.box().right();
            return gap < 1.2 * Math.max(before.box().height(), label.box().height())
                    && before.text().matches(".*\\p{L}{2,}[.)]?");
        }

        List<Word> allAfter(Hit hit) {
            return line.range(hit.to(), line.words().size());
        }
    }

    /** A label at its row. */
    record Labelled(Row row, Hit hit) {}

    /** How far below a label its value may stand, in heights of the label. */
    private static final double REACH = 3.2;

    static Sheet of(List<PageText> pages) {
        List<Row> rows = new ArrayList<>();
        for (PageText page : pages) {
            for (TextLine line : TextLine.of(page)) {
                rows.add(new Row(rows.size(), line, Labels.in(line)));
            }
        }
        return new Sheet(pages, rows);
    }

    Stream<Labelled> labelled(Labels.Meaning meaning) {
        return rows.stream()
                .flatMap(row -> row.hits().stream()
                        .filter(hit -> hit.meaning() == meaning)
                        .map(hit -> new Labelled(row, hit)));
    }

    /** The words under a label, as in boxes with the label above the value; empty when there are none near. */
    List<Word> below(Row row, Hit hit) {
        Box label = row.boxOf(hit);
        int limit = label.bottom() + (int) (label.height() * REACH);
        for (int i = row.index() + 1; i < rows.size(); i++) {
            Row next = rows.get(i);
            if (next.page() != row.page() || next.line().box().top() > limit) {
                break;
            }
            List<Word> under = segmentUnder(next.line(), label);
            if (!under.isEmpty() && next.line().box().middle() > label.bottom()) {
                boolean label2 = next.hits().stream()
                        .anyMatch(other ->
                                next.line().range(other.from(), other.to()).contains(under.getFirst()));
                return label2 ? List.of() : under;
            }
        }
        return List.of();
    }

    /** The run of words, without a wide gap, of which one is under the label. */
    private static List<Word> segmentUnder(TextLine line, Box label) {
        List<Word> segment = new ArrayList<>();
        boolean under = false;
        for (Word word : line.words()) {
            if (!segment.isEmpty()
                    && word.box().left() - segment.getLast().box().right()
                            > 1.8 * word.box().height()) {
                if (under) {
                    return segment;
                }
                segment = new ArrayList<>();
            }
            segment.add(word);
            under |= word.box().sharedWidth(label) > 0;
        }
        return under ? segment : List.of();
    }

    PageText page(int number) {
        return pages.get(Math.min(number, pages.size() - 1));
    }

    boolean says(Predicate<String> text) {
        return rows.stream().anyMatch(row -> text.test(row.line().text()));
    }
}
