package org.ltet.portal.payments.posting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
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

/** What people see of payments.posting, and have told again. */
@Repository
class PostingRows {

    private static final String SELECT = """
            select p.id, p.number, p.reference, p.kind, p.debit, p.credit, p.amount, p.day, p.state, p.version, p.tries,
                p.next_try_at, p.company_code, p.document_number, p.fiscal_year, p.posted_at, p.last_error, p.unknown_at,
                p.post_on, p.batch_id, t.voucher_id, coalesce(b.number, t.end_to_end_id) subject, o.reference reversed,
                d.day proposed_day, d.reason proposed_reason, d.proposed_by, d.proposed_at
            from payments.posting p
            left join payments.batch b on b.id = p.batch_id
            left join payments.payment t on t.id = p.payment_id
            left join payments.posting o on o.id = p.reverses
            left join payments.posting_date d on d.posting_id = p.id and d.state = 'PROPOSED'
            """;

    private static final String WANTED = """
            p.state = :state and (:kind::text is null or p.kind = :kind) and (:from::date is null or p.day >= :from)
                and (:until::date is null or p.day <= :until)
            """;

    private final JdbcClient jdbc;

    PostingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest first. */
    List<PostingView> list(PostingFilter filter, @Nullable Long before, int limit) {
        return jdbc.sql(SELECT + "where " + WANTED
                        + " and (:before::bigint is null or p.number < :before) order by p.number desc limit :limit")
                .params(parameters(filter))
                .param("before", before)
                .param("limit", limit)
                .query(PostingRows::view)
                .list();
    }

    /** What is posted is nearly all: it is the rest, and no row of it is read. */
    Map<PostingState, Long> counts() {
        return jdbc.sql("""
                select (select count(*) from payments.posting) total,
                    (select count(*) from payments.posting where state = 'WAITING') waiting,
                    (select count(*) from payments.posting where state = 'FAILED') failed
                """)
                .query((row, index) -> {
                    long waiting = row.getLong("waiting");
                    long failed = row.getLong("failed");
                    return new EnumMap<>(Map.of(
                            PostingState.WAITING,
                            waiting,
                            PostingState.FAILED,
                            failed,
                            PostingState.POSTED,
                            row.getLong("total") - waiting - failed));
                })
                .single();
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

    /** Likewise the oldest of many; what another is changing is left to that one. Answers which. */
    List<UUID> retry(PostingFilter filter, int most, Instant now) {
        return jdbc.sql("with wanted as (select p.id from payments.posting p where " + WANTED + """
                    order by p.number limit :most for update of p skip locked
                )
                update payments.posting p set next_try_at = :now, version = version + 1,
                    told = case p.state when 'FAILED' then null else p.told end, state = 'WAITING'
                from wanted w where p.id = w.id and p.state <> 'POSTED' returning p.id
                """)
                .params(parameters(filter))
                .param("most", most)
                .param("now", time(now))
                .query(UUID.class)
                .list();
    }

    /** As {@link #retry(UUID, long, Instant)}, on another date; only what was refused. */
    boolean moveTo(UUID id, LocalDate day, Instant now) {
        return jdbc.sql("""
                update payments.posting set post_on = :day, told = null, state = 'WAITING', next_try_at = :now,
                    version = version + 1
                where id = :id and state = 'FAILED'
                """)
                        .param("id", id)
                        .param("day", day)
                        .param("now", time(now))
                        .update()
                == 1;
    }

    /** A change beside it: who looked at it before has to look again. Answers whether it was as that person saw it. */
    boolean touch(UUID id, long version) {
        return jdbc.sql("update payments.posting set version = version + 1 where id = :id and version = :version"
                                + " and state <> 'POSTED'")
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Map<String, @Nullable Object> parameters(PostingFilter filter) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("state", filter.state().name());
        parameters.put("kind", filter.kind() == null ? null : filter.kind().name());
        parameters.put("from", filter.from());
        parameters.put("until", filter.until());
        return parameters;
    }

    private static PostingView view(ResultSet row, int index) throws SQLException {
        LocalDate proposed = row.getObject("proposed_day", LocalDate.class);
        return new PostingView(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                row.getString("reference"),
                row.getString("kind"),
                row.getString("debit"),
                row.getString("credit"),
                LedgerRows.money(row, "amount"),
                row.getObject("day", LocalDate.class),
                row.getString("subject"),
                row.getObject("batch_id", UUID.class),
                row.getObject("voucher_id", UUID.class),
                row.getString("reversed"),
                PostingState.valueOf(row.getString("state")),
                row.getInt("version"),
                row.getInt("tries"),
                row.getObject("next_try_at", OffsetDateTime.class).toInstant(),
                row.getString("company_code"),
                row.getString("document_number"),
                row.getObject("fiscal_year", Integer.class),
                instant(row, "posted_at"),
                row.getString("last_error"),
                instant(row, "unknown_at"),
                row.getObject("post_on", LocalDate.class),
                proposed == null
                        ? null
                        : new PostingView.Proposal(
                                proposed,
                                row.getString("proposed_reason"),
                                row.getString("proposed_by"),
                                row.getObject("proposed_at", OffsetDateTime.class)
                                        .toInstant()));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
