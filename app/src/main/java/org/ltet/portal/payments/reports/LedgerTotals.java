package org.ltet.portal.payments.reports;

import java.util.ArrayList;
import java.util.List;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.payments.ledger.LedgerRows;
import org.ltet.portal.shared.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the entries of some days come to, by kind and by account. */
@Repository
class LedgerTotals {

    /** Entries of one kind between two accounts: how many in the period, how much, and how much after it. */
    private record Flow(String kind, String debit, String credit, long count, Money amount, Money later) {}

    /** What lies in the accounts now. */
    private record Now(Money sanctioned, Money inTransit, Money paid) {}

    private final JdbcClient jdbc;

    LedgerTotals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Reckoned back from the totals that the ledger keeps, so that only entries since the first day are read. */
    PeriodTotals of(Period period, FundFilter funds, Scope scope) {
        List<Flow> flows = jdbc.sql(
                        """
                select e.kind, e.debit, e.credit, count(*) filter (where e.day <= :to) count,
                    coalesce(sum(e.amount) filter (where e.day <= :to), 0) amount,
                    coalesce(sum(e.amount) filter (where e.day > :to), 0) later
                from payments.ledger_entry e join payments.fund f on f.id = e.fund_id
                where e.day >= :from and
                """ + FundFilter.CHOSEN + " group by e.kind, e.debit, e.credit order by e.kind, e.debit")
                .params(funds.parameters(scope))
                .param("from", period.from())
                .param("to", period.to())
                .query((row, index) -> new Flow(
                        row.getString("kind"),
                        row.getString("debit"),
                        row.getString("credit"),
                        row.getLong("count"),
                        LedgerRows.money(row, "amount"),
                        LedgerRows.money(row, "later")))
                .list();
        Now now = jdbc.sql("""
                select coalesce(sum(f.sanctioned), 0) sanctioned, coalesce(sum(w.in_transit), 0) in_transit,
                    coalesce(sum(w.paid), 0) paid
                from payments.fund f left join payments.fund_flow w on w.fund_id = f.id where
                """ + FundFilter.CHOSEN)
                .params(funds.parameters(scope))
                .query((row, index) -> new Now(
                        LedgerRows.money(row, "sanctioned"),
                        LedgerRows.money(row, "in_transit"),
                        LedgerRows.money(row, "paid")))
                .single();
        Money committed = now.sanctioned().minus(now.inTransit()).minus(now.paid());
        return new PeriodTotals(
                kinds(flows),
                List.of(
                        balance("EXPENDITURE", Money.ZERO.minus(now.sanctioned()), flows),
                        balance("COMMITMENTS", committed, flows),
                        balance("IN_TRANSIT", now.inTransit(), flows),
                        balance("BANK", now.paid(), flows)));
    }

    private static List<PeriodTotals.Kind> kinds(List<Flow> flows) {
        List<PeriodTotals.Kind> kinds = new ArrayList<>();
        for (Flow flow : flows) {
            if (flow.count() == 0) {
                continue;
            }
            if (!kinds.isEmpty() && kinds.getLast().kind().equals(flow.kind())) {
                PeriodTotals.Kind before = kinds.removeLast();
                kinds.add(new PeriodTotals.Kind(
                        flow.kind(),
                        before.count() + flow.count(),
                        before.amount().plus(flow.amount())));
            } else {
                kinds.add(new PeriodTotals.Kind(flow.kind(), flow.count(), flow.amount()));
            }
        }
        return kinds;
    }

    private static PeriodTotals.Balance balance(String account, Money now, List<Flow> flows) {
        Money into = Money.ZERO;
        Money outOf = Money.ZERO;
        Money closing = now;
        for (Flow flow : flows) {
            if (flow.credit().equals(account)) {
                into = into.plus(flow.amount());
                closing = closing.minus(flow.later());
            } else if (flow.debit().equals(account)) {
                outOf = outOf.plus(flow.amount());
                closing = closing.plus(flow.later());
            }
        }
        return new PeriodTotals.Balance(account, closing.minus(into).plus(outOf), into, outOf, closing);
    }
}
