package org.ltet.portal.documents.fields;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.fields.Amounts.Amount;
import org.ltet.portal.documents.fields.Labels.Hit;
import org.ltet.portal.documents.fields.Labels.Meaning;
import org.ltet.portal.documents.fields.Sheet.Labelled;
import org.ltet.portal.documents.fields.Sheet.Row;

/**
 * Finds what a bill comes to: after discounts and taxes, before what was paid in advance. Trusted only where the page
 * says it twice: in words, as the sum of its lines, or under a second label.
 */
final class Totals {

    /**
     * An amount that may be what the bill comes to.
     *
     * @param row of the label
     * @param mended without its first digit, which may be a sign of rupees, or without a label: only where it is proven
     */
    record Candidate(Amount amount, int strength, Row row, boolean mended) {}

    /** An amount written out. */
    private record Said(BigDecimal amount, Row row) {

        boolean clear() {
            return row.line().words().stream().allMatch(word -> word.confidence() > 0.7);
        }
    }

    private static final BigDecimal ROUNDING = BigDecimal.ONE;
    private static final double PAISE_UNSAID = 0.85;
    private static final double DOUBTFUL = 0.6;
    private static final int STRONG = 8;
    private static final int BY_ITSELF = 4;
    private static final int UNLABELLED = 5;

    /** What the row above a table says: no amount stands under it as the total. */
    private static final Pattern HEADER = Pattern.compile(
            "\\b(?:qty|quantity|rate|particulars?|descriptions?|hsn|items?|mrp|price|batch|s\\.? ?no|sl|sr|unit|service)\\b");

    private static final Pattern BOXED =
            Pattern.compile("(?:₹|rs\\.?|inr|`) ?[\\d,.]+ ?(?:/[-=]*)?|[\\d,.]+ ?/[-=]+", Pattern.CASE_INSENSITIVE);

    private final Sheet sheet;

    Totals(Sheet sheet) {
        this.sheet = sheet;
    }

