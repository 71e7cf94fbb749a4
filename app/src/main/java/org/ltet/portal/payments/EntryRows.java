package org.ltet.portal.payments;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Ids;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The bank's entries and the payments they name, always many at a time. */
@Repository
class EntryRows {

    /** An entry with what it did. */
    record Judged(
            BankEntry entry,
            String outcome,
            @Nullable UUID paymentId,
            @Nullable OpenItemKind kind) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final Clock clock;

    EntryRows(JdbcClient jdbc, JdbcTemplate template, Clock clock) {
        this.jdbc = jdbc;
        this.template = template;
        this.clock = clock;
    }

    Set<String> known(Collection<String> naturalKeys) {
        return new HashSet<>(jdbc.sql("select natural_key from payments.bank_entry where natural_key = any(:keys)")
                .param("keys", Columns.texts(naturalKeys))
                .query(String.class)
                .list());
    }

    /** The payments with these references, locked. */
    Map<String, LivePayment> lock(Collection<String> endToEndIds) {
        return lockBy("p.end_to_end_id = any(:keys)", Columns.texts(endToEndIds));
    }

    List<LivePayment> lockByIds(Collection<UUID> paymentIds) {
        return List.copyOf(lockBy("p.id = any(:keys)", Columns.ids(paymentIds)).values());
    }

    /** What of a batch is still with the bank. */
    List<LivePayment> lockWithBank(UUID batchId) {
        return List.copyOf(
                lockBy("p.state = 'RELEASED' and p.batch_id = :keys", batchId).values());
    }

    /** Whether one of the lines is the bank's own, and one of the payments goes through the payment gateway. */
    boolean otherWay(Collection<UUID> items, Collection<UUID> paymentIds) {
        return jdbc.sql("""
                select exists (select 1 from payments.open_item o join payments.bank_entry e on e.id = o.entry_id
                        join payments.bank_import i on i.id = e.import_id
                        where o.id = any(:items) and i.source <> 'GATEWAY')
                    and exists (select 1 from payments.payment p join payments.batch b on b.id = p.batch_id
                        where p.id = any(:payments) and b.way = 'GATEWAY')
                """)
                .param("items", Columns.ids(items))
                .param("payments", Columns.ids(paymentIds))
                .query(Boolean.class)
                .single();
    }

    private Map<String, LivePayment> lockBy(String condition, Object keys) {
        Map<String, LivePayment> found = new HashMap<>();
        jdbc.sql("""
                select p.id, p.end_to_end_id, p.state, p.amount, p.bank_reference, p.batch_id, v.id voucher_id,
                    v.state voucher_state, v.number voucher_number, v.application_id, v.application_number,
                    v.scheme_code, v.employee_number, v.member_id,
                    exists (select 1 from payments.open_item o where o.payment_id = p.id and o.kind = 'SECOND_DEBIT')
                        debited_twice,
                    exists (select 1 from payments.payout g where g.payment_id = p.id) through_gateway
                from payments.payment p join payments.voucher v on v.id = p.voucher_id
                where %s order by p.id for update of p, v
                """.formatted(condition)).param("keys", keys).query(row -> {
            LivePayment payment = new LivePayment(
                    Columns.id(row, "id"),
                    row.getString("end_to_end_id"),
                    PaymentState.valueOf(row.getString("state")),
                    Columns.money(row, "amount"),
                    row.getString("bank_reference"),
                    Columns.id(row, "batch_id"),
                    Columns.id(row, "voucher_id"),
                    VoucherState.valueOf(row.getString("voucher_state")),
                    row.getString("voucher_number"),
                    Columns.id(row, "application_id"),
                    row.getString("application_number"),
                    row.getString("scheme_code"),
                    row.getString("employee_number"),
                    Columns.id(row, "member_id"),
                    row.getBoolean("debited_twice"),
                    row.getBoolean("through_gateway"));
            found.put(payment.endToEndId(), payment);
        });
        return found;
    }

    /** References of all payments of a batch after the given one, for a bank that refuses the whole file. */
    List<String> endToEndIds(UUID batchId, @Nullable String after, int limit) {
        return jdbc.sql("""
                select end_to_end_id from payments.payment
                where batch_id = :batch and (:after::text is null or end_to_end_id > :after)
                order by end_to_end_id limit :limit
                """)
                .param("batch", batchId)
                .param("after", after)
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    void insert(UUID importId, List<Judged> judged) {
        var now = Columns.time(clock.instant());
        List<@Nullable Object[]> entries = new ArrayList<>(judged.size());
        List<@Nullable Object[]> items = new ArrayList<>();
        for (Judged one : judged) {
            BankEntry entry = one.entry();
            UUID id = Ids.next();
            entries.add(new @Nullable Object[] {
                id,
                importId,
                entry.line(),
                entry.kind().name(),
                entry.naturalKey(),
                entry.endToEndId(),
                entry.status(),
                entry.amount() == null ? null : entry.amount().amount(),
                entry.currency(),
                entry.reasonCode(),
                entry.reasonText(),
                entry.bankReference(),
                entry.valueDate(),
                entry.remark(),
                one.outcome(),
                one.paymentId()
            });
            if (one.kind() != null) {
                items.add(new @Nullable Object[] {Ids.next(), id, one.kind().name(), one.paymentId(), now});
            }
        }
        template.batchUpdate("""
                insert into payments.bank_entry (id, import_id, line, kind, natural_key, end_to_end_id, status, amount,
                    currency, reason_code, reason_text, bank_reference, value_date, remark, outcome, payment_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, entries);
        if (!items.isEmpty()) {
            template.batchUpdate("""
                    insert into payments.open_item (id, entry_id, kind, payment_id, opened_at) values (?, ?, ?, ?, ?)
                    """, items);
        }
    }
}
