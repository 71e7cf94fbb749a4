package org.ltet.simulators.sap;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.ltet.simulators.sap.JournalEntry.Item;
import org.ltet.simulators.sap.JournalEntry.Side;

/**
 * The documents of one posting date.
 *
 * @param debits sum of all lines on the debit side, equal to that on the credit side
 * @param balances debits less credits of each account
 */
record DayTotal(LocalDate postingDate, int documents, BigDecimal debits, Map<String, BigDecimal> balances) {

    static DayTotal of(JournalEntry entry) {
        BigDecimal debits = BigDecimal.ZERO;
        Map<String, BigDecimal> balances = new TreeMap<>();
        for (Item item : entry.items()) {
            if (item.amount() != null && item.glAccount() != null) {
                boolean debit = item.side() == Side.DEBIT;
                debits = debit ? debits.add(item.amount()) : debits;
                balances.merge(
                        item.glAccount(), debit ? item.amount() : item.amount().negate(), BigDecimal::add);
            }
        }
        return new DayTotal(entry.postingDate(), 1, debits, balances);
    }

    DayTotal plus(DayTotal other) {
        Map<String, BigDecimal> together = new TreeMap<>(balances);
        other.balances.forEach((account, amount) -> together.merge(account, amount, BigDecimal::add));
        return new DayTotal(postingDate, documents + other.documents, debits.add(other.debits), together);
    }
}
