package org.ltet.portal.payments.posting;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which postings.
 *
 * @param from the first day by the ledger, as until is the last
 */
public record PostingFilter(
        PostingState state,
        @Nullable PostingKind kind,
        @Nullable LocalDate from,
        @Nullable LocalDate until) {

    public static PostingFilter of(PostingState state) {
        return new PostingFilter(state, null, null, null);
    }
}
