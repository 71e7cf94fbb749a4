package org.ltet.portal.payments.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.ledger.LedgerGuard;
import org.ltet.portal.payments.ledger.LedgerRows;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What became of the budgets of a year: committed, paid and free, as it stood at the end of a day (PAY-7, PAY-8). */
@Component
public class Utilisation implements MoneyReport<ReportQuery.Utilisation> {

    private static final ReportTable FUNDS = ReportTable.lines(
            "utilisation",
            ReportColumn.text("scheme"),
            ReportColumn.text("ic"),
            ReportColumn.text("year"),
            ReportColumn.count("funds"),
            ReportColumn.money("budget"),
            ReportColumn.money("overBudget"),
            ReportColumn.money("sanctioned"),
            ReportColumn.money("committed"),
            ReportColumn.money("withBank"),
            ReportColumn.money("paid"),
            ReportColumn.money("free"));

    /**
     * The totals that the ledger keeps, less what it booked after the day. A fund has no budget before the first change
     * of it.
     */
    private static final String STOOD = """
            with later as (
                select e.fund_id,
                    sum(case e.kind when 'COMMITMENT' then e.amount when 'CANCELLATION' then - e.amount else 0 end)
                        sanctioned,
                    sum(case e.kind when 'COMMITMENT' then c.over_budget when 'CANCELLATION' then - c.over_budget
                        else 0 end) over_budget,
                    sum(case 'IN_TRANSIT' when e.credit then e.amount when e.debit then - e.amount else 0 end) in_transit,
                    sum(case 'BANK' when e.credit then e.amount when e.debit then - e.amount else 0 end) paid
                from payments.ledger_entry e join payments.commitment c on c.id = e.commitment_id
                where e.day > :day group by e.fund_id
            ), changed as (
                select g.fund_id, coalesce(sum(g.delta) filter (where payments.day_of(g.at) > :day), 0) delta,
                    count(*) filter (where payments.day_of(g.at) <= :day) changes
                from payments.budget_change g group by g.fund_id
            ), stood as (
                select f.id, f.scheme_code, f.ic,
                    case when g.fund_id is null then f.budget when g.changes > 0 then f.budget - g.delta end budget,
                    f.over_budget - coalesce(l.over_budget, 0) over_budget,
                    f.sanctioned - coalesce(l.sanctioned, 0) sanctioned,
                    coalesce(w.in_transit, 0) - coalesce(l.in_transit, 0) in_transit,
                    coalesce(w.paid, 0) - coalesce(l.paid, 0) paid
                from payments.fund f left join payments.fund_flow w on w.fund_id = f.id
                left join later l on l.fund_id = f.id left join changed g on g.fund_id = f.id
                where f.financial_year = :year and
            """ + FundFilter.CHOSEN + """
            ), summed as (
                select case when :by = 'FUND' then s.id end id, case when :by <> 'COMPANY' then s.scheme_code end scheme,
                    case when :by <> 'SCHEME' then s.ic end ic, count(*) funds, count(s.budget) budgeted,
                    sum(s.budget) budget, sum(s.over_budget) over_budget, sum(s.sanctioned) sanctioned,
                    sum(s.in_transit) in_transit, sum(s.paid) paid,
                    coalesce(sum(s.budget + s.over_budget - s.sanctioned), 0) free
                from stood s where s.budget is not null or s.sanctioned <> 0
                group by 1, 2, 3
            )
            """;

    private static final String LINES = STOOD + """
            select s.id, s.scheme, s.ic, s.funds, s.budgeted, s.budget, s.over_budget, s.sanctioned, s.in_transit,
                s.paid, s.free
            from summed s
            where (:afterKey::text is null or coalesce(s.scheme, '') || '/' || coalesce(s.ic, '') > :afterKey::text collate "C")
            order by coalesce(s.scheme, '') || '/' || coalesce(s.ic, '') collate "C"
            """;

