package org.ltet.portal.payments.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.payments.ledger.BudgetRequestView.Kind;
import org.ltet.portal.shared.FinancialYear;
import org.ltet.portal.shared.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Requests for budget and the budgets themselves: payments.budget_request, payments.budget_change. */
@Repository
class BudgetRows {

    private static final String SELECT = """
            select f.id, f.kind, f.scheme_code, f.ic, f.financial_year, f.amount, f.application_number, f.reason, f.state,
                f.version, f.asked_by, f.asked_at, f.decided_by, f.decided_at, f.decision_note
            from payments.budget_request f
            """;

    /** A fund's figures that a change of its budget has to respect, locked. */
    record Locked(int id, @Nullable Money budget, Money overBudget, Money sanctioned) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    BudgetRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void insert(UUID id, NewBudgetRequest wanted, String by) {
        jdbc.sql("""
                insert into payments.budget_request (id, kind, scheme_code, ic, financial_year, amount,
                    application_number, reason, asked_by, asked_at)
                values (:id, :kind, :scheme, :ic, :year, :amount, :application, :reason, :by, :now)
                """)
                .param("id", id)
                .param("kind", wanted.kind().name())
                .param("scheme", wanted.scheme())
                .param("ic", wanted.ic())
                .param("year", wanted.year().startYear())
                .param("amount", wanted.amount().amount())
                .param("application", wanted.applicationNumber())
                .param("reason", wanted.reason())
                .param("by", by)
                .param("now", now())
                .update();
    }

    Optional<BudgetRequestView> find(UUID id) {
        return jdbc.sql(SELECT + "where f.id = :id")
                .param("id", id)
                .query(BudgetRows::view)
                .optional();
    }

    Optional<BudgetRequestView> lock(UUID id) {
        return jdbc.sql(SELECT + "where f.id = :id for update")
                .param("id", id)
                .query(BudgetRows::view)
                .optional();
    }

    /** Those that wait, the oldest first. */
    List<BudgetRequestView> waiting(Scope scope, @Nullable UUID after, int limit) {
        return jdbc.sql(SELECT + "where f.state = 'ASKED' and (:after::uuid is null or f.id > :after) and "
                        + LedgerRows.IN_SCOPE + " order by f.id limit :limit")
                .params(LedgerRows.scope(scope))
                .param("after", after)
                .param("limit", limit)
                .query(BudgetRows::view)
                .list();
    }

    int countWaiting(Scope scope) {
        return jdbc.sql("select count(*) from payments.budget_request f where f.state = 'ASKED' and "
                        + LedgerRows.IN_SCOPE)
                .params(LedgerRows.scope(scope))
                .query(Integer.class)
                .single();
    }

    /** What was asked for a fund, the newest first. */
    List<BudgetRequestView> ofFund(FundView fund, int limit) {
        return jdbc.sql(SELECT + """
                where f.scheme_code = :scheme and f.ic = :ic and f.financial_year = :year order by f.id desc limit :limit
                """)
                .param("scheme", fund.scheme())
                .param("ic", fund.ic())
                .param("year", fund.financialYear().startYear())
                .param("limit", limit)
                .query(BudgetRows::view)
                .list();
    }

    boolean carryOverWaits(NewBudgetRequest wanted) {
        return jdbc.sql("""
                select exists (select 1 from payments.budget_request where kind = 'CARRY_OVER' and state = 'ASKED'
                    and scheme_code = :scheme and ic = :ic and financial_year = :year)
                """)
                .param("scheme", wanted.scheme())
                .param("ic", wanted.ic())
                .param("year", wanted.year().startYear())
                .query(Boolean.class)
                .single();
    }

    void decide(UUID id, boolean granted, String note, String by) {
        jdbc.sql("""
                update payments.budget_request set state = :state, decided_by = :by, decided_at = :now,
                    decision_note = :note, version = version + 1
                where id = :id and state = 'ASKED'
                """)
                .param("state", granted ? "GRANTED" : "REFUSED")
                .param("by", by)
                .param("now", now())
                .param("note", note.isEmpty() ? null : note)
                .param("id", id)
                .update();
    }

    /** The fund, made when it is new, locked until the end of the transaction. */
    Locked lockFund(String scheme, String ic, FinancialYear year) {
        jdbc.sql("""
                insert into payments.fund (scheme_code, ic, financial_year) values (:scheme, :ic, :year)
                on conflict do nothing
                """)
                .param("scheme", scheme)
                .param("ic", ic)
                .param("year", year.startYear())
                .update();
        return jdbc.sql("""
                select id, budget, over_budget, sanctioned from payments.fund
                where scheme_code = :scheme and ic = :ic and financial_year = :year for update
                """)
                .param("scheme", scheme)
                .param("ic", ic)
                .param("year", year.startYear())
                .query((row, index) -> new Locked(
                        row.getInt("id"),
                        row.getBigDecimal("budget") == null ? null : LedgerRows.money(row, "budget"),
                        LedgerRows.money(row, "over_budget"),
                        LedgerRows.money(row, "sanctioned")))
                .single();
    }

    void setBudget(Locked fund, Money budget, UUID request) {
        Money delta = budget.minus(fund.budget() == null ? Money.ZERO : fund.budget());
        jdbc.sql("""
                insert into payments.budget_change (fund_id, request_id, delta, at) values (:fund, :request, :delta, :now)
                """)
                .param("fund", fund.id())
                .param("request", request)
                .param("delta", delta.amount())
                .param("now", now())
                .update();
        jdbc.sql("update payments.fund set budget = :budget where id = :id")
                .param("budget", budget.amount())
                .param("id", fund.id())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static BudgetRequestView view(ResultSet row, int index) throws SQLException {
        OffsetDateTime decided = row.getObject("decided_at", OffsetDateTime.class);
        return new BudgetRequestView(
                row.getObject("id", UUID.class),
                Kind.valueOf(row.getString("kind")),
                row.getString("scheme_code"),
                row.getString("ic"),
                new FinancialYear(row.getInt("financial_year")).toString(),
                LedgerRows.money(row, "amount"),
                row.getString("application_number"),
                row.getString("reason"),
                row.getString("state"),
                row.getInt("version"),
                row.getString("asked_by"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getString("decided_by"),
                decided == null ? null : decided.toInstant(),
                row.getString("decision_note"));
    }
}
