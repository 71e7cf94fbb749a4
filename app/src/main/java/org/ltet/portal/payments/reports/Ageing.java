package org.ltet.portal.payments.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.VoucherState;
import org.ltet.portal.payments.ledger.LedgerGuard;
import org.ltet.portal.payments.ledger.LedgerRows;
import org.ltet.portal.shared.FinancialYear;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was sanctioned and not paid at the end of a day, by its age (PAY-8). */
@Component
public class Ageing implements MoneyReport<ReportQuery.Ageing> {

    private static final ReportTable BANDS = ReportTable.summary(
            "bands",
            ReportColumn.coded("band", "moneyReports.band."),
            ReportColumn.count("sanctions"),
            ReportColumn.money("waiting"),
            ReportColumn.money("withBank"),
            ReportColumn.money("amount"));

    private static final ReportTable OPEN = ReportTable.lines(
            "unpaid",
            ReportColumn.day("since"),
            ReportColumn.count("days"),
            ReportColumn.text("scheme"),
            ReportColumn.text("ic"),
            ReportColumn.text("year"),
            ReportColumn.text("application"),
            ReportColumn.text("voucher"),
            ReportColumn.coded("voucherNow", "payments.voucherState."),
            ReportColumn.coded("place", "payments.ledgerAccount."),
            ReportColumn.money("amount"));

    /** Where each sanction lay at the end of the day, as its last entry until then says. */
    private static final String UNPAID = """
            with unpaid as (
                select c.id, c.application_id, c.application_number, c.amount, f.id fund_id, f.scheme_code, f.ic,
                    f.financial_year, payments.day_of(c.at) since, :day::date - payments.day_of(c.at) age, l.credit place
                from (
                    select w.id from payments.commitment w where w.place in ('COMMITMENTS', 'IN_TRANSIT')
                    union
                    select e.commitment_id from payments.ledger_entry e where e.day > :day
                ) k join payments.commitment c on c.id = k.id
                join payments.fund f on f.id = c.fund_id
                join lateral (select e.credit from payments.ledger_entry e
                    where e.commitment_id = c.id and e.day <= :day order by e.id desc limit 1) l
                    on l.credit in ('COMMITMENTS', 'IN_TRANSIT')
                where
            """ + FundFilter.CHOSEN + ")";

    private static final String OF_BAND = """
            select u.id, u.application_id, u.application_number, u.amount, u.fund_id, u.scheme_code, u.ic,
                u.financial_year, u.since, u.age, u.place,
                v.id voucher_id, v.number voucher_number, v.state voucher_state
            from unpaid u left join lateral (select v.id, v.number, v.state from payments.voucher v
                where v.application_id = u.application_id order by v.id desc limit 1) v on true
            where u.age between :least and :most
            """;

    /** How many sanctions, what of them waits with accounts, what with the bank, and both together. */
    public record Sums(long count, Money waiting, Money withBank, Money amount) {

        static final Sums NONE = new Sums(0, Money.ZERO, Money.ZERO, Money.ZERO);

        Sums plus(Sums other) {
            return new Sums(
                    count + other.count,
                    waiting.plus(other.waiting),
                    withBank.plus(other.withBank),
                    amount.plus(other.amount));
        }
    }

    public record Band(AgeBand band, Sums sums) {}

    /**
     * One page of the lines.
     *
     * @param bands all of them, also those without any
     */
    public record View(ReportQuery.Ageing query, List<Band> bands, Sums total, Lines<AgeingLine> lines) {}

    private final JdbcClient jdbc;
    private final LedgerGuard guard;
    private final Snapshot snapshot;

    Ageing(JdbcClient jdbc, LedgerGuard guard, Snapshot snapshot) {
        this.jdbc = jdbc;
        this.guard = guard;
        this.snapshot = snapshot;
    }

    public View page(ReportQuery.Ageing query, @Nullable String after, User user) {
        Scope scope = guard.readable(user);
        Position from = Position.parse(after);
        return snapshot.read(() -> {
            List<Band> bands = bands(query, scope);
            return new View(
                    query,
                    bands,
                    total(bands, null),
                    Lines.of(
                            page(query, from, scope),
                            line -> new Position(line.since(), line.id().toString())));
        });
    }

    private static Sums total(List<Band> bands, @Nullable AgeBand only) {
        return bands.stream()
                .filter(band -> only == null || band.band() == only)
                .map(Band::sums)
                .reduce(Sums.NONE, Sums::plus);
    }

