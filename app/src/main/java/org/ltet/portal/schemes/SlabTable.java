package org.ltet.portal.schemes;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the fixed amount for the answers. Pure. */
final class SlabTable {

    private SlabTable() {}

    /** @param code "slab", "slab.none" when none stands for the answers, "slab.open" when an answer is missing */
    record Found(String code, Map<String, String> values, BigDecimal amount) {}

    static Found find(BenefitRule.Slabs table, Facts facts) {
        boolean open = false;
        for (BenefitRule.Slab slab : table.slabs()) {
            Outcome outcome = matches(table, slab, facts);
            if (outcome == Outcome.PASSED) {
                return new Found(
                        "slab", values(table, slab, facts), slab.amount().amount());
            }
            open |= outcome == Outcome.UNKNOWN;
        }
        return new Found(open ? "slab.open" : "slab.none", Map.of(), BigDecimal.ZERO);
    }

    private static Outcome matches(BenefitRule.Slabs table, BenefitRule.Slab slab, Facts facts) {
        Outcome outcome = Outcome.PASSED;
        for (Map.Entry<String, List<String>> when : slab.when().entrySet()) {
            FactValue answer = facts.answerTo(when.getKey());
            if (answer == null) {
                outcome = outcome.and(Outcome.UNKNOWN);
            } else if (!when.getValue().contains(answer.text())) {
                return Outcome.FAILED;
            }
        }
        String band = table.band();
        boolean bounded = slab.from() != null || slab.below() != null;
        if (!bounded || band == null) {
            return outcome;
        }
        if (facts.answerTo(band) instanceof FactValue.Number(BigDecimal value)) {
            return inBand(slab, value) ? outcome : Outcome.FAILED;
        }
        return outcome.and(Outcome.UNKNOWN);
    }

    static boolean inBand(BenefitRule.Slab slab, BigDecimal value) {
        return atLeast(value, slab.from()) && (slab.below() == null || value.compareTo(slab.below()) < 0);
    }

    private static boolean atLeast(BigDecimal value, @Nullable BigDecimal from) {
        return from == null || value.compareTo(from) >= 0;
    }

    private static Map<String, String> values(BenefitRule.Slabs table, BenefitRule.Slab slab, Facts facts) {
        List<Text> labels = slab.when().keySet().stream()
                .sorted()
                .flatMap(code -> facts.definition().field(code).stream())
                .flatMap(field -> chosen(field, facts).stream())
                .toList();
        Map<String, String> values = new HashMap<>();
        Findings.put(values, "choice", Text.joined(labels));
        String band = table.band();
        if (band != null && facts.answerTo(band) instanceof FactValue.Number(BigDecimal value)) {
            values.put("band", value.toPlainString());
        }
        return values;
    }

    private static Optional<Text> chosen(SchemeDefinition.Field field, Facts facts) {
        FactValue answer = facts.answerTo(field.code());
        return answer == null ? Optional.empty() : field.option(answer.text()).map(SchemeDefinition.Option::label);
    }
}
