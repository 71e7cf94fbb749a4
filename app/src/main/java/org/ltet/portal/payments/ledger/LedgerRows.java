package org.ltet.portal.payments.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.shared.FinancialYear;
import org.ltet.portal.shared.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads of the ledger: payments.fund, payments.ledger_entry. */
@Repository
public class LedgerRows {

    public static final String IN_SCOPE = """
            (cardinality(:ics::text[]) = 0 or f.ic = any(:ics))
            and (cardinality(:schemes::text[]) = 0 or f.scheme_code = any(:schemes))
            """;

    private static final String FUNDS = """
            select f.id, f.scheme_code, f.ic, f.financial_year, f.budget, f.over_budget, f.sanctioned,
                coalesce(w.in_transit, 0) in_transit, coalesce(w.paid, 0) paid
            from payments.fund f left join payments.fund_flow w on w.fund_id = f.id
            """;

    public static final String ENTRIES = """
            select e.id, e.day, e.at, e.kind, e.debit, e.credit, e.amount, e.fund_id, f.scheme_code, f.ic,
                f.financial_year, c.application_id, c.application_number, v.id voucher_id, v.number voucher_number,
                p.end_to_end_id, e.bank_key, e.opening
            from payments.ledger_entry e
            join payments.fund f on f.id = e.fund_id
            join payments.commitment c on c.id = e.commitment_id
            left join payments.voucher v on v.id = coalesce(e.voucher_id, (select l.id from payments.voucher l
                where l.application_id = c.application_id order by l.id desc limit 1))
            left join payments.payment p on p.id = e.payment_id
            """;

    private final JdbcClient jdbc;

    LedgerRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public static Map<String, Object> scope(Scope scope) {
        return Map.of(
                "ics", scope.ics().toArray(String[]::new),
                "schemes", scope.schemes().toArray(String[]::new));
    }

    /** The years that have funds, the newest first. */
    List<FinancialYear> years() {
        return jdbc.sql("select distinct financial_year from payments.fund order by 1 desc limit 50")
                .query((row, index) -> new FinancialYear(row.getInt(1)))
                .list();
    }

    List<FundView> funds(FinancialYear year, Scope scope, @Nullable Integer after, int limit) {
        return jdbc.sql(FUNDS + """
                where f.financial_year = :year and (:after::integer is null
                    or (f.scheme_code, f.ic) > (select l.scheme_code, l.ic from payments.fund l where l.id = :after))
                    and
                """ + IN_SCOPE + " order by f.scheme_code, f.ic limit :limit")
                .params(scope(scope))
                .param("year", year.startYear())
                .param("after", after)
                .param("limit", limit)
                .query(LedgerRows::fund)
                .list();
    }

    /** All funds of a year in one, and whether each of them has a budget. */
    FundView total(FinancialYear year, Scope scope) {
        return jdbc.sql("""
                select 0 id, '' scheme_code, '' ic, :year financial_year,
                    case when count(*) = count(f.budget) then sum(f.budget) end budget,
                    coalesce(sum(f.over_budget), 0) over_budget, coalesce(sum(f.sanctioned), 0) sanctioned,
                    coalesce(sum(w.in_transit), 0) in_transit, coalesce(sum(w.paid), 0) paid
                from payments.fund f left join payments.fund_flow w on w.fund_id = f.id
                where f.financial_year = :year and
                """ + IN_SCOPE)
                .params(scope(scope))
                .param("year", year.startYear())
                .query(LedgerRows::fund)
                .single();
    }

    /** How many funds of the year have used this much of their budget, in percent, or more. */
    int nearlySpent(FinancialYear year, Scope scope, long percent) {
        return jdbc.sql("""
                select count(*) from payments.fund f
                where f.financial_year = :year and f.sanctioned > 0 and f.sanctioned * 100 >= f.budget * :percent and
                """ + IN_SCOPE)
                .params(scope(scope))
                .param("year", year.startYear())
                .param("percent", percent)
                .query(Integer.class)
                .single();
    }

    Optional<FundView> fund(int id) {
        return jdbc.sql(FUNDS + "where f.id = :id")
                .param("id", id)
                .query(LedgerRows::fund)
                .optional();
    }

    /** The newest first. */
    List<EntryView> ofFund(int fundId, @Nullable Long before, int limit) {
        return jdbc.sql(ENTRIES + """
                where e.fund_id = :fund and (:before::bigint is null or e.id < :before)
                order by e.id desc limit :limit
                """)
                .param("fund", fundId)
                .param("before", before)
                .param("limit", limit)
                .query(LedgerRows::entry)
                .list();
    }

    private static FundView fund(ResultSet row, int index) throws SQLException {
        return new FundView(
                row.getInt("id"),
                row.getString("scheme_code"),
                row.getString("ic"),
                new FinancialYear(row.getInt("financial_year")).toString(),
                row.getBigDecimal("budget") == null ? null : money(row, "budget"),
                money(row, "over_budget"),
                money(row, "sanctioned"),
                money(row, "in_transit"),
                money(row, "paid"));
    }

    public static EntryView entry(ResultSet row, int index) throws SQLException {
        return new EntryView(
                row.getLong("id"),
                row.getObject("day", LocalDate.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("kind"),
                row.getString("debit"),
                row.getString("credit"),
                money(row, "amount"),
                row.getInt("fund_id"),
                row.getString("scheme_code"),
                row.getString("ic"),
                new FinancialYear(row.getInt("financial_year")).toString(),
                row.getObject("application_id", UUID.class),
                row.getString("application_number"),
                row.getObject("voucher_id", UUID.class),
                row.getString("voucher_number"),
                row.getString("end_to_end_id"),
                row.getString("bank_key"),
                row.getBoolean("opening"));
    }

    public static Money money(ResultSet row, String column) throws SQLException {
        return Money.of(row.getBigDecimal(column));
    }
}
