package org.ltet.portal.payments.posting;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * One day as the ledger has it, beside what the accounting system says it holds.
 *
 * @param documents how many the ledger asks for, also those that wait
 * @param unposted how many of them are not posted yet
 * @param turnover their sum
 * @param paid what went out of the bank account less what came back, by the entries of the ledger themselves
 * @param held what the accounting system said last; none before it was asked
 */
public record PostingDay(
        LocalDate day,
        int documents,
        int unposted,
        Money turnover,
        Money paid,
        @Nullable Held held) {

    /** The same three figures, as the accounting system has them. */
    public record Held(int documents, Money turnover, Money paid, Instant askedAt) {}

    public boolean equal() {
        return held != null
                && held.documents() == documents
                && held.turnover().equals(turnover)
                && held.paid().equals(paid);
    }
}
