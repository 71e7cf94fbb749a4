package org.ltet.portal.payments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Looks for what a line of the bank may be about; each question is bounded and asked by an index. What goes through the
 * payment gateway is not with the bank, and is never suggested.
 */
@Repository
class MatchRows {

    /** What of a batch is still with the bank. */
    record OpenBatch(UUID id, String number, long count, Money sum, boolean whole) {}

    /** Another open line that may be a part of the same payment. */
    record OtherLine(UUID itemId, MatchScore.Line line) {}

    /** Two lines that come to one payment. */
    record Pair(UUID otherItem, MatchPayment payment) {}

    private static final String SELECT = """
            select p.id, p.end_to_end_id, p.state, p.amount, p.released_at, v.id voucher_id, v.number voucher_number,
                v.application_number, v.employee_number, p.payee_name, p.payee_masked, p.batch_id, b.number batch_number
            from payments.payment p join payments.voucher v on v.id = p.voucher_id
            join payments.batch b on b.id = p.batch_id
            """;

    private static final String FOUND = """
            c.id, c.end_to_end_id, c.state, c.amount, c.released_at, c.voucher_id, c.voucher_number,
                c.application_number, c.employee_number, c.payee_name, c.payee_masked, c.batch_id,
                c.batch_number
            """;

    private static final String FITS = "b.way = 'BANK_FILE' and p.state = any(:states) and " + VoucherRows.IN_SCOPE;

    /** How many batches one look goes through. */
    private static final int BATCHES = 60;

    private final JdbcClient jdbc;

    MatchRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The nearest to the line's day first. */
    List<MatchPayment> ofAmount(
            Money amount,
            Collection<PaymentState> states,
            Instant from,
            Instant to,
            Instant near,
            Scope scope,
            int limit) {
        return jdbc.sql(SELECT + "where p.amount = :amount and p.released_at between :from and :to and " + FITS
                        + " order by abs(extract(epoch from p.released_at - :near::timestamptz)), p.id limit :limit")
                .params(parameters(states, scope))
                .param("amount", amount.amount())
                .param("from", Columns.time(from))
                .param("to", Columns.time(to))
                .param("near", Columns.time(near))
                .param("limit", limit)
                .query(MatchRows::payment)
                .list();
    }

    /** Those that the bank's text names. */
    List<MatchPayment> named(NamedInText named, Collection<PaymentState> states, Scope scope, int limit) {
        return jdbc.sql(SELECT + """
                where p.id in (
                    select id from payments.payment where end_to_end_id = any(:references)
                    union select q.id from payments.voucher w join payments.payment q on q.voucher_id = w.id
                        where w.number = any(:vouchers)
                    union select q.id from payments.voucher w join payments.payment q on q.voucher_id = w.id
                        where w.application_number = any(:applications)
                ) and
                """ + FITS + " order by p.id limit :limit")
                .params(parameters(states, scope))
                .param("references", Columns.texts(named.payments()))
                .param("vouchers", Columns.texts(named.vouchers()))
                .param("applications", Columns.texts(named.applications()))
                .param("limit", limit)
                .query(MatchRows::payment)
                .list();
    }

    List<MatchPayment> byId(UUID paymentId) {
        return jdbc.sql(SELECT + "where p.id = :id")
                .param("id", paymentId)
                .query(MatchRows::payment)
                .list();
    }

    /**
     * Batches of which exactly this sum is still with the bank, those released last first. Of a batch without any answer
     * that is its control sum; only of those with some answers are the payments added up.
     */
    List<OpenBatch> batchesOf(Money sum, Instant from, Instant to, int limit) {
        return jdbc.sql("""
                select b.id, b.number, t.count, t.sum, t.count = b.payment_count whole
                from (
                    select id, number, payment_count, released_at from payments.batch
                    where way = 'BANK_FILE' and released_at between :from and :to and payment_count > 1
                        and (state = 'RELEASED' and control_sum = :sum
                            or state = 'PARTLY_RECONCILED' and control_sum > :sum)
                    order by released_at desc limit :looked
                ) b cross join lateral (
                    select count(*) count, sum(p.amount) sum from payments.payment p
                    where p.batch_id = b.id and p.state = 'RELEASED'
                ) t
                where t.count > 1 and t.sum = :sum order by b.released_at desc limit :limit
                """)
                .param("looked", BATCHES)
                .param("from", Columns.time(from))
                .param("to", Columns.time(to))
                .param("sum", sum.amount())
                .param("limit", limit)
                .query((row, index) -> new OpenBatch(
                        Columns.id(row, "id"),
                        row.getString("number"),
                        row.getLong("count"),
                        Columns.money(row, "sum"),
                        row.getBoolean("whole")))
                .list();
    }

    List<MatchPayment> ofBatch(UUID batchId, int limit) {
        return jdbc.sql(SELECT + "where p.batch_id = :batch and p.state = 'RELEASED' order by p.id limit :limit")
                .param("batch", batchId)
                .param("limit", limit)
                .query(MatchRows::payment)
                .list();
    }

