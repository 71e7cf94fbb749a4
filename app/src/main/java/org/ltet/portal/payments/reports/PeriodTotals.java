package org.ltet.portal.payments.reports;

import java.util.List;
import org.ltet.portal.shared.Money;

/**
 * What happened in the ledger in some days.
 *
 * @param kinds each kind of entry that there was
 * @param accounts all four accounts; their balances come to zero, at the beginning as at the end
 */
public record PeriodTotals(List<Kind> kinds, List<Balance> accounts) {

    public record Kind(String kind, long count, Money amount) {}

    /**
     * One account over the days.
     *
     * @param into what was credited
     * @param outOf what was debited
     * @param opening credited less debited before the first day
     */
    public record Balance(String account, Money opening, Money into, Money outOf, Money closing) {}

    public PeriodTotals {
        kinds = List.copyOf(kinds);
        accounts = List.copyOf(accounts);
    }

    public long count() {
        return kinds.stream().mapToLong(Kind::count).sum();
    }

    public Money amount() {
        return Money.sum(kinds.stream().map(Kind::amount).toList());
    }

    Kind of(String kind) {
        return kinds.stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseGet(() -> new Kind(kind, 0, Money.ZERO));
    }

    public Balance account(String name) {
        return accounts.stream()
                .filter(one -> one.account().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
