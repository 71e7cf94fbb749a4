package org.ltet.portal.intelligence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far estimates can be trusted, measured on cases that the model had not seen. All shares are in thousandths.
 *
 * @param brier the mean squared error; less is better
 * @param brierOfShare the same for whoever only knows the share of the positives
 * @param auc how often a positive case got the higher estimate than a negative one; 500 is chance; none where all are alike
 * @param bins what was estimated beside what came about
 */
public record Figures(
        int count,
        int positives,
        int brier,
        int brierOfShare,
        @Nullable Integer auc,
        List<Bin> bins) {

    private static final int BINS = 10;
    private static final int THOUSAND = 1000;

    /** What was foreseen for a case, and what came about. */
    public record Foreseen(String group, double estimate, boolean positive) {}

    /**
     * Estimates of one tenth.
     *
     * @param from in percent
     * @param estimated the mean of them
     * @param observed the share of positives among them
     */
    public record Bin(int from, int to, int count, int estimated, int observed) {}

    public Figures {
        bins = List.copyOf(bins);
    }

    public static Figures of(List<Foreseen> cases) {
        int positives = (int) cases.stream().filter(Foreseen::positive).count();
        double share = cases.isEmpty() ? 0 : (double) positives / cases.size();
        double squares = 0;
        for (Foreseen one : cases) {
            double error = one.estimate() - (one.positive() ? 1 : 0);
            squares += error * error / cases.size();
        }
        return new Figures(
                cases.size(),
                positives,
                thousandths(squares),
                thousandths(share * (1 - share)),
                auc(cases),
                bins(cases));
    }

    /** By group, in the order of their names. */
    public static Map<String, Figures> byGroup(List<Foreseen> cases) {
        Map<String, List<Foreseen>> groups = new TreeMap<>();
        cases.forEach(one ->
                groups.computeIfAbsent(one.group(), _ -> new ArrayList<>()).add(one));
        Map<String, Figures> figures = new LinkedHashMap<>();
        groups.forEach((group, members) -> figures.put(group, of(members)));
        return figures;
    }

    /** By the ranks of the positives; equal estimates share their ranks. */
    private static @Nullable Integer auc(List<Foreseen> cases) {
        List<Foreseen> sorted = new ArrayList<>(cases);
        sorted.sort(Comparator.comparingDouble(Foreseen::estimate));
        double ranks = 0;
        long positives = 0;
        int from = 0;
        while (from < sorted.size()) {
            int to = from;
            while (to < sorted.size()
                    && sorted.get(to).estimate() == sorted.get(from).estimate()) {
                to++;
            }
            double rank = (from + 1 + to) / 2.0;
            for (Foreseen one : sorted.subList(from, to)) {
                if (one.positive()) {
                    ranks += rank;
                    positives++;
                }
            }
            from = to;
        }
        long negatives = sorted.size() - positives;
        return positives == 0 || negatives == 0
                ? null
                : thousandths((ranks - positives * (positives + 1) / 2.0) / ((double) positives * negatives));
    }

    private static List<Bin> bins(List<Foreseen> cases) {
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            int wanted = bin;
            List<Foreseen> members = cases.stream()
                    .filter(one -> Math.min(BINS - 1, (int) (one.estimate() * BINS)) == wanted)
                    .toList();
            if (!members.isEmpty()) {
                double mean = members.stream()
                        .mapToDouble(Foreseen::estimate)
                        .average()
                        .orElse(0);
                long positives = members.stream().filter(Foreseen::positive).count();
                bins.add(new Bin(
                        bin * 100 / BINS,
                        (bin + 1) * 100 / BINS,
                        members.size(),
                        thousandths(mean),
                        thousandths((double) positives / members.size())));
            }
        }
        return bins;
    }

    static int thousandths(double share) {
        return (int) Math.round(share * THOUSAND);
    }
}
