package org.ltet.portal.review;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.review.risk.RiskBand;
import org.ltet.portal.shared.Money;

/**
 * Narrows a queue; null leaves a thing open.
 *
 * @param atLeastDays submitted at least so many days ago
 * @param from payable at least
 * @param to payable at most
 * @param number the whole number, or the digits at its end
 * @param risk judged so
 * @param order null for the most urgent first
 */
public record QueueFilter(
        @Nullable String scheme,
        @Nullable String ic,
        @Nullable ApplicationState state,
        @Nullable Integer atLeastDays,
        @Nullable Money from,
        @Nullable Money to,
        @Nullable String number,
        @Nullable RiskBand risk,
        @Nullable Order order) {

    /** How a list is sorted. */
    public enum Order {
        /** The highest risk first, then the most urgent. */
        RISK
    }

    public QueueFilter(
            @Nullable String scheme,
            @Nullable String ic,
            @Nullable ApplicationState state,
            @Nullable Integer atLeastDays,
            @Nullable Money from,
            @Nullable Money to,
            @Nullable String number) {
        this(scheme, ic, state, atLeastDays, from, to, number, null, null);
    }

    /** The ages offered, in days. */
    public static final List<Integer> AGES = List.of(3, 7, 15, 30);

    public static final QueueFilter NONE = new QueueFilter(null, null, null, null, null, null, null);
}
