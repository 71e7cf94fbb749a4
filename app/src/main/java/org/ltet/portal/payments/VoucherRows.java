package org.ltet.portal.payments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.shared.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads of payments.voucher. */
@Repository
class VoucherRows {

    private static final String SELECT = """
            select v.id, v.number, v.state, v.version, v.application_id, v.application_number, v.scheme_code, v.ic,
                v.region, v.member_id, v.employee_number, v.member_name, v.amount, v.payee_bank_account, v.payee_name,
                v.payee_masked, v.payee_ifsc, v.payee_taken_at, v.payee_current, v.prepared_at, v.verified_by, v.verified_at,
                v.approved_by, v.approved_at, v.batch_id, v.attempts, v.returned_at, v.return_code, v.return_text,
                v.bank_reference, v.paid_on
            from payments.voucher v
            """;
    static final String IN_SCOPE = """
            (cardinality(:ics::text[]) = 0 or v.ic = any(:ics))
            and (cardinality(:regions::text[]) = 0 or v.region = any(:regions))
            and (cardinality(:schemes::text[]) = 0 or v.scheme_code = any(:schemes))
            """;

    private final JdbcClient jdbc;

    VoucherRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<VoucherView> find(UUID id) {
        return jdbc.sql(SELECT + "where v.id = :id")
                .param("id", id)
                .query(VoucherRows::view)
                .optional();
    }

    Optional<VoucherView> lock(UUID id) {
        return jdbc.sql(SELECT + "where v.id = :id for update")
                .param("id", id)
                .query(VoucherRows::view)
                .optional();
    }

    /** In the order of ids, so that two people with overlapping choices wait for each other and never block. */
    List<VoucherView> lockAll(Collection<UUID> ids) {
        return jdbc.sql(SELECT + "where v.id = any(:ids) order by v.id for update")
                .param("ids", Columns.ids(ids))
                .query(VoucherRows::view)
                .list();
    }

    List<VoucherView> all(Collection<UUID> ids) {
        return jdbc.sql(SELECT + "where v.id = any(:ids) order by v.id")
                .param("ids", Columns.ids(ids))
                .query(VoucherRows::view)
                .list();
    }

    List<VoucherView> ofApplication(UUID applicationId) {
        return jdbc.sql(SELECT + "where v.application_id = :id order by v.id")
                .param("id", applicationId)
                .query(VoucherRows::view)
                .list();
    }

    List<VoucherView> page(VoucherFilter filter, Scope scope, @Nullable UUID after, int limit) {
        Where where = where(filter, scope);
        if (after != null) {
            where.and("v.id > :after", "after", after);
        }
        return jdbc.sql(SELECT + where.sql + " order by v.id limit :limit")
                .params(where.parameters)
                .param("limit", limit)
                .query(VoucherRows::view)
                .list();
    }

    List<VoucherView> ofBatch(UUID batchId, Scope scope, @Nullable UUID after, int limit) {
        return jdbc.sql(SELECT + "where v.batch_id = :batch and (:after::uuid is null or v.id > :after) and " + IN_SCOPE
                        + " order by v.id limit :limit")
                .params(scopeParameters(scope))
                .param("batch", batchId)
                .param("after", after)
                .param("limit", limit)
                .query(VoucherRows::view)
                .list();
    }

    Tally tally(VoucherFilter filter, Scope scope) {
        Where where = where(filter, scope);
        return jdbc.sql("select count(*) count, coalesce(sum(v.amount), 0) sum from payments.voucher v " + where.sql)
                .params(where.parameters)
                .query((row, index) -> new Tally(row.getLong("count"), Columns.money(row, "sum")))
                .single();
    }

