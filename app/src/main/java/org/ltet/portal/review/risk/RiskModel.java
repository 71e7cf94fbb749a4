package org.ltet.portal.review.risk;

import java.time.Instant;
import java.util.Map;
import org.ltet.portal.intelligence.Figures;
import org.ltet.portal.intelligence.LogisticModel;

/**
 * What was learned from decisions: how likely a person grants less than is payable, or rejects.
 *
 * @param examples applications that people decided
 * @param positives of those, granted with less or rejected
 * @param decidedTo the latest decision that it learned from
 * @param figures on cases that were left out of learning
 * @param bySchemes the same by scheme
 */
public record RiskModel(
        int version,
        Instant trainedAt,
        String trainedBy,
        int examples,
        int positives,
        Instant decidedTo,
        LogisticModel model,
        Figures figures,
        Map<String, Figures> bySchemes) {}
