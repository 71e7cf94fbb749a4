package org.ltet.portal.payments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.shared.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads and writes of payments.batch. */
@Repository
class BatchRows {

    private static final String SELECT = """
            select b.id, b.number, b.title, b.way, b.state, b.version, b.created_by, b.created_at, b.frozen_by, b.frozen_at,
                b.execution_date, b.approved_by, b.approved_at, b.released_by, b.released_at,
                coalesce(b.payment_count, (select count(*) from payments.voucher v where v.batch_id = b.id)) count,
                coalesce(b.control_sum,
                    (select coalesce(sum(v.amount), 0) from payments.voucher v where v.batch_id = b.id)) sum
            from payments.batch b
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    BatchRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<BatchView> find(UUID id) {
        return jdbc.sql(SELECT + "where b.id = :id")
                .param("id", id)
                .query(BatchRows::view)
                .optional();
    }

    /** Everybody who changes a batch or what is in it passes this lock first. */
    Optional<BatchView> lock(UUID id) {
        return jdbc.sql("select id from payments.batch where id = :id for update")
                .param("id", id)
                .query(UUID.class)
                .optional()
                .flatMap(this::find);
    }

    /** Those that hold, or paid, something within the scope, and those that are empty yet; the newest first. */
    List<BatchView> page(@Nullable BatchState state, Scope scope, @Nullable UUID before, int limit) {
        return jdbc.sql(SELECT + """
                where (:state::text is null or b.state = :state) and (:before::uuid is null or b.id < :before)
                    and (:everywhere or exists (select 1 from payments.voucher v where v.batch_id = b.id and %1$s)
                        or exists (select 1 from payments.payment p join payments.voucher v on v.id = p.voucher_id
                            where p.batch_id = b.id and %1$s)
                        or (b.state = 'OPEN' and not exists (select 1 from payments.voucher v where v.batch_id = b.id)))
                order by b.id desc limit :limit
                """.formatted(VoucherRows.IN_SCOPE))
                .params(VoucherRows.scopeParameters(scope))
                .param("everywhere", scope.equals(Scope.EVERYWHERE))
                .param("state", state == null ? null : state.name())
                .param("before", before)
                .param("limit", limit)
                .query(BatchRows::view)
                .list();
    }

    void insert(UUID id, String number, String title, PayWay way, String createdBy) {
        jdbc.sql("""
                insert into payments.batch (id, number, title, way, created_by, created_at)
                values (:id, :number, :title, :way, :by, :now)
                """)
                .param("id", id)
                .param("number", number)
                .param("title", title)
                .param("way", way.name())
                .param("by", createdBy)
                .param("now", Columns.time(clock.instant()))
                .update();
    }

    /** The batch's content changed: whoever looked at it before has to look again. */
    void touch(UUID id) {
        jdbc.sql("update payments.batch set version = version + 1 where id = :id")
                .param("id", id)
                .update();
    }

    /** @param layout of the NEFT text; none where there will be no bank file */
    void freeze(UUID id, Tally totals, LocalDate executionDate, @Nullable UUID layout, String by) {
        jdbc.sql("""
                update payments.batch set state = 'FROZEN', payment_count = :count, control_sum = :sum,
                    execution_date = :date, neft_layout_id = :layout, frozen_by = :by, frozen_at = :now,
                    version = version + 1
                where id = :id
                """)
                .param("id", id)
                .param("layout", layout)
                .param("count", totals.count())
                .param("sum", totals.sum().amount())
                .param("date", executionDate)
                .param("by", by)
                .param("now", Columns.time(clock.instant()))
                .update();
    }

    void open(UUID id) {
        jdbc.sql("""
                update payments.batch set state = 'OPEN', payment_count = null, control_sum = null,
                    execution_date = null, frozen_by = null, frozen_at = null, approved_by = null, approved_at = null,
                    version = version + 1
                where id = :id
                """).param("id", id).update();
    }

    void approve(UUID id, String by) {
        sign(id, "state = 'APPROVED', approved_by = :by, approved_at = :now", by);
    }

    void release(UUID id, String by) {
        sign(id, "state = 'RELEASED', released_by = :by, released_at = :now", by);
    }

    private void sign(UUID id, String change, String by) {
        jdbc.sql("update payments.batch set " + change + ", version = version + 1 where id = :id")
                .param("id", id)
                .param("by", by)
                .param("now", Columns.time(clock.instant()))
                .update();
    }

    /** What of a released batch the bank has not answered, or a person has not settled. */
    long unsettled(UUID id) {
        return jdbc.sql("""
                select (select count(*) from payments.payment where batch_id = :id and state = 'RELEASED')
                    + (select count(*) from payments.open_item o join payments.payment p on p.id = o.payment_id
                        where p.batch_id = :id and o.state = 'OPEN')
                """).param("id", id).query(Long.class).single();
    }

    void reconcile(UUID id, BatchState state) {
        jdbc.sql("update payments.batch set state = :state, version = version + 1 where id = :id")
                .param("id", id)
                .param("state", state.name())
                .update();
    }

    private static BatchView view(ResultSet row, int index) throws SQLException {
        return new BatchView(
                Columns.id(row, "id"),
                row.getString("number"),
                row.getString("title"),
                PayWay.valueOf(row.getString("way")),
                BatchState.valueOf(row.getString("state")),
                row.getInt("version"),
                new Tally(row.getLong("count"), Money.of(row.getBigDecimal("sum"))),
                row.getString("created_by"),
                Columns.instant(row, "created_at"),
                signature(row, "frozen"),
                Columns.dateOrNull(row, "execution_date"),
                signature(row, "approved"),
                signature(row, "released"));
    }

    private static VoucherView.@Nullable Signature signature(ResultSet row, String step) throws SQLException {
        String by = row.getString(step + "_by");
        return by == null ? null : new VoucherView.Signature(by, Columns.instant(row, step + "_at"));
    }
}
