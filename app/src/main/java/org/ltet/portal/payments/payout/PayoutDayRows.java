package org.ltet.portal.payments.payout;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.ltet.portal.payments.ledger.LedgerRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was found when the days were compared with the gateway: payments.payout_day. */
@Repository
class PayoutDayRows {

    private static final int SHOWN = 31;

    /** A payout that the portal holds as paid. */
    record Held(String gatewayId, BigDecimal amount) {}

    private final JdbcClient jdbc;

    PayoutDayRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean anyBefore(Instant time) {
        return jdbc.sql("select exists (select 1 from payments.payout where sent_at < :time)")
                .param("time", PayoutRows.time(time))
                .query(Boolean.class)
                .single();
    }

    /** Those with these numbers, and those told to this place and heard of in this time. */
    List<Held> paid(String place, Collection<String> gatewayIds, Instant from, Instant until) {
        return jdbc.sql("""
                select gateway_id, amount from payments.payout
                where state = 'PROCESSED' and (gateway_id = any(:ids)
                    or (sent_at >= :from and sent_at < :until and coalesce(told_to, :place) = :place))
                """)
                .param("place", place)
                .param("ids", gatewayIds.toArray(String[]::new))
                .param("from", PayoutRows.time(from))
                .param("until", PayoutRows.time(until))
                .query((row, index) -> new Held(row.getString("gateway_id"), row.getBigDecimal("amount")))
                .list();
    }

    /** Where payouts of another place were heard of, what was found before stands: this one knows nothing of them. */
    void keep(PayoutDay day, String place, Instant from, Instant until) {
        jdbc.sql("""
                insert into payments.payout_day (day, told, told_amount, held, held_amount, differ, examples, asked_at)
                values (:day, :told, :toldAmount, :held, :heldAmount, :differ, :examples, :at)
                on conflict (day) do update set told = excluded.told, told_amount = excluded.told_amount,
                    held = excluded.held, held_amount = excluded.held_amount, differ = excluded.differ,
                    examples = excluded.examples, asked_at = excluded.asked_at
                where not exists (select 1 from payments.payout
                    where told_to <> :place and sent_at >= :from and sent_at < :until)
                """)
                .param("place", place)
                .param("from", PayoutRows.time(from))
                .param("until", PayoutRows.time(until))
                .param("day", day.day())
                .param("told", day.told())
                .param("toldAmount", day.toldAmount().amount())
                .param("held", day.held())
                .param("heldAmount", day.heldAmount().amount())
                .param("differ", day.differ())
                .param("examples", day.examples())
                .param("at", PayoutRows.time(day.at()))
                .update();
    }

    /** The newest first, without those on which nothing was paid. */
    List<PayoutDay> days() {
        return jdbc.sql("""
                select day, told, told_amount, held, held_amount, differ, examples, asked_at from payments.payout_day
                where told > 0 or held > 0 order by day desc limit :limit
                """)
                .param("limit", SHOWN)
                .query((row, index) -> new PayoutDay(
                        row.getObject("day", LocalDate.class),
                        row.getInt("told"),
                        LedgerRows.money(row, "told_amount"),
                        row.getInt("held"),
                        LedgerRows.money(row, "held_amount"),
                        row.getInt("differ"),
                        row.getString("examples"),
                        Objects.requireNonNull(PayoutRows.moment(row, "asked_at"))))
                .list();
    }
}
