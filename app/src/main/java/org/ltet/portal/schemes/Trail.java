package org.ltet.portal.schemes;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ltet.portal.shared.Money;

/** The steps taken so far, for the member and the reviewer to read. */
final class Trail {

    private final List<BenefitStep> steps = new ArrayList<>();

    /** Notes a step that changed the amount; one that changed nothing is not worth a line. */
    void add(String code, Map<String, String> values, BigDecimal before, BigDecimal after) {
        if (before.compareTo(after) != 0) {
            note(code, values, before, after);
        }
    }

    /** Notes a step even if it changed nothing. */
    void note(String code, Map<String, String> values, BigDecimal before, BigDecimal after) {
        Map<String, String> all = new HashMap<>(values);
        all.put("change", shown(before.subtract(after).abs()).plain());
        steps.add(new BenefitStep(code, all, shown(before), shown(after)));
    }

    List<BenefitStep> steps() {
        return steps;
    }

    /** To the paisa, for reading only. */
    static Money shown(BigDecimal exact) {
        return new Money(exact.setScale(2, RoundingMode.HALF_UP));
    }
}