    /** What waits on the desk; finished piles are not counted, they only grow. */
    Map<WorkList, Tally> waiting(Scope scope) {
        Map<WorkList, Tally> tallies = new EnumMap<>(WorkList.class);
        jdbc.sql("""
                select case when v.state = 'PREPARED' and v.returned_at is not null then 'CAME_BACK'
                        when v.state = 'PREPARED' then 'TO_VERIFY' when v.state = 'VERIFIED' then 'TO_APPROVE'
                        when v.state = 'APPROVED' then 'TO_BATCH' else 'IN_BATCH' end list,
                    count(*) count, sum(v.amount) sum
                from payments.voucher v where v.state in ('PREPARED', 'VERIFIED', 'APPROVED', 'BATCHED') and
                """ + IN_SCOPE + " group by 1").params(scopeParameters(scope)).query(row -> {
            tallies.put(
                    WorkList.valueOf(row.getString("list")),
                    new Tally(row.getLong("count"), Columns.money(row, "sum")));
        });
        return tallies;
    }

    /** Vouchers of a batch after the given one, with the encrypted account for the making of payments. */
    List<Payable> payables(UUID batchId, @Nullable UUID after, int limit) {
        return jdbc.sql("""
                select v.id, v.application_id, v.number, v.attempts, v.amount, v.payee_name, v.payee_account,
                    v.payee_masked, v.returned_at is not null came_back, v.payee_ifsc, v.application_number, v.employee_number, v.member_name,
                    exists (select 1 from payments.voucher a join payments.payment p on p.voucher_id = a.id
                        join payments.unclear_payment u on u.payment_id = p.id
                        where a.application_id = v.application_id) unclear
                from payments.voucher v
                where v.batch_id = :batch and (:after::uuid is null or v.id > :after) order by v.id limit :limit
                """)
                .param("batch", batchId)
                .param("after", after)
                .param("limit", limit)
                .query((row, index) -> new Payable(
                        Columns.id(row, "id"),
                        Columns.id(row, "application_id"),
                        row.getString("number"),
                        row.getInt("attempts"),
                        Columns.money(row, "amount"),
                        row.getString("payee_name"),
                        SealedAccount.of(row, "payee_account"),
                        row.getString("payee_masked"),
                        row.getString("payee_ifsc"),
                        row.getString("application_number"),
                        row.getString("employee_number"),
                        row.getString("member_name"),
                        row.getBoolean("came_back"),
                        row.getBoolean("unclear")))
                .list();
    }

    /** Whether a batch holds a voucher that this scope does not cover. */
    boolean beyondScope(UUID batchId, Scope scope) {
        return jdbc.sql("select exists (select 1 from payments.voucher v where v.batch_id = :batch and not (" + IN_SCOPE
                        + "))")
                .param("batch", batchId)
                .params(scopeParameters(scope))
                .query(Boolean.class)
                .single();
    }

    /** Whether a batch holds, or paid, a voucher that this scope does not cover. */
    boolean everBeyondScope(UUID batchId, Scope scope) {
        return !scope.equals(Scope.EVERYWHERE) && everInBatch(batchId, "not (" + IN_SCOPE + ")", scope);
    }

    /** Whether a batch holds, or paid, a voucher that this scope covers; true of one that never held any. */
    boolean touchesScope(UUID batchId, Scope scope) {
        return everInBatch(batchId, IN_SCOPE, scope) || !everInBatch(batchId, "true", scope);
    }

    private boolean everInBatch(UUID batchId, String condition, Scope scope) {
        return jdbc.sql("select exists (select 1 from payments.voucher v where v.batch_id = :batch and " + condition
                        + ") or exists (select 1 from payments.payment p join payments.voucher v on v.id = p.voucher_id"
                        + " where p.batch_id = :batch and " + condition + ")")
                .param("batch", batchId)
                .params(scopeParameters(scope))
                .query(Boolean.class)
                .single();
    }

    /** Whether a batch holds a voucher of an application of which money may be out, whichever voucher that is of. */
    boolean unclear(UUID batchId) {
        return jdbc.sql("""
                select exists (select 1 from payments.unclear_payment u join payments.payment p on p.id = u.payment_id
                    join payments.voucher a on a.id = p.voucher_id
                    join payments.voucher v on v.application_id = a.application_id
                    where v.batch_id = :batch)
                """).param("batch", batchId).query(Boolean.class).single();
    }