    private List<AgeingLine> page(ReportQuery.Ageing query, @Nullable Position after, Scope scope) {
        return jdbc.sql(UNPAID + OF_BAND + """
                 and (:afterDay::date is null or (u.since, u.id) > (:afterDay::date, :afterId::uuid))
                order by u.since, u.id limit :limit
                """)
                .params(parameters(query, scope))
                .param("afterDay", after == null ? null : after.day())
                .param("afterId", after == null ? null : id(after.key()))
                .param("limit", Lines.PAGE + 1)
                .query(Ageing::line)
                .list();
    }

    @Override
    public void demand(User user) {
        guard.readable(user);
    }

    @Override
    public void write(ReportQuery.Ageing query, User user, ReportSink sink) {
        Scope scope = guard.readable(user);
        List<Band> bands = bands(query, scope);
        Sums chosen = total(bands, query.band());
        sink.begin(query, chosen.count());
        sink.table(BANDS);
        bands.forEach(band -> row(band.band().name(), band.sums(), sink::row));
        row(ReportSink.TOTAL, total(bands, null), sink::total);
        sink.table(OPEN);
        try (var lines = jdbc
                .sql(UNPAID + OF_BAND + " order by u.since, u.id")
                .withFetchSize(Snapshot.FETCHED)
                .params(parameters(query, scope))
                .query(Ageing::line)
                .stream()) {
            lines.forEach(line -> sink.row(
                    line.since(),
                    (long) line.days(),
                    line.scheme(),
                    line.ic(),
                    line.year(),
                    line.applicationNumber(),
                    line.voucherNumber(),
                    line.voucherState() == null ? null : line.voucherState().name(),
                    line.withBank() ? "IN_TRANSIT" : "COMMITMENTS",
                    line.amount()));
        }
        sink.total(ReportSink.TOTAL, null, null, null, null, null, null, null, null, chosen.amount());
    }

    private static void row(String first, Sums sums, Consumer<@Nullable Object[]> taker) {
        taker.accept(new @Nullable Object[] {first, sums.count(), sums.waiting(), sums.withBank(), sums.amount()});
    }

    private List<Band> bands(ReportQuery.Ageing query, Scope scope) {
        String names = Arrays.stream(AgeBand.values())
                .map(band -> "when u.age <= " + band.most() + " then '" + band.name() + "'")
                .collect(Collectors.joining(" ", "case ", " end"));
        List<Band> found = jdbc.sql(UNPAID + "select " + names + """
                 band, count(*) count,
                    coalesce(sum(u.amount) filter (where u.place = 'COMMITMENTS'), 0) waiting,
                    coalesce(sum(u.amount) filter (where u.place = 'IN_TRANSIT'), 0) with_bank
                from unpaid u group by 1
                """)
                .params(query.funds().parameters(scope))
                .param("day", query.on())
                .query((row, index) -> {
                    Money waiting = LedgerRows.money(row, "waiting");
                    Money withBank = LedgerRows.money(row, "with_bank");
                    return new Band(
                            AgeBand.valueOf(row.getString("band")),
                            new Sums(row.getLong("count"), waiting, withBank, waiting.plus(withBank)));
                })
                .list();
        List<Band> bands = new ArrayList<>();
        for (AgeBand band : AgeBand.values()) {
            bands.add(found.stream()
                    .filter(one -> one.band() == band)
                    .findFirst()
                    .orElseGet(() -> new Band(band, Sums.NONE)));
        }
        return bands;
    }

    private static Map<String, Object> parameters(ReportQuery.Ageing query, Scope scope) {
        AgeBand band = query.band();
        Map<String, Object> parameters = query.funds().parameters(scope);
        parameters.put("day", query.on());
        parameters.put("least", band == null ? 0 : band.least());
        parameters.put("most", band == null ? Integer.MAX_VALUE : band.most());
        return parameters;
    }

    private static UUID id(String key) {
        try {
            return UUID.fromString(key);
        } catch (IllegalArgumentException e) {
            throw Refused.invalid("moneyReports.after");
        }
    }

    private static AgeingLine line(ResultSet row, int index) throws SQLException {
        String state = row.getString("voucher_state");
        return new AgeingLine(
                row.getObject("id", UUID.class),
                row.getObject("since", LocalDate.class),
                row.getInt("age"),
                row.getInt("fund_id"),
                row.getString("scheme_code"),
                row.getString("ic"),
                new FinancialYear(row.getInt("financial_year")).toString(),
                row.getObject("application_id", UUID.class),
                row.getString("application_number"),
                row.getObject("voucher_id", UUID.class),
                row.getString("voucher_number"),
                state == null ? null : VoucherState.valueOf(state),
                LedgerRows.money(row, "amount"),
                row.getString("place").equals("IN_TRANSIT"));
    }
}
