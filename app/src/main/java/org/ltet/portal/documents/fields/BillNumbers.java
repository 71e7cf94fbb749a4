package org.ltet.portal.documents.fields;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ltet.portal.documents.fields.Labels.Meaning;
import org.ltet.portal.documents.fields.Sheet.Labelled;

/** Finds the number of a bill among those of patients, licences and telephones. */
final class BillNumbers {

    private record Candidate(String value, double score, int strength, List<Word> words) {}

    private static final Pattern SHAPE = Pattern.compile("[\\p{Alnum}][\\p{Alnum}/_.\\\\-]{0,29}");
    private static final Pattern GSTIN = Pattern.compile("\\d{2}[A-Z]{5}\\d{4}[A-Z]\\p{Alnum}{3}");
    private static final Pattern PHONE = Pattern.compile("(?:\\+?91-?)?[6-9]\\d{9}|0\\d{2,4}-\\d{6,8}");
    private static final Pattern EDGE = Pattern.compile("^[^\\p{Alnum}]+|[^\\p{Alnum}]+$");
    private static final Pattern MONTH =
            Pattern.compile("(?i)\\d{1,2}[-/ ]?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-/ ]?\\d{0,4}");
    private static final Pattern YEARS = Pattern.compile("20\\d{2}[-/](?:20)?\\d{2}");
    /** A known prefix is tried at its full length before a part of it. */
    private static final Pattern PREFIXED = Pattern.compile(
            "(?i)(rcpt|bill|inv|rec|rct|ipd|opd|ipb|opb|lab|gst|fee|[i1]p|[o0]p|cr|cs|cm|ph|si|ti|mr|hb|r)([0-9OoIl]{3,})");

    private static final Set<String> PREFIXES = Set.of(
            "RCPT", "BILL", "INV", "REC", "RCT", "IPD", "OPD", "IPB", "OPB", "LAB", "GST", "FEE", "IP", "OP", "CR",
            "CS", "CM", "PH", "SI", "TI", "MR", "HB", "R");

    private final Sheet sheet;

    /** A label that surely announces the number stands first, and nothing that could be one beside it. */
    private boolean unread;

    BillNumbers(Sheet sheet) {
        this.sheet = sheet;
    }

    Optional<Found> find() {
        List<Candidate> candidates = new ArrayList<>();
        sheet.labelled(Meaning.BILL_NUMBER).forEach(label -> consider(label, candidates));
        return candidates.stream()
                .max(Comparator.comparingDouble(Candidate::score))
                .map(best -> found(best, candidates));
    }

    private void consider(Labelled label, List<Candidate> candidates) {
        List<Word> beside = label.row().after(label.hit());
        Optional<List<Word>> value = value(beside);
        double score = label.hit().strength();
        if (value.isEmpty() && beside.stream().noneMatch(word -> word.text().matches(".*\\p{Alnum}{2}.*"))) {
            value = value(sheet.below(label.row(), label.hit()));
            score -= 1;
        }
        if (value.isEmpty()) {
            unread |= label.hit().strength() >= 10 && candidates.isEmpty();
            return;
        }
        List<Word> words = value.get();
        String text = mended(joined(words));
        double place = 1
                - (double) Box.around(words).middle()
                        / sheet.page(label.row().page()).height();
        score += place - 3 * label.row().page();
        if (text.length() < 3) {
            score -= 2;
        }
        if (PHONE.matcher(text).matches() || GSTIN.matcher(text).matches()) {
            score -= 9;
        }
        candidates.add(new Candidate(text, score, label.hit().strength(), words));
    }

    /** The first word with a digit, with what is joined to it by a stroke or a dash. */
    private static Optional<List<Word>> value(List<Word> words) {
        for (int i = 0; i < words.size() && i < 3; i++) {
            String text = trimmed(words.get(i).text());
            boolean joins = i + 1 < words.size() && joins(words, i);
            if (text.isEmpty() || !SHAPE.matcher(text).matches() || !hasDigit(text) && !joins) {
                continue;
            }
            List<Word> value = new ArrayList<>(List.of(words.get(i)));
            for (int next = i + 1; next < words.size() && value.size() < 7 && joins(words, next - 1); next++) {
                value.add(words.get(next));
            }
            String joined = joined(value);
            if (hasDigit(joined)
                    && !YEARS.matcher(joined).matches()
                    && Dates.in(value).isEmpty()
                    && !MONTH.matcher(joined).matches()) {
                return Optional.of(value);
            }
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean joins(List<Word> words, int at) {
        Word one = words.get(at);
        Word next = words.get(at + 1);
        int gap = next.box().left() - one.box().right();
        boolean stroke = one.text().matches(".*[/\\\\_-]$") || next.text().matches("^[/\\\\_-].*");
        return stroke && gap < one.box().height() && next.text().matches("[\\p{Alnum}/\\\\_.-]+");
    }

    private static String joined(List<Word> words) {
        return trimmed(String.join("", words.stream().map(Word::text).toList()));
    }

    /** Behind a prefix that bills usually have come digits: "RCPTO0804" and "1P5153" are misread. */
    private static String mended(String text) {
        Matcher matcher = PREFIXED.matcher(text);
        if (!matcher.matches()) {
            return text;
        }
        String prefix =
                matcher.group(1).toUpperCase(Locale.ROOT).replace('1', 'I').replace('0', 'O');
        String digits = matcher.group(2)
                .replace('O', '0')
                .replace('o', '0')
                .replace('I', '1')
                .replace('l', '1');
        boolean known = PREFIXES.contains(prefix);
        return known && hasDigit(matcher.group(2))
                ? (prefix.equalsIgnoreCase(matcher.group(1)) ? matcher.group(1) : prefix) + digits
                : text;
    }

    private static String trimmed(String text) {
        return EDGE.matcher(text).replaceAll("");
    }

    private static boolean hasDigit(String text) {
        return text.chars().anyMatch(Character::isDigit);
    }

    private Found found(Candidate best, List<Candidate> all) {
        long same = all.stream()
                .filter(other -> other != best && other.words != best.words)
                .filter(other -> other.value.equalsIgnoreCase(best.value))
                .count();
        double confidence = best.strength >= 10 ? 0.95 : best.strength >= 7 ? 0.85 : 0.6;
        if (same > 0) {
            confidence += 0.03;
        }
        if (best.value.length() < 3) {
            confidence -= 0.2;
        }
        boolean rival = all.stream()
                .anyMatch(other -> !other.value.equals(best.value)
                        && other.score > best.score - 1.2
                        && other.strength >= best.strength);
        if (rival || unread) {
            confidence -= 0.2;
        }
        return new Found(FieldName.BILL_NUMBER, best.value, confidence, same > 0, best.words);
    }
}