    Optional<Found> find() {
        List<Said> said = inWords();
        List<BigDecimal> inWords = said.stream().map(Said::amount).toList();
        Sums sums = new Sums(sheet);
        List<Candidate> candidates = candidates().stream()
                .filter(one -> !one.mended || near(inWords, one.amount.value()) || sums.confirm(one.amount))
                .toList();
        if (candidates.isEmpty() || candidates.stream().noneMatch(one -> near(inWords, one.amount.value()))) {
            Optional<Found> byWords = byWordsAlone(said, candidates, sums);
            if (byWords.isPresent() || candidates.isEmpty()) {
                return byWords;
            }
        }
        Map<BigDecimal, Double> scores = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            scores.merge(candidate.amount.value(), score(candidate, candidates, inWords, sums), Math::max);
        }
        Candidate best = candidates.stream()
                .max(Comparator.comparingDouble(
                        one -> scores.getOrDefault(one.amount.value(), 0.0) + one.row.index() * 1e-6))
                .orElseThrow();
        best = beforeAdvance(best, candidates, inWords);
        return Optional.of(found(best, candidates, inWords, sums));
    }

    private Found found(Candidate best, List<Candidate> candidates, List<BigDecimal> inWords, Sums sums) {
        BigDecimal value = best.amount.value();
        boolean words = near(inWords, value);
        boolean exactWords = inWords.stream().anyMatch(one -> one.compareTo(value) == 0);
        boolean clearer = !words && hasClearerLabel(best);
        boolean sum = !clearer && sums.confirm(best.amount) && !isBeforeAdjustments(best, candidates);
        long places = candidates.stream()
                .filter(one -> one.amount.value().compareTo(value) == 0)
                .map(one -> one.row.index())
                .distinct()
                .count();
        boolean contradicted = !words && !inWords.isEmpty();
        boolean tooLittle = !words && !sum && sums.hasLineAbove(best.amount);
        double confidence;
        boolean doubtful = clearer || tooLittle;
        if (words && (sum || places > 1)) {
            confidence = 0.99;
        } else if (words) {
            confidence = exactWords ? 0.97 : PAISE_UNSAID;
        } else if (doubtful) {
            confidence = DOUBTFUL;
        } else if (contradicted) {
            confidence = sum && places > 1 ? 0.75 : 0.45;
        } else if (sum) {
            confidence = 0.95;
        } else if (places > 1 && best.strength >= STRONG) {
            confidence = 0.88;
        } else {
            confidence = (best.strength >= STRONG ? 0.72 : 0.55) * (best.amount.exact() ? 1 : 0.9);
        }
        return new Found(
                FieldName.TOTAL,
                value.toPlainString(),
                confidence,
                !doubtful && (exactWords || sum || places > 1),
                best.amount.words());
    }

    /** A label says more surely what the bill comes to, but its amount was not read, or is another one. */
    private boolean hasClearerLabel(Candidate best) {
        return sheet.labelled(Meaning.TOTAL)
                .filter(one -> one.hit().strength() >= STRONG && one.hit().strength() > best.strength)
                .filter(one -> !HEADER.matcher(one.row().line().text().toLowerCase(Locale.ROOT))
                        .find())
                .anyMatch(one -> amountOf(one)
                        .filter(amount -> amount.value().compareTo(best.amount.value()) == 0)
                        .isEmpty());
    }

    private double score(Candidate candidate, List<Candidate> all, List<BigDecimal> inWords, Sums sums) {
        BigDecimal value = candidate.amount.value();
        double score = candidate.strength;
        if (near(inWords, value)) {
            score += 12;
        }
        if (sums.confirm(candidate.amount) && !isBeforeAdjustments(candidate, all)) {
            score += 5;
        }
        if (candidate.amount.exact()) {
            score += 0.5;
        }
        long places = all.stream()
                .filter(one -> one.amount.value().compareTo(value) == 0)
                .count();
        return score + Math.min(3, places - 1);
    }

    /** That the lines come to it proves nothing where a discount or a tax and a clearer label stand below it. */
    private boolean isBeforeAdjustments(Candidate candidate, List<Candidate> all) {
        return candidate.strength < STRONG
                && all.stream()
                        .anyMatch(other -> other.strength >= STRONG
                                && other.row.index() > candidate.row.index()
                                && other.amount.value().compareTo(candidate.amount.value()) != 0
                                && isAdjusted(candidate.row.index(), other.row.index()));
    }

    private boolean isAdjusted(int from, int to) {
        return sheet.rows().subList(from + 1, to).stream()
                .filter(row -> row.hits().stream().anyMatch(hit -> hit.meaning() == Meaning.OTHER_AMOUNT))
                .flatMap(row -> Amounts.in(row.line().words()).stream())
                .anyMatch(amount -> amount.exact() && amount.value().signum() > 0);
    }

    private List<Candidate> candidates() {
        List<Candidate> found = new ArrayList<>();
        sheet.labelled(Meaning.TOTAL)
                .filter(one -> one.hit().strength() >= STRONG || !one.row().endsPhrase(one.hit()))
                .forEach(one -> amountOf(one).ifPresent(amount -> {
                    if (amount.value().signum() > 0) {
                        found.add(new Candidate(amount, one.hit().strength(), one.row(), false));
                        Amounts.withoutFirstDigit(amount)
                                .ifPresent(less ->
                                        found.add(new Candidate(less, one.hit().strength(), one.row(), true)));
                    }
                }));
        if (found.stream().allMatch(one -> one.strength < UNLABELLED)) {
            sheet.rows()
                    .forEach(row -> row.line()
                            .words()
                            .forEach(word -> Amounts.atTheEnd(word)
                                    .ifPresent(amount -> found.add(new Candidate(amount, UNLABELLED, row, true)))));
        }
        sheet.rows()
                .forEach(row ->
                        byItself(row).ifPresent(amount -> found.add(new Candidate(amount, BY_ITSELF, row, false))));
        return found;
    }

    /** "Rs. 800/-" in a box of its own says what a receipt is for. */
    private static Optional<Amount> byItself(Row row) {
        String text = TextLine.text(row.line().words().stream()
                .filter(word -> !word.text().matches("\\p{Punct}+|\\p{L}|[|]"))
                .toList());
        return BOXED.matcher(text).matches()
                ? Amounts.in(row.line().words()).stream()
                        .filter(amount -> amount.value().compareTo(BigDecimal.ONE) > 0)
                        .reduce((_, last) -> last)
                : Optional.empty();
    }

    /** The last amount of the row belongs to the label; a row without one has it below. */
    private Optional<Amount> amountOf(Labelled label) {
        Row row = label.row();
        List<Word> beside = row.after(label.hit());
        List<Amount> amounts = Amounts.in(beside);
        if (amounts.isEmpty() && followedByMeansOfPayment(row, label.hit())) {
            amounts = Amounts.in(row.allAfter(label.hit()));
        }
        if (!amounts.isEmpty()) {
            return Optional.of(withoutPaise(amounts));
        }
        if (row.after(label.hit()).stream().anyMatch(word -> word.text().matches(".*\\p{L}{3}.*"))) {
            return Optional.empty();
        }
        if (HEADER.matcher(row.line().text().toLowerCase(Locale.ROOT)).find()) {
            return Optional.empty();
        }
        List<Amount> under = Amounts.in(sheet.below(row, label.hit()));
        return under.size() == 1 && under.getFirst().exact() ? Optional.of(under.getFirst()) : Optional.empty();
    }

    /** Old forms have a column of rupees and one of paise, which is "00". */
    private static Amount withoutPaise(List<Amount> amounts) {
        Amount last = amounts.getLast();
        boolean paise = amounts.size() > 1
                && last.value().signum() == 0
                && TextLine.text(last.words()).matches("0{2}[-=]?")
                && !amounts.get(amounts.size() - 2).exact();
        return paise ? amounts.get(amounts.size() - 2) : last;
    }

    /** "Total (Rs.) 1,234.00" may be read as two labels of which only the second has the amount. */
    private static boolean followedByMeansOfPayment(Row row, Hit hit) {
        return row.hits().stream().anyMatch(other -> other.from() == hit.to() && other.meaning() == Meaning.TOTAL);
    }

    /** Where the best is what remains after an advance, the bill comes to the amount before it. */
    private Candidate beforeAdvance(Candidate best, List<Candidate> candidates, List<BigDecimal> inWords) {
        if (near(inWords, best.amount.value())) {
            return best;
        }
        List<BigDecimal> advances = sheet.labelled(Meaning.ADVANCE)
                .map(this::amountOf)
                .flatMap(Optional::stream)
                .map(Amount::value)
                .filter(value -> value.signum() > 0)
                .toList();
        for (BigDecimal advance : advances) {
            for (Candidate other : candidates) {
                if (other.amount.value().compareTo(best.amount.value().add(advance)) == 0) {
                    return other;
                }
            }
        }
        return best;
    }

    /** Amounts written out, each from its label, or from "Rupees", to "only". */
    private List<Said> inWords() {
        List<Said> found = new ArrayList<>();
        int taken = -1;
        for (Row row : sheet.rows()) {
            if (row.index() == taken) {
                continue;
            }
            if (says(row, "hundred")
                    || says(row, "thousand")
                    || says(row, "lakh")
                    || says(row, "rupees")
                    || row.hits().stream().anyMatch(hit -> hit.meaning() == Meaning.IN_WORDS)) {
                Row next = next(row);
                taken = next == null ? taken : next.index();
                AmountInWords.read(words(row, next)).ifPresent(amount -> found.add(new Said(amount, row)));
            }
        }
        return found;
    }

    private static List<String> words(Row row, @Nullable Row next) {
        List<Word> words = new ArrayList<>(row.line().words());
        if (next != null) {
            words.addAll(next.line().words());
        }
        return words.stream().map(Word::text).toList();
    }

    /** Long amounts run into the next row, which says nothing else. */
    private @Nullable Row next(Row row) {
        if (row.index() + 1 >= sheet.rows().size() || says(row, "only")) {
            return null;
        }
        Row next = sheet.rows().get(row.index() + 1);
        Box box = row.line().box();
        Box below = next.line().box();
        boolean near = below.page() == box.page() && below.top() - box.bottom() < 2 * box.height();
        return near
                        && AmountInWords.goesOn(
                                next.line().words().stream().map(Word::text).toList())
                ? next
                : null;
    }

    private static boolean says(Row row, String word) {
        return row.line().text().toLowerCase(Locale.ROOT).contains(word);
    }

    /** The amount written out, where the figures beside the label could not be read. */
    private Optional<Found> byWordsAlone(List<Said> inWords, List<Candidate> candidates, Sums sums) {
        if (inWords.isEmpty()) {
            return Optional.empty();
        }
        Said said = inWords.getFirst();
        for (Row row : sheet.rows()) {
            for (Amount amount : Amounts.in(row.line().words())) {
                if (amount.value().compareTo(said.amount) == 0) {
                    return Optional.of(
                            new Found(FieldName.TOTAL, said.amount.toPlainString(), 0.93, true, amount.words()));
                }
            }
        }
        boolean proven = sums.linesComeTo(said.amount)
                || candidates.stream().anyMatch(one -> isEndOf(one.amount.value(), said.amount));
        if (proven) {
            return Optional.of(new Found(
                    FieldName.TOTAL,
                    said.amount.toPlainString(),
                    0.92,
                    true,
                    said.row.line().words()));
        }
        boolean tooMuch = candidates.stream()
                .noneMatch(one -> one.amount.value().multiply(BigDecimal.TWO).compareTo(said.amount) > 0);
        if (!said.clear() || !candidates.isEmpty() && tooMuch) {
            return Optional.empty();
        }
        boolean contradicted = candidates.stream().anyMatch(one -> one.strength >= STRONG);
        return Optional.of(new Found(
                FieldName.TOTAL,
                said.amount.toPlainString(),
                contradicted ? 0.7 : 0.82,
                false,
                said.row.line().words()));
    }

    /** The first digits of an amount are lost where it runs into its label. */
    private static boolean isEndOf(BigDecimal figures, BigDecimal said) {
        String end = figures.setScale(0, RoundingMode.DOWN).toPlainString();
        return end.length() > 3
                && said.setScale(0, RoundingMode.DOWN).toPlainString().endsWith(end);
    }

    /** Paise are often left out when an amount is written out. */
    private static boolean near(List<BigDecimal> said, BigDecimal value) {
        return said.stream()
                .anyMatch(one -> one.compareTo(value) == 0
                        || one.stripTrailingZeros().scale() <= 0
                                && one.subtract(value).abs().compareTo(ROUNDING) < 0);
    }
}
