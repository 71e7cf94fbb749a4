package org.ltet.portal.documents.fields;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes one of several readings of the same pages. What all say alike is surer than what one says; what they differ in is
 * in doubt, unless the page itself confirms it: a sum, the amount in words, a second place.
 */
public final class Vote {

    private static final double AGREED = 0.03;
    private static final double DOUBTFUL = 0.65;
    private static final double ALONE = 0.12;
    private static final double CONFIRMED = 0.5;
    private static final double FIRST = 0.35;

    /** What has to be found on a bill, and what on others of its kind. */
    private static final Map<Kind, List<FieldName>> WANTED = Map.of(
            Kind.BILL, List.of(FieldName.BILL_NUMBER, FieldName.BILL_DATE, FieldName.TOTAL),
            Kind.MARK_SHEET, List.of(FieldName.PERCENTAGE, FieldName.YEAR),
            Kind.INCOME_CERTIFICATE, List.of(FieldName.INCOME),
            Kind.DISABILITY_CERTIFICATE, List.of(FieldName.PERCENTAGE),
            Kind.BANK_PROOF, List.of(FieldName.IFSC, FieldName.ACCOUNT));

    private Vote() {}

    /** Whether one reading leaves so much open that another is worth its time. */
    public static boolean isNeeded(List<Found> fields, Kind kind) {
        return !WANTED.getOrDefault(kind, List.of()).stream()
                .allMatch(name ->
                        fields.stream().anyMatch(found -> found.name() == name && found.confidence() >= Found.TRUSTED));
    }

    /** @param readings the first of them is the one that people see the words of */
    public static List<Found> of(List<List<Found>> readings) {
        Map<FieldName, List<Found>> byName = new EnumMap<>(FieldName.class);
        readings.forEach(fields -> fields.forEach(found ->
                byName.computeIfAbsent(found.name(), _ -> new ArrayList<>()).add(found)));
        return byName.values().stream()
                .map(found -> decide(found, readings.size()))
                .toList();
    }

    private static Found decide(List<Found> votes, int readings) {
        Found best = votes.stream()
                .max(Comparator.comparingDouble(found -> weight(found, votes)))
                .orElseThrow();
        long same = votes.stream().filter(other -> alike(other, best)).count();
        boolean opposed = same < votes.size();
        if (!opposed) {
            return same == readings || best.confirmed()
                    ? best.with(best.confidence() + (same > 1 ? AGREED : 0))
                    : best.with(best.confidence() - ALONE);
        }
        boolean otherConfirmed = votes.stream().anyMatch(other -> !alike(other, best) && other.confirmed());
        if (best.confirmed() && !otherConfirmed) {
            return best;
        }
        return best.with(
                Math.min(best.confidence(), same > 1 && !otherConfirmed ? best.confidence() - ALONE : DOUBTFUL));
    }

    private static double weight(Found found, List<Found> votes) {
        return votes.stream()
                        .filter(other -> alike(other, found))
                        .mapToDouble(other -> other.confidence() + (other.confirmed() ? CONFIRMED : 0))
                        .sum()
                + found.confidence() * 0.01;
    }

    private static boolean alike(Found one, Found other) {
        return plain(one.value()).equals(plain(other.value()));
    }

    private static String plain(String value) {
        return value.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}\\p{N}.-]", "");
    }
}