    /** Of each of these proposals the first. */
    Map<UUID, List<MatchPayment>> ofProposals(Collection<UUID> proposals, int limit) {
        Map<UUID, List<MatchPayment>> found = new HashMap<>();
        jdbc.sql("""
                select m.id proposal, """ + FOUND + """
                from unnest(:proposals::uuid[]) as m (id) cross join lateral (
                    select payment_id from payments.proposal_payment x where x.proposal_id = m.id
                    order by x.payment_id limit :limit
                ) x cross join lateral (
                """ + SELECT + """
                    where p.id = x.payment_id
                ) c order by c.end_to_end_id
                """)
                .param("proposals", Columns.ids(proposals))
                .param("limit", limit)
                .query(row -> {
                    found.computeIfAbsent(Columns.id(row, "proposal"), _ -> new ArrayList<>())
                            .add(payment(row, 0));
                });
        return found;
    }

    /** Payments still with the bank that are smaller than the line: some of them may stand together in it. */
    List<MatchPayment> smaller(Money than, Instant from, Instant to, int limit) {
        return jdbc.sql(SELECT + """
                where b.way = 'BANK_FILE' and p.state = 'RELEASED' and p.amount < :amount and p.released_at between :from and :to
                order by p.released_at desc, p.id limit :limit
                """)
                .param("amount", than.amount())
                .param("from", Columns.time(from))
                .param("to", Columns.time(to))
                .param("limit", limit)
                .query(MatchRows::payment)
                .list();
    }

    /** Other open lines of the same kind about this payment, or about none that is known. */
    List<OtherLine> others(UUID itemId, String entryKind, UUID paymentId, int limit) {
        return jdbc.sql("""
                select o.id, e.amount, e.value_date, e.end_to_end_id,
                    concat_ws(' ', e.end_to_end_id, e.remark, e.reason_text, e.bank_reference) text
                from payments.open_item o join payments.bank_entry e on e.id = o.entry_id
                where o.state = 'OPEN' and o.id <> :item and e.kind = :kind
                    and (o.payment_id = :payment or o.payment_id is null) and e.amount is not null
                    and coalesce(e.currency, 'INR') = 'INR'
                    and not exists (select 1 from payments.proposal_line l where l.item_id = o.id and l.open)
                order by o.payment_id is null, o.id desc limit :limit
                """)
                .param("item", itemId)
                .param("kind", entryKind)
                .param("payment", paymentId)
                .param("limit", limit)
                .query((row, index) -> {
                    String text = row.getString("text");
                    return new OtherLine(
                            Columns.id(row, "id"),
                            new MatchScore.Line(
                                    Columns.money(row, "amount"),
                                    Columns.dateOrNull(row, "value_date"),
                                    row.getString("end_to_end_id"),
                                    text,
                                    NamedInText.in(text)));
                })
                .list();
    }

    /** Another line without a known payment that with this one comes to the amount of one payment. */
    List<Pair> pairs(UUID itemId, String entryKind, Money amount, PaymentState state, Instant from, int limit) {
        return jdbc.sql("""
                select q.item, """ + FOUND + """
                from (
                    select o.id item, e.amount from payments.open_item o join payments.bank_entry e on e.id = o.entry_id
                    where o.state = 'OPEN' and o.id <> :item and o.payment_id is null and e.kind = :kind
                        and e.amount is not null and coalesce(e.currency, 'INR') = 'INR'
                        and not exists (select 1 from payments.proposal_line l where l.item_id = o.id and l.open)
                    order by o.id desc limit 200
                ) q cross join lateral (
                """ + SELECT + """
                    where b.way = 'BANK_FILE' and p.amount = q.amount + :amount and p.state = :state
                        and p.released_at >= :from
                    order by p.released_at desc limit 2
                ) c limit :limit
                """)
                .param("item", itemId)
                .param("kind", entryKind)
                .param("amount", amount.amount())
                .param("state", state.name())
                .param("from", Columns.time(from))
                .param("limit", limit)
                .query((row, index) -> new Pair(Columns.id(row, "item"), payment(row, index)))
                .list();
    }

    private static Map<String, Object> parameters(Collection<PaymentState> states, Scope scope) {
        Map<String, Object> parameters = new HashMap<>(VoucherRows.scopeParameters(scope));
        parameters.put("states", states.stream().map(PaymentState::name).toArray(String[]::new));
        return parameters;
    }

    private static MatchPayment payment(ResultSet row, int index) throws SQLException {
        return new MatchPayment(
                Columns.id(row, "id"),
                row.getString("end_to_end_id"),
                PaymentState.valueOf(row.getString("state")),
                Columns.money(row, "amount"),
                IndiaTime.dateOf(Columns.instant(row, "released_at")),
                Columns.id(row, "voucher_id"),
                row.getString("voucher_number"),
                row.getString("application_number"),
                row.getString("employee_number"),
                row.getString("payee_name"),
                row.getString("payee_masked"),
                Columns.id(row, "batch_id"),
                row.getString("batch_number"));
    }
}
