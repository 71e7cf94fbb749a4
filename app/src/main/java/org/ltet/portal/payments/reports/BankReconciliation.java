package org.ltet.portal.payments.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.ledger.LedgerGuard;
import org.ltet.portal.payments.ledger.LedgerRows;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A month of the ledger against the same month of the bank (PAY-8): from the one movement to the other, by every line in
 * which they differ. The bank's account is that of the whole trust, and so is this report.
 */
@Component
public class BankReconciliation implements MoneyReport<ReportQuery.Reconciliation> {

    private static final ReportTable STATEMENT = ReportTable.summary(
            "statement",
            ReportColumn.coded("step", "moneyReports.step."),
            ReportColumn.count("lines"),
            ReportColumn.money("amount"));

    private static final ReportTable LINES = ReportTable.lines(
            "reconciliation",
            ReportColumn.coded("group", "moneyReports.group."),
            ReportColumn.day("ledgerDay"),
            ReportColumn.money("ledgerAmount"),
            ReportColumn.day("bankDay"),
            ReportColumn.money("bankAmount"),
            ReportColumn.text("currency").notOnPaper(),
            ReportColumn.money("effect"),
            ReportColumn.text("reference"),
            ReportColumn.text("bankReference"),
            ReportColumn.text("voucher"));

    /** Lines of one group, and what they add on the way from the ledger to the bank. */
    public record Group(Difference group, long count, Money ledgerAmount, Money bankAmount, Money effect) {}

    /**
     * From the movement of the ledger to that of the bank.
     *
     * @param ledgerAmount paid less reversed in the month, by the days of the ledger
     * @param bankAmount debited less credited in the month, by the dates of the bank
     * @param groups all of them, also those without any line
     * @param unexplained what the lines do not account for: nothing, if the books are right
     * @param withBank what was with the bank at the end of the month: sent, and not answered
     */
    public record Statement(
            Money ledgerAmount,
            long ledgerCount,
            Money bankAmount,
            long bankCount,
            List<Group> groups,
            Money unexplained,
            Money withBank) {

        public Group of(Difference group) {
            return groups.get(group.ordinal());
        }
    }

    /** One page of the lines in which the two differ, or of the chosen group. */
    public record View(ReportQuery.Reconciliation query, Statement statement, Lines<ReconciliationLine> lines) {}

    private final JdbcClient jdbc;
    private final LedgerTotals totals;
    private final LedgerGuard guard;
    private final Snapshot snapshot;

    BankReconciliation(JdbcClient jdbc, LedgerTotals totals, LedgerGuard guard, Snapshot snapshot) {
        this.jdbc = jdbc;
        this.totals = totals;
        this.guard = guard;
        this.snapshot = snapshot;
    }

    public View page(ReportQuery.Reconciliation query, @Nullable String after, User user) {
        demand(user);
        Position from = Position.parse(after);
        return snapshot.read(() -> new View(
                query, statement(query), Lines.of(page(query, from), line -> new Position(line.day(), line.key()))));
    }

    private List<ReconciliationLine> page(ReportQuery.Reconciliation query, @Nullable Position after) {
        return jdbc.sql(ReconciliationSql.OF_GROUP + """
                 and (:afterDay::date is null or (n.line_day, n.line_key collate "C") > (:afterDay::date, :afterKey::text))
                order by n.line_day, n.line_key collate "C" limit :limit
                """)
                .params(parameters(query))
                .param("afterDay", after == null ? null : after.day())
                .param("afterKey", after == null ? null : after.key())
                .param("limit", Lines.PAGE + 1)
                .query(BankReconciliation::line)
                .list();
    }

    @Override
    public void demand(User user) {
        if (!guard.readable(user).equals(Scope.EVERYWHERE)) {
            throw Refused.forbidden("moneyReports.wholeTrust");
        }
    }

