package org.ltet.portal.documents.fields;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ltet.portal.documents.fields.Labels.Meaning;
import org.ltet.portal.documents.fields.Sheet.Labelled;

/** Finds the patient or student. */
final class Names {

    private record Candidate(List<Word> words, double score, int strength) {}

    private static final Set<String> TITLES = Set.of(
            "mr", "mrs", "ms", "miss", "master", "mast", "shri", "sri", "smt", "kumari", "kum", "baby", "dr", "km",
            "bo", "श्री", "श्रीमती", "कुमारी", "सुश्री");
    private static final Set<String> ENDS =
            Set.of("so", "do", "wo", "co", "age", "sex", "male", "female", "m", "f", "years", "yrs", "y");
    /** A title or a label runs into the name. */
    private static final Pattern GLUED = Pattern.compile("\\p{Ll}\\p{Lu}\\p{Ll}|\\p{Ll}\\p{Lu}{2}|\\p{L}{4}\\.\\s");

    private static final Pattern LETTERS = Pattern.compile("[\\p{L}\\p{M}.'’]+[,;]?");

    /** What a rule or an edge is read as, and the rest of a label: names begin with capitals. */
    private static final Pattern SMALL = Pattern.compile("[a-z]+");

    private static final int MOST_WORDS = 5;

    /** "This is to certify that": what stands below goes on with something else. */
    private static final int IN_A_SENTENCE = 9;

    private final Sheet sheet;

    Names(Sheet sheet) {
        this.sheet = sheet;
    }

    Optional<Found> find() {
        List<Candidate> candidates = new ArrayList<>();
        sheet.labelled(Meaning.PERSON).forEach(label -> consider(label, candidates));
        return candidates.stream()
                .max(Comparator.comparingDouble(Candidate::score))
                .map(Names::found);
    }

    private void consider(Labelled label, List<Candidate> candidates) {
        List<Word> name = name(label.row().after(label.hit()));
        double score = label.hit().strength();
        if (name.isEmpty()
                && label.hit().strength() != IN_A_SENTENCE
                && label.row().after(label.hit()).size() < 2) {
            name = name(sheet.below(label.row(), label.hit()));
            score -= 1;
        }
        if (!name.isEmpty()) {
            candidates.add(new Candidate(
                    name,
                    score
                            + Math.min(2, name.size()) * 0.5
                            - 3 * label.row().page()
                            - label.row().index() * 0.01,
                    label.hit().strength()));
        }
    }

    private static List<Word> name(List<Word> words) {
        List<Word> name = new ArrayList<>();
        for (Word word : words) {
            String plain = Labels.normal(word.text());
            boolean separator = plain.isEmpty();
            boolean begins = !separator
                    && !TITLES.contains(plain)
                    && !SMALL.matcher(word.text()).matches();
            if (name.isEmpty() && !begins) {
                continue;
            }
            boolean far = !name.isEmpty()
                    && word.box().left() - name.getLast().box().right()
                            > 2.2 * word.box().height();
            if (separator
                    || far
                    || !LETTERS.matcher(word.text()).matches()
                    || ENDS.contains(plain) && plain.length() > 1
                    || name.size() == MOST_WORDS) {
                break;
            }
            name.add(word);
            if (word.text().endsWith(",")) {
                break;
            }
        }
        boolean realName =
                name.stream().anyMatch(word -> Labels.normal(word.text()).length() > 2);
        return realName ? name : List.of();
    }

    /** Between the words is room for an initial that was not read. */
    private static boolean gap(List<Word> words) {
        for (int i = 1; i < words.size(); i++) {
            Box before = words.get(i - 1).box();
            if (words.get(i).box().left() - before.right() > 0.9 * before.height()) {
                return true;
            }
        }
        return false;
    }

    private static Found found(Candidate best) {
        String value = TextLine.name(best.words).replaceAll("[,;]+$", "").strip();
        double confidence = (best.strength >= 10 ? 0.93 : best.strength >= 8 ? 0.88 : 0.84)
                - (best.words.size() == 1 ? 0.12 : 0)
                - (gap(best.words) ? 0.15 : 0)
                - (GLUED.matcher(value).find() ? 0.3 : 0);
        return new Found(FieldName.PERSON, value, confidence, false, best.words);
    }
}
