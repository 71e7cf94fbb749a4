package org.ltet.portal.payments.ledger;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.FinancialYear;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The funds as the ledger has them, and the entries of each. */
@Component
@Transactional(readOnly = true)
public class Ledger {

    public static final int PAGE = 50;

    /** One page of entries, and the entry at which the next one begins. */
    public record Entries(List<EntryView> items, @Nullable Long next) {}

    /** One page of funds, and the fund after which the next one begins. */
    public record Funds(List<FundView> items, @Nullable Integer next) {}

    private final LedgerRows rows;
    private final LedgerGuard guard;
    private final LedgerSettings settings;
    private final Clock clock;

    Ledger(LedgerRows rows, LedgerGuard guard, LedgerSettings settings, Clock clock) {
        this.rows = rows;
        this.guard = guard;
        this.settings = settings;
        this.clock = clock;
    }

    public FinancialYear thisYear() {
        return FinancialYear.of(IndiaTime.today(clock));
    }

    /** The years that have funds, and always the present one and the next, for which a budget may be set. */
    public List<FinancialYear> years() {
        List<FinancialYear> years = new ArrayList<>(rows.years());
        for (FinancialYear year : List.of(thisYear(), thisYear().plusYears(1))) {
            if (!years.contains(year)) {
                years.add(year);
            }
        }
        years.sort((a, b) -> b.compareTo(a));
        return years;
    }

    public Funds funds(FinancialYear year, @Nullable Integer after, User user) {
        List<FundView> found = rows.funds(year, guard.readable(user), after, PAGE + 1);
        List<FundView> page = found.size() > PAGE ? found.subList(0, PAGE) : found;
        return new Funds(List.copyOf(page), found.size() > PAGE ? page.getLast().id() : null);
    }

    /** All of the year's funds that the person sees, together. */
    public FundView total(FinancialYear year, User user) {
        return rows.total(year, guard.readable(user));
    }

    public FundView fund(int id, User user) {
        Scope scope = guard.readable(user);
        return rows.fund(id)
                .filter(fund -> guard.covers(scope, fund.scheme(), fund.ic()))
                .orElseThrow(() -> Refused.notFound("fund"));
    }

    public Entries entries(int fundId, @Nullable Long before, User user) {
        fund(fundId, user);
        List<EntryView> found = rows.ofFund(fundId, before, PAGE + 1);
        List<EntryView> page = found.size() > PAGE ? found.subList(0, PAGE) : found;
        return new Entries(
                List.copyOf(page), found.size() > PAGE ? page.getLast().id() : null);
    }

    /** From how many percent of a budget on it is shown as nearly spent. */
    public long warnPercent() {
        return settings.warnPercent();
    }

    /** Funds of the present year that are nearly spent. */
    public int nearlySpent(User user) {
        return rows.nearlySpent(thisYear(), guard.readable(user), settings.warnPercent());
    }
}
