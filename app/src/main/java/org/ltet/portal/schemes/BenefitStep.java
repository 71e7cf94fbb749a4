package org.ltet.portal.schemes;

import java.util.Map;
import org.ltet.portal.shared.Money;

/**
 * One step from claimed to paid, in words by {@link SchemeTexts#step}. The amounts are shown to the paisa; between the
 * steps the engine reckons exactly.
 */
public record BenefitStep(String code, Map<String, String> values, Money before, Money after) {

    public BenefitStep {
        values = Map.copyOf(values);
    }
}
