package org.ltet.portal.payments.reports;

import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * The money of one fund, of all funds of a scheme or of a company, or of all together.
 *
 * @param fundId of one fund only
 * @param budgeted how many of the funds have a budget
 * @param budget of those that have one; none when none has
 * @param sanctioned committed and paid together
 * @param committed sanctioned and not yet paid
 * @param inTransit the part of what is committed that lies with the bank
 * @param free what can still be sanctioned from the funds that have a budget
 */
public record UtilisationLine(
        @Nullable Integer fundId,
        @Nullable String scheme,
        @Nullable String ic,
        String year,
        long funds,
        long budgeted,
        @Nullable Money budget,
        Money overBudget,
        Money sanctioned,
        Money committed,
        Money inTransit,
        Money paid,
        @Nullable Money free) {

    String key() {
        return (scheme == null ? "" : scheme) + "/" + (ic == null ? "" : ic);
    }
}
