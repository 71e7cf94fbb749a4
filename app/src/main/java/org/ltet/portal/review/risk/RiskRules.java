package org.ltet.portal.review.risk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One version of the rules, and what they make of facts; pure.
 *
 * @param madeBy employee number, or the name of a job for the first version
 */
public record RiskRules(
        int version, int mediumFrom, int highFrom, Instant madeAt, String madeBy, List<RiskRule> rules) {

    public static final int MOST = 100;

    /**
     * @param threshold from which, or up to which, the fact counts
     * @param points none when the rule is off
     */
    public record RiskRule(Fact fact, int threshold, int points) {

        boolean holds(int value) {
            return switch (fact.rule()) {
                case FROM -> value >= threshold;
                case UP_TO -> value <= threshold;
                case NONE -> false;
            };
        }
    }

    /** A rule that an application met. */
    public record Reason(Fact fact, int value, int threshold, int points) {}

    public RiskRules {
        rules = List.copyOf(rules);
    }

    /** In the order of what they weigh, then of the facts. */
    public List<Reason> reasons(Map<Fact, Integer> facts) {
        List<Reason> reasons = new ArrayList<>();
        for (RiskRule rule : rules) {
            Integer value = facts.get(rule.fact());
            if (value != null && rule.points() > 0 && rule.holds(value)) {
                reasons.add(new Reason(rule.fact(), value, rule.threshold(), rule.points()));
            }
        }
        reasons.sort((one, other) -> one.points() == other.points()
                ? one.fact().compareTo(other.fact())
                : Integer.compare(other.points(), one.points()));
        return reasons;
    }

    public static int score(List<Reason> reasons) {
        return Math.min(MOST, reasons.stream().mapToInt(Reason::points).sum());
    }

    public RiskBand band(int score) {
        return score >= highFrom ? RiskBand.HIGH : score >= mediumFrom ? RiskBand.MEDIUM : RiskBand.LOW;
    }
}
