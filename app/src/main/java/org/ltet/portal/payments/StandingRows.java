package org.ltet.portal.payments;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads what lies beside vouchers. Who decides by it holds the lock of reconciliation or of the vouchers, and reads
 * after having it: what was read together with a lock may be older than the lock.
 */
@Repository
class StandingRows {

    private final JdbcClient jdbc;

    StandingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * By voucher.
     *
     * @param relatives the members to whom the person who acts is related
     */
    Map<UUID, VoucherStanding> of(Collection<VoucherView> vouchers, Set<UUID> relatives) {
        Map<UUID, VoucherStanding> standings = new HashMap<>();
        jdbc.sql("""
                select v.id, v.member_id,
                    exists (select 1 from payments.voucher a join payments.payment p on p.voucher_id = a.id
                        join payments.unclear_payment u on u.payment_id = p.id
                        where a.application_id = v.application_id) open_item,
                    exists (select 1 from payments.voucher a join payments.payment p on p.voucher_id = a.id
                        where a.application_id = v.application_id and p.state in ('RELEASED', 'PAID')) payment_out,
                    coalesce((select b.state <> 'OPEN' from payments.batch b where b.id = v.batch_id), false) frozen
                from payments.voucher v where v.id = any(:ids)
                """)
                .param("ids", Columns.ids(vouchers.stream().map(VoucherView::id).toList()))
                .query(row -> {
                    standings.put(
                            Columns.id(row, "id"),
                            new VoucherStanding(
                                    row.getBoolean("open_item"),
                                    row.getBoolean("payment_out"),
                                    row.getBoolean("frozen"),
                                    relatives.contains(Columns.id(row, "member_id"))));
                });
        return standings;
    }
}
