package org.ltet.portal.review;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.shared.Money;

/**
 * Narrows a queue; null leaves a thing open.
 *
 * @param atLeastDays submitted at least so many days ago
 * @param from payable at least
 * @param to payable at most
 * @param number the whole number, or the digits at its end
 */
public record QueueFilter(
        @Nullable String scheme,
        @Nullable String ic,
        @Nullable ApplicationState state,
        @Nullable Integer atLeastDays,
        @Nullable Money from,
        @Nullable Money to,
        @Nullable String number) {

    /** The ages offered, in days. */
    public static final List<Integer> AGES = List.of(3, 7, 15, 30);

    public static final QueueFilter NONE = new QueueFilter(null, null, null, null, null, null, null);
}
