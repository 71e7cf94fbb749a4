package org.ltet.portal.review.risk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * What the rules made of an application as it was handed in.
 *
 * @param score of all reasons
 * @param present without what was set aside since
 */
public record Assessment(
        UUID id,
        UUID applicationId,
        int seq,
        int rulesVersion,
        int score,
        RiskBand band,
        int present,
        RiskBand presentBand,
        Money claimed,
        Money payable,
        Instant assessedAt,
        Map<Fact, Integer> facts,
        List<Reason> reasons) {

    /** @param setAside by whom and why it counts no more */
    public record Reason(
            Fact fact,
            int value,
            int threshold,
            int points,
            @Nullable SetAside setAside) {}

    public record SetAside(String actorName, String reason, Instant at) {}

    public Assessment {
        facts = Map.copyOf(facts);
        reasons = List.copyOf(reasons);
    }
}
