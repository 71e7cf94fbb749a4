package org.ltet.portal.payments.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.ledger.LedgerGuard;
import org.ltet.portal.payments.ledger.LedgerRows;
import org.ltet.portal.people.IdentityNumbers;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What each member was paid in a financial year, for whoever reports to the tax authority (PAY-8). By the days of the
 * ledger, so that its total is what the day book of the year says of the bank. The trust deducts no tax at source.
 */
@Component
public class TaxExtract implements MoneyReport<ReportQuery.Tax> {

    private static final ReportTable PAYEES = ReportTable.lines(
            "payees",
            ReportColumn.text("employeeNumber"),
            ReportColumn.text("name"),
            ReportColumn.text("pan"),
            ReportColumn.count("payments"),
            ReportColumn.money("paid"),
            ReportColumn.money("reversed"),
            ReportColumn.money("net"));

    /** A payment from several funds has an entry for each; it is one payment. */
    private static final String PAID = """
            select v.employee_number, v.member_id, max(v.member_name) member_name,
                count(distinct e.cause) filter (where e.kind = 'PAYMENT') payments,
                coalesce(sum(e.amount) filter (where e.kind = 'PAYMENT'), 0) paid,
                coalesce(sum(e.amount) filter (where e.kind = 'REVERSAL'), 0) reversed
            from payments.ledger_entry e
            join payments.fund f on f.id = e.fund_id
            join payments.payment p on p.id = e.payment_id
            join payments.voucher v on v.id = p.voucher_id
            where e.day between :from and :to and e.kind in ('PAYMENT', 'REVERSAL') and
            """ + FundFilter.CHOSEN;

    private static final String BY_PAYEE = " group by v.employee_number, v.member_id";

    /** How many members, and what all of them were paid. */
    public record Sums(long payees, Money paid, Money reversed) {

        public Money net() {
            return paid.minus(reversed);
        }
    }

    public record View(ReportQuery.Tax query, Sums total, Lines<TaxExtractLine> lines) {}

    private final JdbcClient jdbc;
    private final LedgerGuard guard;
    private final IdentityNumbers identityNumbers;
    private final Snapshot snapshot;

    TaxExtract(JdbcClient jdbc, LedgerGuard guard, IdentityNumbers identityNumbers, Snapshot snapshot) {
        this.jdbc = jdbc;
        this.guard = guard;
        this.identityNumbers = identityNumbers;
        this.snapshot = snapshot;
    }

    /** @param after the last line of the page before */
    public View page(ReportQuery.Tax query, @Nullable String after, User user) {
        Scope scope = guard.readable(user);
        if (after != null && !after.matches("[0-9A-Za-z-]{1,20}")) {
            throw Refused.invalid("moneyReports.after");
        }
        return snapshot.read(() -> {
            try (Stream<TaxExtractLine> lines = lines(query, scope, after == null ? "" : after, Lines.PAGE + 1)) {
                return new View(
                        query, total(query, scope), Lines.of(withPans(lines.toList()), TaxExtractLine::employeeNumber));
            }
        });
    }

    @Override
    public void demand(User user) {
        guard.readable(user);
    }

    @Override
    public void write(ReportQuery.Tax query, User user, ReportSink sink) {
        Scope scope = guard.readable(user);
        Sums total = total(query, scope);
        sink.begin(query, total.payees());
        sink.table(PAYEES);
        List<TaxExtractLine> some = new ArrayList<>(Snapshot.FETCHED);
        try (Stream<TaxExtractLine> lines = lines(query, scope, "", Integer.MAX_VALUE)) {
            lines.forEach(line -> {
                some.add(line);
                if (some.size() == Snapshot.FETCHED) {
                    write(some, sink);
                }
            });
        }
        write(some, sink);
        sink.total(ReportSink.TOTAL, null, null, null, total.paid(), total.reversed(), total.net());
    }

    private void write(List<TaxExtractLine> some, ReportSink sink) {
        withPans(some)
                .forEach(line -> sink.row(
                        line.employeeNumber(),
                        line.name(),
                        line.pan(),
                        line.payments(),
                        line.paid(),
                        line.reversed(),
                        line.net()));
        some.clear();
    }

    private Stream<TaxExtractLine> lines(ReportQuery.Tax query, Scope scope, String after, int most) {
        return jdbc
                .sql(PAID + " and v.employee_number > :after" + BY_PAYEE + " order by v.employee_number limit :limit")
                .withFetchSize(Snapshot.FETCHED)
                .params(parameters(query, scope))
                .param("after", after)
                .param("limit", most)
                .query(TaxExtract::line)
                .stream();
    }

    private List<TaxExtractLine> withPans(List<TaxExtractLine> lines) {
        Map<UUID, String> pans = identityNumbers.maskedPans(
                lines.stream().map(TaxExtractLine::memberId).toList());
        return lines.stream().map(line -> line.with(pans.get(line.memberId()))).toList();
    }

    private Sums total(ReportQuery.Tax query, Scope scope) {
        return jdbc.sql(
                        "select count(*) payees, coalesce(sum(x.paid), 0) paid, coalesce(sum(x.reversed), 0) reversed from ("
                                + PAID + BY_PAYEE + ") x")
                .params(parameters(query, scope))
                .query((row, index) -> new Sums(
                        row.getLong("payees"), LedgerRows.money(row, "paid"), LedgerRows.money(row, "reversed")))
                .single();
    }

    private static Map<String, Object> parameters(ReportQuery.Tax query, Scope scope) {
        Map<String, Object> parameters = query.funds().parameters(scope);
        parameters.put("from", query.year().firstDay());
        parameters.put("to", query.year().lastDay());
        return parameters;
    }

    private static TaxExtractLine line(ResultSet row, int index) throws SQLException {
        return new TaxExtractLine(
                row.getObject("member_id", UUID.class),
                row.getString("employee_number"),
                row.getString("member_name"),
                null,
                row.getLong("payments"),
                LedgerRows.money(row, "paid"),
                LedgerRows.money(row, "reversed"));
    }
}
