package org.ltet.portal.applications;

import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * What a reviewer decides to grant.
 *
 * @param expectedVersion of the view the reviewer decides on
 * @param expectedPayable the payable amount of that view; when the balance changed since, the sanction is refused
 * @param cap grants at most this; then with one of {@link Reasons#CAP}
 * @param comment meant for the member
 */
public record Sanction(
        long expectedVersion,
        Money expectedPayable,
        @Nullable Money cap,
        @Nullable String capReason,
        @Nullable String comment) {

    public static Sanction inFull(long expectedVersion, Money expectedPayable) {
        return new Sanction(expectedVersion, expectedPayable, null, null, null);
    }
}
