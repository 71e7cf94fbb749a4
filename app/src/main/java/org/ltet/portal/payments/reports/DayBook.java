package org.ltet.portal.payments.reports;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.ledger.EntryView;
import org.ltet.portal.payments.ledger.LedgerGuard;
import org.ltet.portal.payments.ledger.LedgerRows;
import org.ltet.portal.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every entry of some days in the order in which they were written (PAY-8). */
@Component
public class DayBook implements MoneyReport<ReportQuery.DayBook> {

    private static final ReportTable ACCOUNTS = ReportTable.summary(
            "accounts",
            ReportColumn.coded("account", "payments.ledgerAccount."),
            ReportColumn.money("opening"),
            ReportColumn.money("into"),
            ReportColumn.money("outOf"),
            ReportColumn.money("closing"));

    private static final ReportTable KINDS = ReportTable.summary(
            "kinds",
            ReportColumn.coded("kind", "payments.entry."),
            ReportColumn.count("entries"),
            ReportColumn.money("amount"));

    private static final ReportTable ENTRIES = ReportTable.lines(
            "entries",
            ReportColumn.text("entry"),
            ReportColumn.day("day"),
            ReportColumn.coded("kind", "payments.entry."),
            ReportColumn.text("scheme"),
            ReportColumn.text("ic"),
            ReportColumn.text("year"),
            ReportColumn.coded("from", "payments.ledgerAccount."),
            ReportColumn.coded("into", "payments.ledgerAccount."),
            ReportColumn.money("amount"),
            ReportColumn.text("voucher"),
            ReportColumn.text("application").notOnPaper(),
            ReportColumn.text("reference"),
            ReportColumn.text("toldBy").notOnPaper());

    private static final String OF_DAYS = LedgerRows.ENTRIES + """
             where e.day between :from and :to and (:kind::text is null or e.kind = :kind) and
            """ + FundFilter.CHOSEN;

    /** One page with the totals of all the days. */
    public record View(ReportQuery.DayBook query, PeriodTotals totals, Lines<EntryView> entries) {}

    private final JdbcClient jdbc;
    private final LedgerTotals totals;
    private final LedgerGuard guard;
    private final Snapshot snapshot;

    DayBook(JdbcClient jdbc, LedgerTotals totals, LedgerGuard guard, Snapshot snapshot) {
        this.jdbc = jdbc;
        this.totals = totals;
        this.guard = guard;
        this.snapshot = snapshot;
    }

    public View page(ReportQuery.DayBook query, @Nullable String after, User user) {
        Scope scope = guard.readable(user);
        Position from = Position.parse(after);
        return snapshot.read(() -> new View(
                query,
                totals.of(query.period(), query.funds(), scope),
                Lines.of(page(query, from, scope), entry -> new Position(entry.day(), Long.toString(entry.id())))));
    }

    private List<EntryView> page(ReportQuery.DayBook query, @Nullable Position after, Scope scope) {
        return jdbc.sql(OF_DAYS + """
                 and (:afterDay::date is null or (e.day, e.id) > (:afterDay::date, :afterId::bigint))
                order by e.day, e.id limit :limit
                """)
                .params(parameters(query, scope))
                .param("afterDay", after == null ? null : after.day())
                .param("afterId", after == null ? null : number(after.key()))
                .param("limit", Lines.PAGE + 1)
                .query(LedgerRows::entry)
                .list();
    }

    @Override
    public void demand(User user) {
        guard.readable(user);
    }

    @Override
    public void write(ReportQuery.DayBook query, User user, ReportSink sink) {
        Scope scope = guard.readable(user);
        PeriodTotals whole = totals.of(query.period(), query.funds(), scope);
        String kind = query.kind();
        PeriodTotals.Kind sum =
                kind == null ? new PeriodTotals.Kind("", whole.count(), whole.amount()) : whole.of(kind);
        sink.begin(query, sum.count());
        sink.table(ACCOUNTS);
        whole.accounts().forEach(one -> sink.row(one.account(), one.opening(), one.into(), one.outOf(), one.closing()));
        sink.table(KINDS);
        whole.kinds().forEach(one -> sink.row(one.kind(), one.count(), one.amount()));
        sink.total(ReportSink.TOTAL, whole.count(), whole.amount());
        sink.table(ENTRIES);
        each(
                query,
                scope,
                entry -> sink.row(
                        Long.toString(entry.id()),
                        entry.day(),
                        entry.kind(),
                        entry.scheme(),
                        entry.ic(),
                        entry.year(),
                        entry.debit(),
                        entry.credit(),
                        entry.amount(),
                        entry.voucherNumber(),
                        entry.applicationNumber(),
                        entry.reference(),
                        entry.toldBy()));
        sink.total(ReportSink.TOTAL, null, null, null, null, null, null, null, sum.amount(), null, null, null, null);
    }

    private void each(ReportQuery.DayBook query, Scope scope, Consumer<EntryView> reader) {
        try (var entries = jdbc
                .sql(OF_DAYS + " order by e.day, e.id")
                .withFetchSize(Snapshot.FETCHED)
                .params(parameters(query, scope))
                .query(LedgerRows::entry)
                .stream()) {
            entries.forEach(reader);
        }
    }

    private static Map<String, Object> parameters(ReportQuery.DayBook query, Scope scope) {
        Map<String, Object> parameters = query.funds().parameters(scope);
        parameters.put("from", query.period().from());
        parameters.put("to", query.period().to());
        parameters.put("kind", query.kind());
        return parameters;
    }

    private static long number(String key) {
        try {
            return Long.parseLong(key);
        } catch (NumberFormatException e) {
            throw Refused.invalid("moneyReports.after");
        }
    }
}
