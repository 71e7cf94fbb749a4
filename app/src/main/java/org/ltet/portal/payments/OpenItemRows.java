package org.ltet.portal.payments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What waits for a person after reconciliation: payments.open_item. */
@Repository
class OpenItemRows {

    private static final String SELECT = """
            select o.id, o.kind, o.version, o.state, o.opened_at, i.file_name, e.kind entry_kind, e.end_to_end_id,
                e.amount, e.currency, e.reason_code, e.reason_text, e.bank_reference, e.value_date, e.remark, o.payment_id,
                p.state payment_state, v.state voucher_state, p.amount expected, p.voucher_id, v.number voucher_number, o.resolution, o.note,
                o.settled_by, o.settled_at, m.proposed_by
            from payments.open_item o join payments.bank_entry e on e.id = o.entry_id
            join payments.bank_import i on i.id = e.import_id
            left join payments.payment p on p.id = o.payment_id
            left join payments.voucher v on v.id = p.voucher_id
            left join payments.proposal_line l on l.item_id = o.id and l.open
            left join payments.match_proposal m on m.id = l.proposal_id
            """;

    /** What is about no payment that we know is for those who see everything. */
    private static final String SEEN = "(:everywhere or (v.id is not null and " + VoucherRows.IN_SCOPE + "))";

    private final JdbcClient jdbc;
    private final Clock clock;

    OpenItemRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<OpenItemView> find(UUID id) {
        return jdbc.sql(SELECT + "where o.id = :id")
                .param("id", id)
                .query(OpenItemRows::view)
                .optional();
    }

    /** Locks those that exist, always in the same order. */
    int lock(Collection<UUID> ids) {
        return jdbc.sql("select id from payments.open_item where id = any(:ids) order by id for update")
                .param("ids", Columns.ids(ids))
                .query(UUID.class)
                .list()
                .size();
    }

    List<OpenItemView> page(ItemList list, Scope scope, @Nullable UUID after, int limit) {
        return jdbc.sql(SELECT + "where o.state = :state and (not :proposed or m.id is not null)"
                        + " and (:after::uuid is null or o.id > :after) and " + SEEN + " order by o.id limit :limit")
                .params(seenBy(scope))
                .param("state", list == ItemList.SETTLED ? "SETTLED" : "OPEN")
                .param("proposed", list == ItemList.PROPOSED)
                .param("after", after)
                .param("limit", limit)
                .query(OpenItemRows::view)
                .list();
    }

    /** Of every payment of the application, whichever voucher it was for; the newest first. */
    List<OpenItemView> ofApplication(UUID applicationId) {
        return jdbc.sql(SELECT + "where v.application_id = :application order by o.id desc limit 50")
                .param("application", applicationId)
                .query(OpenItemRows::view)
                .list();
    }

    long countOpen(Scope scope) {
        return jdbc.sql("""
                select count(*) from payments.open_item o left join payments.payment p on p.id = o.payment_id
                left join payments.voucher v on v.id = p.voucher_id where o.state = 'OPEN' and
                """ + SEEN).params(seenBy(scope)).query(Long.class).single();
    }

    private static Map<String, Object> seenBy(Scope scope) {
        Map<String, Object> parameters = new HashMap<>(VoucherRows.scopeParameters(scope));
        parameters.put("everywhere", scope.equals(Scope.EVERYWHERE));
        return parameters;
    }

    /** A change beside the item: who looked at it before has to look again. */
    void touch(Collection<UUID> ids) {
        jdbc.sql("update payments.open_item set version = version + 1 where id = any(:ids)")
                .param("ids", Columns.ids(ids))
                .update();
    }

    void settle(UUID id, Resolution resolution, @Nullable UUID paymentId, String note, String by) {
        jdbc.sql("""
                update payments.open_item set state = 'SETTLED', resolution = :resolution,
                    payment_id = coalesce(:payment, payment_id), note = :note, settled_by = :by, settled_at = :now,
                    version = version + 1
                where id = :id
                """)
                .param("id", id)
                .param("resolution", resolution.name())
                .param("payment", paymentId)
                .param("note", note)
                .param("by", by)
                .param("now", Columns.time(clock.instant()))
                .update();
    }

    private static OpenItemView view(ResultSet row, int index) throws SQLException {
        String state = row.getString("payment_state");
        String resolution = row.getString("resolution");
        String voucherState = row.getString("voucher_state");
        return new OpenItemView(
                Columns.id(row, "id"),
                OpenItemKind.valueOf(row.getString("kind")),
                row.getInt("version"),
                row.getString("state").equals("OPEN"),
                Columns.instant(row, "opened_at"),
                row.getString("file_name"),
                row.getString("entry_kind"),
                Columns.textOrNull(row, "end_to_end_id"),
                Columns.moneyOrNull(row, "amount"),
                Columns.textOrNull(row, "currency"),
                Columns.textOrNull(row, "reason_code"),
                Columns.textOrNull(row, "reason_text"),
                Columns.textOrNull(row, "bank_reference"),
                Columns.dateOrNull(row, "value_date"),
                Columns.textOrNull(row, "remark"),
                Columns.idOrNull(row, "payment_id"),
                state == null ? null : PaymentState.valueOf(state),
                voucherState == null ? null : VoucherState.valueOf(voucherState),
                Columns.moneyOrNull(row, "expected"),
                Columns.idOrNull(row, "voucher_id"),
                Columns.textOrNull(row, "voucher_number"),
                resolution == null ? null : Resolution.valueOf(resolution),
                Columns.textOrNull(row, "note"),
                Columns.textOrNull(row, "settled_by"),
                Columns.instantOrNull(row, "settled_at"),
                Columns.textOrNull(row, "proposed_by"));
    }
}