    @Override
    public void write(ReportQuery.Reconciliation query, User user, ReportSink sink) {
        demand(user);
        Statement statement = statement(query);
        Difference chosen = query.group();
        List<Group> groups = statement.groups().stream()
                .filter(group -> chosen == null ? group.group() != Difference.MATCHED : group.group() == chosen)
                .toList();
        sink.begin(query, groups.stream().mapToLong(Group::count).sum());
        sink.table(STATEMENT);
        sink.row("LEDGER", statement.ledgerCount(), statement.ledgerAmount());
        for (Group group : statement.groups()) {
            if (group.group() != Difference.MATCHED) {
                sink.row(group.group().name(), group.count(), group.effect());
            }
        }
        sink.row("UNEXPLAINED", null, statement.unexplained());
        sink.total("BANK", statement.bankCount(), statement.bankAmount());
        sink.table(LINES);
        try (var lines = jdbc
                .sql(ReconciliationSql.OF_GROUP + " order by n.line_day, n.line_key collate \"C\"")
                .withFetchSize(Snapshot.FETCHED)
                .params(parameters(query))
                .query(BankReconciliation::line)
                .stream()) {
            lines.forEach(line -> sink.row(
                    line.group().name(),
                    line.ledgerDay(),
                    line.ledgerAmount(),
                    line.bankDay(),
                    line.bankAmount(),
                    line.currency(),
                    line.effect(),
                    line.reference(),
                    line.bankReference(),
                    line.voucherNumber()));
        }
        sink.total(
                ReportSink.TOTAL,
                null,
                Money.sum(groups.stream().map(Group::ledgerAmount).toList()),
                null,
                Money.sum(groups.stream().map(Group::bankAmount).toList()),
                null,
                Money.sum(groups.stream().map(Group::effect).toList()),
                null,
                null,
                null);
    }

    private Statement statement(ReportQuery.Reconciliation query) {
        Period month = Period.of(query.month());
        List<Group> found = jdbc.sql(ReconciliationSql.GROUPS)
                .params(days(month))
                .query((row, index) -> new Group(
                        Difference.valueOf(row.getString("grouped")),
                        row.getLong("count"),
                        LedgerRows.money(row, "ledger_amount"),
                        LedgerRows.money(row, "bank_amount"),
                        LedgerRows.money(row, "effect")))
                .list();
        List<Group> groups = new ArrayList<>();
        for (Difference difference : Difference.values()) {
            groups.add(found.stream()
                    .filter(group -> group.group() == difference)
                    .findFirst()
                    .orElseGet(() -> new Group(difference, 0, Money.ZERO, Money.ZERO, Money.ZERO)));
        }
        Money withBank = totals.of(month, FundFilter.ALL, Scope.EVERYWHERE)
                .account("IN_TRANSIT")
                .closing();
        Money explained = Money.sum(groups.stream().map(Group::effect).toList());
        return jdbc.sql(ReconciliationSql.MOVEMENTS)
                .params(days(month))
                .query((row, index) -> new Statement(
                        LedgerRows.money(row, "ledger_amount"),
                        row.getLong("ledger_count"),
                        LedgerRows.money(row, "bank_amount"),
                        row.getLong("bank_count"),
                        groups,
                        LedgerRows.money(row, "bank_amount")
                                .minus(LedgerRows.money(row, "ledger_amount"))
                                .minus(explained),
                        withBank))
                .single();
    }

    private static Map<String, Object> days(Period month) {
        Map<String, Object> days = new HashMap<>();
        days.put("from", month.from());
        days.put("to", month.to());
        return days;
    }

    private static Map<String, Object> parameters(ReportQuery.Reconciliation query) {
        Map<String, Object> parameters = days(Period.of(query.month()));
        Difference group = query.group();
        parameters.put("group", group == null ? null : group.name());
        return parameters;
    }

    private static ReconciliationLine line(ResultSet row, int index) throws SQLException {
        String paid = row.getString("payment_reference");
        String currency = row.getString("currency");
        return new ReconciliationLine(
                Difference.valueOf(row.getString("grouped")),
                row.getString("line_key"),
                row.getObject("line_day", LocalDate.class),
                row.getObject("ledger_day", LocalDate.class),
                amount(row, "ledger_amount"),
                row.getObject("bank_day", LocalDate.class),
                amount(row, "bank_amount"),
                Money.CURRENCY.equals(currency) ? null : currency,
                LedgerRows.money(row, "effect"),
                paid == null ? row.getString("reference") : paid,
                row.getString("bank_reference"),
                row.getObject("open_item_id", UUID.class),
                row.getObject("voucher_id", UUID.class),
                row.getString("voucher_number"));
    }

    private static @Nullable Money amount(ResultSet row, String column) throws SQLException {
        return row.getBigDecimal(column) == null ? null : LedgerRows.money(row, column);
    }
}
