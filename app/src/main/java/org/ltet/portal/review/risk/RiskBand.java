package org.ltet.portal.review.risk;

import java.util.Arrays;
import java.util.Optional;

/** What a score means. */
public enum RiskBand {
    LOW,
    MEDIUM,
    HIGH;

    public static Optional<RiskBand> ofName(String name) {
        return Arrays.stream(values()).filter(band -> band.name().equals(name)).findFirst();
    }
}