    /** Whether a batch pays this person or one of these members. */
    boolean paysPerson(UUID batchId, String employeeNumber, Collection<UUID> relatives) {
        return jdbc.sql("""
                select exists (select 1 from payments.voucher where batch_id = :batch
                    and (employee_number = :number or member_id = any(:relatives)))
                """)
                .param("batch", batchId)
                .param("number", employeeNumber)
                .param("relatives", Columns.ids(relatives))
                .query(Boolean.class)
                .single();
    }

    /** Numbers of other vouchers, of other members, that pay into the same account. */
    List<String> sameAccountElsewhere(UUID id) {
        return jdbc.sql("""
                select o.number from payments.voucher v join payments.voucher o
                    on o.payee_account_index && v.payee_account_index and o.member_id <> v.member_id
                where v.id = :id order by o.id desc limit 10
                """).param("id", id).query(String.class).list();
    }

    /**
     * A voucher as it goes into a batch.
     *
     * @param unclear the bank's word on an earlier payment of the application still waits for a person
     */
    record Payable(
            UUID id,
            UUID applicationId,
            String number,
            int attempts,
            Money amount,
            String payeeName,
            SealedAccount payeeAccount,
            String payeeMasked,
            String payeeIfsc,
            String applicationNumber,
            String employeeNumber,
            String memberName,
            boolean cameBack,
            boolean unclear) {}

    private static final class Where {
        private String sql = "";
        private final Map<String, Object> parameters = new HashMap<>();

        void and(String condition) {
            sql += (sql.isEmpty() ? "where " : " and ") + condition;
        }

        void and(String condition, String name, @Nullable Object value) {
            if (value != null) {
                and(condition);
                parameters.put(name, value);
            }
        }
    }

    private static Where where(VoucherFilter filter, Scope scope) {
        Where where = new Where();
        where.and(IN_SCOPE);
        where.parameters.putAll(scopeParameters(scope));
        if (filter.list() != null) {
            where.and(filter.list().condition());
        }
        where.and("v.scheme_code = :scheme", "scheme", filter.scheme());
        where.and("v.ic = :ic", "ic", filter.ic());
        where.and(
                "v.amount >= :least",
                "least",
                filter.least() == null ? null : filter.least().amount());
        where.and(
                "v.amount <= :most",
                "most",
                filter.most() == null ? null : filter.most().amount());
        where.and(
                "(v.number = :number or v.application_number = :number or v.employee_number = :number)",
                "number",
                filter.number());
        return where;
    }

    static Map<String, Object> scopeParameters(Scope scope) {
        return Map.of(
                "ics", Columns.texts(scope.ics()),
                "regions", Columns.texts(scope.regions()),
                "schemes", Columns.texts(scope.schemes()));
    }

    private static VoucherView view(ResultSet row, int index) throws SQLException {
        Instant returnedAt = Columns.instantOrNull(row, "returned_at");
        return new VoucherView(
                Columns.id(row, "id"),
                row.getString("number"),
                VoucherState.valueOf(row.getString("state")),
                row.getInt("version"),
                Columns.id(row, "application_id"),
                row.getString("application_number"),
                row.getString("scheme_code"),
                row.getString("ic"),
                row.getString("region"),
                Columns.id(row, "member_id"),
                row.getString("employee_number"),
                row.getString("member_name"),
                Columns.money(row, "amount"),
                new VoucherView.Payee(
                        Columns.id(row, "payee_bank_account"),
                        row.getString("payee_name"),
                        row.getString("payee_masked"),
                        row.getString("payee_ifsc"),
                        Columns.instant(row, "payee_taken_at"),
                        row.getBoolean("payee_current")),
                Columns.instant(row, "prepared_at"),
                signature(row, "verified"),
                signature(row, "approved"),
                Columns.idOrNull(row, "batch_id"),
                row.getInt("attempts"),
                returnedAt == null
                        ? null
                        : new VoucherView.Comeback(
                                returnedAt, row.getString("return_code"), Columns.textOrNull(row, "return_text")),
                Columns.textOrNull(row, "bank_reference"),
                Columns.dateOrNull(row, "paid_on"));
    }

    private static VoucherView.@Nullable Signature signature(ResultSet row, String step) throws SQLException {
        String by = row.getString(step + "_by");
        return by == null ? null : new VoucherView.Signature(by, Columns.instant(row, step + "_at"));
    }
}
