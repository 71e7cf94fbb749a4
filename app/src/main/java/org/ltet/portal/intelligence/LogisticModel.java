package org.ltet.portal.intelligence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A logistic regression as plain numbers: kept as text, read by people, applied without any library. Each value counts by
 * its logarithm, so that ten times as much is one step; what is unknown counts like the usual.
 *
 * @param bias where nothing is unusual
 * @param weights by name, of one standard deviation each
 */
public record LogisticModel(double bias, Map<String, Weight> weights) {

    /**
     * @param mean of the logarithms
     * @param deviation of the logarithms; never zero
     */
    public record Weight(double mean, double deviation, double weight) {

        double standard(int value) {
            return (logarithm(value) - mean) / deviation;
        }
    }

    /** How much one value spoke for (above zero) or against. */
    public record Part(String name, int value, double amount) {}

    public LogisticModel {
        weights = Map.copyOf(weights);
    }

    /** From 0 to 1. */
    public double estimate(Map<String, Integer> values) {
        double sum = bias;
        for (Part part : parts(values)) {
            sum += part.amount();
        }
        return 1 / (1 + Math.exp(-sum));
    }

    /** What spoke most first. */
    public List<Part> parts(Map<String, Integer> values) {
        List<Part> parts = new ArrayList<>();
        weights.forEach((name, weight) -> {
            Integer value = values.get(name);
            if (value != null) {
                parts.add(new Part(name, value, weight.weight() * weight.standard(value)));
            }
        });
        parts.sort(Comparator.comparingDouble((Part part) -> -Math.abs(part.amount()))
                .thenComparing(Part::name));
        return parts;
    }

    /** The means and deviations of what is known, every weight still zero. */
    static Map<String, Weight> standards(Collection<Example> examples) {
        Map<String, Weight> standards = new LinkedHashMap<>();
        TreeSet<String> names = new TreeSet<>();
        examples.forEach(example -> names.addAll(example.values().keySet()));
        for (String name : names) {
            double[] known = examples.stream()
                    .map(example -> example.values().get(name))
                    .filter(value -> value != null)
                    .mapToDouble(LogisticModel::logarithm)
                    .toArray();
            double mean = 0;
            for (double value : known) {
                mean += value / known.length;
            }
            double variance = 0;
            for (double value : known) {
                variance += (value - mean) * (value - mean) / known.length;
            }
            if (variance > 0) {
                standards.put(name, new Weight(mean, Math.sqrt(variance), 0));
            }
        }
        return standards;
    }

    private static double logarithm(int value) {
        return Math.log1p(Math.max(0, value));
    }
}
