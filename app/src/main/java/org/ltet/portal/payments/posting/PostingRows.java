package org.ltet.portal.payments.posting;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.ledger.LedgerRows;
import org.ltet.portal.shared.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads of payments.posting and payments.posting_day for people. */
@Repository
class PostingRows {

    private static final String SELECT = """
            select p.id, p.number, p.kind, p.debit, p.credit, p.amount, p.day, p.state, p.version, p.tries, p.next_try_at,
                p.document_number, p.fiscal_year, p.posted_at, p.last_error, p.batch_id, t.voucher_id,
                coalesce(b.number, t.end_to_end_id) subject, o.number reversed
            from payments.posting p
            left join payments.batch b on b.id = p.batch_id
            left join payments.payment t on t.id = p.payment_id
            left join payments.posting o on o.id = p.reverses
            """;

    private final JdbcClient jdbc;

    PostingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest first. */
    List<PostingView> list(PostingState state, @Nullable Long before, int limit) {
        return jdbc.sql(SELECT + """
                where p.state = :state and (:before::bigint is null or p.number < :before)
                order by p.number desc limit :limit
                """)
                .param("state", state.name())
                .param("before", before)
                .param("limit", limit)
                .query(PostingRows::view)
                .list();
    }

    Map<PostingState, Long> counts() {
        Map<PostingState, Long> counts = new EnumMap<>(PostingState.class);
        for (PostingState state : PostingState.values()) {
            counts.put(state, 0L);
        }
        jdbc.sql("select state, count(*) count from payments.posting group by state")
                .query((row, index) -> counts.put(PostingState.valueOf(row.getString("state")), row.getLong("count")))
                .list();
        return counts;
    }

    Optional<PostingView> find(UUID id) {
        return jdbc.sql(SELECT + "where p.id = :id")
                .param("id", id)
                .query(PostingRows::view)
                .optional();
    }

    /** Told again now; in other words, where it was refused. Answers whether there was anything to tell. */
    boolean retry(UUID id, long version, Instant now) {
        return jdbc.sql("""
                update payments.posting set next_try_at = :now, version = version + 1,
                    told = case state when 'FAILED' then null else told end, state = 'WAITING'
                where id = :id and version = :version and state <> 'POSTED'
                """)
                        .param("id", id)
                        .param("version", version)
                        .param("now", time(now))
                        .update()
                == 1;
    }

    /** Since when postings are planned; none where the accounting system was never set up. */
    Optional<LocalDate> start() {
        return jdbc.sql("select day from payments.posting_start")
                .query(LocalDate.class)
                .optional();
    }

    /** The newest first. */
    List<PostingDay> days(@Nullable LocalDate before, int limit) {
        return jdbc.sql("""
                with start as (select after_entry, day from payments.posting_start), shown as (
                    select d.day from start s cross join lateral (
                        (select distinct p.day from payments.posting p where p.day < coalesce(:before, 'infinity'::date)
                            order by p.day desc limit :limit)
                        union
                        (select c.day from payments.posting_day c where c.day < coalesce(:before, 'infinity'::date)
                            order by c.day desc limit :limit)) d
                    order by d.day desc limit :limit
                )
                select n.day, p.documents, p.unposted, p.turnover, e.paid, c.documents held_documents,
                    c.turnover held_turnover, c.bank held_paid, c.asked_at
                from shown n
                cross join lateral (select count(*) documents, count(*) filter (where state <> 'POSTED') unposted,
                    coalesce(sum(amount), 0) turnover from payments.posting where day = n.day) p
                cross join lateral (select coalesce(sum(case when l.credit = 'BANK' then l.amount
                        when l.debit = 'BANK' then - l.amount else 0 end), 0) paid
                    from payments.ledger_entry l where l.day = n.day and l.id > (select after_entry from start)) e
                left join payments.posting_day c on c.day = n.day
                order by n.day desc
                """)
                .param("before", before)
                .param("limit", limit)
                .query(PostingRows::day)
                .list();
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static PostingView view(ResultSet row, int index) throws SQLException {
        OffsetDateTime posted = row.getObject("posted_at", OffsetDateTime.class);
        BigDecimal reversed = row.getBigDecimal("reversed");
        return new PostingView(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                PostingView.reference(row.getLong("number")),
                row.getString("kind"),
                row.getString("debit"),
                row.getString("credit"),
                LedgerRows.money(row, "amount"),
                row.getObject("day", LocalDate.class),
                row.getString("subject"),
                row.getObject("batch_id", UUID.class),
                row.getObject("voucher_id", UUID.class),
                reversed == null ? null : PostingView.reference(reversed.longValueExact()),
                PostingState.valueOf(row.getString("state")),
                row.getInt("version"),
                row.getInt("tries"),
                row.getObject("next_try_at", OffsetDateTime.class).toInstant(),
                row.getString("document_number"),
                row.getObject("fiscal_year", Integer.class),
                posted == null ? null : posted.toInstant(),
                row.getString("last_error"));
    }

    private static PostingDay day(ResultSet row, int index) throws SQLException {
        OffsetDateTime asked = row.getObject("asked_at", OffsetDateTime.class);
        return new PostingDay(
                row.getObject("day", LocalDate.class),
                row.getInt("documents"),
                row.getInt("unposted"),
                LedgerRows.money(row, "turnover"),
                LedgerRows.money(row, "paid"),
                asked == null
                        ? null
                        : new PostingDay.Held(
                                row.getInt("held_documents"),
                                Money.of(row.getBigDecimal("held_turnover")),
                                Money.of(row.getBigDecimal("held_paid")),
                                asked.toInstant()));
    }
}
