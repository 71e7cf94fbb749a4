package org.ltet.portal.payments.payout;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.ledger.LedgerRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads of payments.payout for people, and what they change of it. */
@Repository
class PayoutRows {

    private static final String FROM = """
            from payments.payout p
            join payments.payment t on t.id = p.payment_id
            join payments.voucher v on v.id = t.voucher_id
            join payments.batch b on b.id = p.batch_id
            """;

    private static final String SELECT = """
            select p.payment_id, p.reference, t.end_to_end_id, t.voucher_id, v.number voucher_number, p.batch_id,
                b.number batch_number, t.payee_name, p.amount, p.state, p.version, p.tries, p.next_at, p.unknown_at,
                p.gateway_id, p.utr, p.last_error, p.planned_at, p.give_up_by, p.give_up_reason
            """ + FROM;

    /** What people settled otherwise waits for nobody: it is found only when it is looked for. */
    private static final String FITS = """
            where (:batch::uuid is null or p.batch_id = :batch)
                and (:batch::uuid is not null or :text::text is not null or p.state not in ('WAITING', 'SENT', 'REFUSED')
                    or exists (select 1 from payments.payment q where q.id = p.payment_id and q.state = 'RELEASED'))
                and (:text::text is null or :text in (p.reference, p.gateway_id, p.utr, t.end_to_end_id, v.number))
            """;

    private final JdbcClient jdbc;

    PayoutRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest first. */
    List<PayoutView> list(PayoutState state, PayoutFilter filter, @Nullable UUID before, int limit) {
        return jdbc.sql(SELECT + FITS + """
                and p.state = :state and (:before::uuid is null or p.payment_id < :before)
                order by p.payment_id desc limit :limit
                """)
                .params(parameters(filter))
                .param("state", state.name())
                .param("before", before)
                .param("limit", limit)
                .query(PayoutRows::view)
                .list();
    }

    Map<PayoutState, Long> counts(PayoutFilter filter) {
        Map<PayoutState, Long> counts = new EnumMap<>(PayoutState.class);
        for (PayoutState state : PayoutState.values()) {
            counts.put(state, 0L);
        }
        jdbc.sql("select p.state, count(*) count " + FROM + FITS + " group by p.state")
                .params(parameters(filter))
                .query((row, index) -> counts.put(PayoutState.valueOf(row.getString("state")), row.getLong("count")))
                .list();
        return counts;
    }

    Optional<PayoutView> find(UUID id) {
        return jdbc.sql(SELECT + "where p.payment_id = :id")
                .param("id", id)
                .query(PayoutRows::view)
                .optional();
    }

    List<PayoutView.Word> words(UUID id) {
        return jdbc.sql("""
                select at, source, said, effect, gateway_id, actor, note from payments.payout_word
                where payment_id = :id order by id limit 200
                """)
                .param("id", id)
                .query((row, index) -> new PayoutView.Word(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("source"),
                        row.getString("said"),
                        row.getString("effect"),
                        row.getString("gateway_id"),
                        row.getString("actor"),
                        row.getString("note")))
                .list();
    }

    /** Looked up and, if it is not there, told again at the next turn of the job: under the same key, in the same words. */
    boolean retry(UUID id, long version, Instant now) {
        return jdbc.sql("""
                update payments.payout set state = 'WAITING', next_at = :now, watched_until = null,
                    version = version + 1
                where payment_id = :id and version = :version and state in ('WAITING', 'REFUSED') and give_up_by is null
                """)
                        .param("id", id)
                        .param("version", version)
                        .param("now", time(now))
                        .update()
                == 1;
    }

    /** From now on it is not told any more; the job gives it up once the gateway says that it does not have it. */
    boolean wantGivenUp(UUID id, long version, String reason, String by, Instant now) {
        return jdbc.sql("""
                update payments.payout set state = 'WAITING', next_at = :now, give_up_by = :by, give_up_reason = :reason,
                    watched_until = null, version = version + 1
                where payment_id = :id and version = :version and state in ('WAITING', 'REFUSED') and give_up_by is null
                """)
                        .param("id", id)
                        .param("version", version)
                        .param("reason", reason)
                        .param("by", by)
                        .param("now", time(now))
                        .update()
                == 1;
    }

    void note(UUID id, String wish, String reason, String by, Instant now) {
        jdbc.sql("""
                insert into payments.payout_word (payment_id, source, said, effect, at, actor, note)
                values (:id, 'PERSON', :wish, 'WAITING', :now, :by, :reason)
                """)
                .param("id", id)
                .param("wish", wish)
                .param("now", time(now))
                .param("by", by)
                .param("reason", reason)
                .update();
    }

    /** What people settled otherwise is looked for some days yet, should it turn up after all. Takes :watch. */
    static final String WATCHED = """
            case when watched_until is null and not exists (
                select 1 from payments.payment t where t.id = payment_id and t.state = 'RELEASED')
            then :watch::timestamptz else watched_until end
            """;

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Map<String, @Nullable Object> parameters(PayoutFilter filter) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("batch", filter.batchId());
        parameters.put("text", filter.text());
        return parameters;
    }

    static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime found = row.getObject(column, OffsetDateTime.class);
        return found == null ? null : found.toInstant();
    }

    private static PayoutView view(ResultSet row, int index) throws SQLException {
        return new PayoutView(
                row.getObject("payment_id", UUID.class),
                row.getString("reference"),
                row.getString("end_to_end_id"),
                row.getObject("voucher_id", UUID.class),
                row.getString("voucher_number"),
                row.getObject("batch_id", UUID.class),
                row.getString("batch_number"),
                row.getString("payee_name"),
                LedgerRows.money(row, "amount"),
                PayoutState.valueOf(row.getString("state")),
                row.getInt("version"),
                row.getInt("tries"),
                moment(row, "next_at"),
                moment(row, "unknown_at"),
                row.getString("gateway_id"),
                row.getString("utr"),
                row.getString("last_error"),
                row.getObject("planned_at", OffsetDateTime.class).toInstant(),
                row.getString("give_up_by"),
                row.getString("give_up_reason"));
    }
}
