package org.ltet.portal.review.automatic;

import java.math.BigDecimal;
import java.util.List;
import org.ltet.portal.shared.Money;

/** What somebody proposes for the present version of a scheme. */
public record NewSetting(
        String schemeCode, Money upTo, int maxScore, List<String> heads, BigDecimal samplePercent, String reason) {

    public NewSetting {
        heads = List.copyOf(heads);
    }
}
