package org.ltet.portal.payments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.shared.Money;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The attempts to pay: reads of payments.payment, and their making and release with a batch. */
@Repository
class PaymentRows {

    private static final String SELECT = """
            select id, voucher_id, batch_id, attempt, end_to_end_id, state, amount, payee_name, payee_masked, payee_ifsc,
                released_at, settled_at, bank_reference, value_date, reason_code, reason_text
            from payments.payment
            """;

    /** A payment about to be created for a voucher of a batch that is being frozen. */
    record New(UUID id, UUID voucherId, int attempt, String endToEndId, Money amount, VoucherRows.Payable payee) {}

    /** A created payment as it goes into the bank file. */
    record Outgoing(
            UUID id,
            UUID voucherId,
            String endToEndId,
            Money amount,
            String payeeName,
            SealedAccount payeeAccount,
            String payeeIfsc,
            String applicationNumber) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final Clock clock;

    PaymentRows(JdbcClient jdbc, JdbcTemplate template, Clock clock) {
        this.jdbc = jdbc;
        this.template = template;
        this.clock = clock;
    }

    List<PaymentView> ofVoucher(UUID voucherId) {
        return jdbc.sql(SELECT + "where voucher_id = :id order by attempt")
                .param("id", voucherId)
                .query(PaymentRows::view)
                .list();
    }

    List<PaymentView> ofBatch(UUID batchId, Scope scope, @Nullable UUID after, int limit) {
        return jdbc.sql(SELECT + """
                where batch_id = :batch and (:after::uuid is null or id > :after) and exists (
                    select 1 from payments.voucher v where v.id = voucher_id and
                """ + VoucherRows.IN_SCOPE + ") order by id limit :limit")
                .params(VoucherRows.scopeParameters(scope))
                .param("batch", batchId)
                .param("after", after)
                .param("limit", limit)
                .query(PaymentRows::view)
                .list();
    }

    void create(UUID batchId, Collection<New> payments) {
        var now = Columns.time(clock.instant());
        List<Object[]> rows = new ArrayList<>(payments.size());
        for (New payment : payments) {
            rows.add(new Object[] {
                payment.id(),
                payment.voucherId(),
                batchId,
                payment.attempt(),
                payment.endToEndId(),
                payment.amount().amount(),
                payment.payee().payeeName(),
                payment.payee().payeeAccount().bytes(),
                payment.payee().payeeMasked(),
                payment.payee().payeeIfsc(),
                now
            });
        }
        template.batchUpdate("""
                insert into payments.payment (id, voucher_id, batch_id, attempt, end_to_end_id, amount, payee_name,
                    payee_account, payee_masked, payee_ifsc, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, rows);
    }

    /** Takes back what was created at freezing: nothing of it has left the house. */
    void withdraw(UUID batchId) {
        jdbc.sql("delete from payments.payment where batch_id = :batch and state = 'CREATED'")
                .param("batch", batchId)
                .update();
    }

    Tally created(UUID batchId) {
        return jdbc.sql("""
                select count(*) count, coalesce(sum(amount), 0) sum from payments.payment
                where batch_id = :batch and state = 'CREATED'
                """)
                .param("batch", batchId)
                .query((row, index) -> new Tally(row.getLong("count"), Columns.money(row, "sum")))
                .single();
    }

    List<Outgoing> outgoing(UUID batchId, @Nullable UUID after, int limit) {
        return jdbc.sql("""
                select p.id, p.voucher_id, p.end_to_end_id, p.amount, p.payee_name, p.payee_account, p.payee_ifsc,
                    v.application_number
                from payments.payment p join payments.voucher v on v.id = p.voucher_id
                where p.batch_id = :batch and p.state = 'CREATED' and (:after::uuid is null or p.id > :after)
                order by p.id limit :limit
                """)
                .param("batch", batchId)
                .param("after", after)
                .param("limit", limit)
                .query((row, index) -> new Outgoing(
                        Columns.id(row, "id"),
                        Columns.id(row, "voucher_id"),
                        row.getString("end_to_end_id"),
                        Columns.money(row, "amount"),
                        row.getString("payee_name"),
                        SealedAccount.of(row, "payee_account"),
                        row.getString("payee_ifsc"),
                        row.getString("application_number")))
                .list();
    }

    /** Keeps who signed for this attempt. The batch must be RELEASED already: the database lets no payment go ahead of its batch. */
    int release(UUID batchId) {
        var now = Columns.time(clock.instant());
        jdbc.sql("""
                update payments.voucher v set attempts = p.attempt
                from payments.payment p where p.voucher_id = v.id and p.batch_id = :batch and p.state = 'CREATED'
                """).param("batch", batchId).update();
        return jdbc.sql("""
                update payments.payment p set state = 'RELEASED', released_at = :now, verified_by = v.verified_by,
                    verified_at = v.verified_at, approved_by = v.approved_by, approved_at = v.approved_at
                from payments.voucher v where v.id = p.voucher_id and p.batch_id = :batch and p.state = 'CREATED'
                """).param("batch", batchId).param("now", now).update();
    }

    private static PaymentView view(ResultSet row, int index) throws SQLException {
        return new PaymentView(
                Columns.id(row, "id"),
                Columns.id(row, "voucher_id"),
                Columns.id(row, "batch_id"),
                row.getInt("attempt"),
                row.getString("end_to_end_id"),
                PaymentState.valueOf(row.getString("state")),
                Columns.money(row, "amount"),
                row.getString("payee_name"),
                row.getString("payee_masked"),
                row.getString("payee_ifsc"),
                Columns.instantOrNull(row, "released_at"),
                Columns.instantOrNull(row, "settled_at"),
                Columns.textOrNull(row, "bank_reference"),
                Columns.dateOrNull(row, "value_date"),
                Columns.textOrNull(row, "reason_code"),
                Columns.textOrNull(row, "reason_text"));
    }
}
