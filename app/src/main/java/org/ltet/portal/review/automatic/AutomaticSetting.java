package org.ltet.portal.review.automatic;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * Within what the portal approves applications under one version of a scheme by itself.
 *
 * @param number as it is named in entries and on records
 * @param upTo payable at most
 * @param maxScore the highest risk
 * @param heads kinds of expense that may occur; empty for all
 * @param samplePercent how many of those that qualify a person gets instead
 */
public record AutomaticSetting(
        UUID id,
        int number,
        String schemeCode,
        UUID schemeVersionId,
        Money upTo,
        int maxScore,
        List<String> heads,
        BigDecimal samplePercent,
        String reason,
        Person proposed,
        @Nullable Person agreed,
        @Nullable Person ended,
        @Nullable String endReason) {

    public record Person(String number, String name, Instant at) {}

    public enum State {
        PROPOSED,
        RUNNING,
        ENDED
    }

    public AutomaticSetting {
        heads = List.copyOf(heads);
    }

    public State state() {
        return ended != null ? State.ENDED : agreed != null ? State.RUNNING : State.PROPOSED;
    }

    /** Of ten thousand. */
    int sampledBelow() {
        return samplePercent.movePointRight(2).intValueExact();
    }
}