    private static final String TOTAL = STOOD + """
            select null::integer id, null::text scheme, null::text ic, coalesce(sum(s.funds), 0) funds,
                coalesce(sum(s.budgeted), 0) budgeted, sum(s.budget) budget, coalesce(sum(s.over_budget), 0) over_budget,
                coalesce(sum(s.sanctioned), 0) sanctioned, coalesce(sum(s.in_transit), 0) in_transit,
                coalesce(sum(s.paid), 0) paid, coalesce(sum(s.free), 0) free
            from summed s
            """;

    /** One page with the total of all lines. */
    public record View(ReportQuery.Utilisation query, Lines<UtilisationLine> lines, UtilisationLine total) {}

    private final JdbcClient jdbc;
    private final LedgerGuard guard;
    private final Snapshot snapshot;

    Utilisation(JdbcClient jdbc, LedgerGuard guard, Snapshot snapshot) {
        this.jdbc = jdbc;
        this.guard = guard;
        this.snapshot = snapshot;
    }

    public View page(ReportQuery.Utilisation query, @Nullable String after, User user) {
        Scope scope = guard.readable(user);
        if (after != null && after.length() > 25) {
            throw Refused.invalid("moneyReports.after");
        }
        return snapshot.read(() -> new View(
                query,
                Lines.of(lines(query, after, Lines.PAGE + 1, scope), UtilisationLine::key),
                total(query, scope)));
    }

    @Override
    public void demand(User user) {
        guard.readable(user);
    }

    @Override
    public void write(ReportQuery.Utilisation query, User user, ReportSink sink) {
        Scope scope = guard.readable(user);
        List<UtilisationLine> lines = lines(query, null, Integer.MAX_VALUE, scope);
        UtilisationLine total = total(query, scope);
        sink.begin(query, lines.size());
        sink.table(FUNDS);
        lines.forEach(line -> sink.row(cells(line.scheme(), line)));
        sink.total(cells(ReportSink.TOTAL, total));
    }

    private static @Nullable Object[] cells(@Nullable String first, UtilisationLine line) {
        return new @Nullable Object[] {
            first,
            line.ic(),
            line.year(),
            line.funds(),
            line.budget(),
            line.overBudget(),
            line.sanctioned(),
            line.committed(),
            line.inTransit(),
            line.paid(),
            line.free()
        };
    }

    private List<UtilisationLine> lines(ReportQuery.Utilisation query, @Nullable String after, int limit, Scope scope) {
        return jdbc.sql(LINES + " limit :limit")
                .params(parameters(query, scope))
                .param("afterKey", after)
                .param("limit", limit)
                .query((row, index) -> line(query, row))
                .list();
    }

    private UtilisationLine total(ReportQuery.Utilisation query, Scope scope) {
        return jdbc.sql(TOTAL)
                .params(parameters(query, scope))
                .query((row, index) -> line(query, row))
                .single();
    }

    private static Map<String, Object> parameters(ReportQuery.Utilisation query, Scope scope) {
        Map<String, Object> parameters = query.funds().parameters(scope);
        parameters.put("year", query.year().startYear());
        parameters.put("day", query.on());
        parameters.put("by", query.by().name());
        return parameters;
    }

    private static UtilisationLine line(ReportQuery.Utilisation query, ResultSet row) throws SQLException {
        boolean budgeted = row.getLong("budgeted") > 0;
        Money sanctioned = LedgerRows.money(row, "sanctioned");
        Money paid = LedgerRows.money(row, "paid");
        return new UtilisationLine(
                row.getObject("id", Integer.class),
                row.getString("scheme"),
                row.getString("ic"),
                query.year().toString(),
                row.getLong("funds"),
                row.getLong("budgeted"),
                budgeted ? LedgerRows.money(row, "budget") : null,
                LedgerRows.money(row, "over_budget"),
                sanctioned,
                sanctioned.minus(paid),
                LedgerRows.money(row, "in_transit"),
                paid,
                budgeted ? LedgerRows.money(row, "free") : null);
    }
}
