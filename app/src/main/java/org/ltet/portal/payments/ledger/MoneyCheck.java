package org.ltet.portal.payments.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Whether the same money is found at every level, and what differs.
 *
 * @param levels from the lines of the bills to the ledger, in that order
 * @param differences how many there are; the first of them are in the list
 */
public record MoneyCheck(
        UUID id,
        String startedBy,
        Instant startedAt,
        long tookMillis,
        int differences,
        List<Level> levels,
        List<Difference> list) {

    /** The levels at which the same money is kept. */
    public enum Name {
        LINE,
        APPLICATION,
        VOUCHER,
        PAYMENT,
        BATCH,
        FILE,
        BANK,
        LEDGER
    }

    /** One level: how many things were looked at, what they should come to, and what they come to. */
    public record Level(Name name, long count, BigDecimal expected, BigDecimal found) {

        public boolean equal() {
            return expected.compareTo(found) == 0;
        }
    }

    /** One thing that is not as the level beside it says. */
    public record Difference(Name level, String subject, String expected, String found) {}

    public MoneyCheck {
        levels = List.copyOf(levels);
        list = List.copyOf(list);
    }

    public boolean sound() {
        return differences == 0 && levels.stream().allMatch(Level::equal);
    }
}
