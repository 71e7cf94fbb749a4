package org.ltet.portal.payments.posting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.spi.AccountingSystem.Account;
import org.ltet.portal.payments.spi.AccountingSystem.DocumentId;
import org.ltet.portal.payments.spi.AccountingSystem.Original;
import org.ltet.portal.payments.spi.AccountingSystem.Part;
import org.ltet.portal.shared.Audited;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The steps of the job, each in a transaction of its own that waits for no lock for long: take what is due, keep its words,
 * note what became of it. Between them nothing of the database is held. What is taken is another's after a while, should
 * its taker be gone.
 */
@Repository
class PostingWork {

    static final Duration LEASE = Duration.ofMinutes(5);

    private static final String LOCK_TIMEOUT = "3s";
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
    private static final int DOUBLINGS = 8;
    private static final int LONGEST_ERROR = 300;

    /**
     * A posting to tell now.
     *
     * @param subject number of the batch, or our reference of the payment
     * @param day on which it is to stand in the books
     * @param told the words that were kept for it; none before its first try, and after a refusal
     * @param reverses the document to reverse; none for a journal
     */
    record Due(
            UUID id,
            UUID claim,
            String kind,
            String cause,
            String reference,
            String subject,
            LocalDate day,
            Account debit,
            Account credit,
            int tries,
            @Nullable String told,
            @Nullable Original reverses) {

        /** The same for the same cause for ever: by it the other side knows what it has done already. */
        String key() {
            return kind + "/" + cause;
        }

        /** Whether the other side may have heard of it. */
        boolean heardOf() {
            return told != null || tries > 0;
        }
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PostingWork(JdbcClient jdbc, TransactionTemplate transactions, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /** What is due longest, taken by this caller. */
    Optional<Due> take() {
        UUID claim = UUID.randomUUID();
        Instant now = clock.instant();
        return step(() -> jdbc.sql("""
                with due as (
                    select p.id from payments.posting p
                    where p.state = 'WAITING' and p.next_try_at <= :now
                        and (p.claimed_until is null or p.claimed_until < :now)
                        and (p.reverses is null or exists (select 1 from payments.posting o
                            where o.id = p.reverses and o.state = 'POSTED'))
                    order by p.next_try_at, p.number limit 1 for update of p skip locked
                ), taken as (
                    update payments.posting p set claim = :claim, claimed_until = :until
                    from due where p.id = due.id
                    returning p.id, p.kind, p.cause, p.reference, coalesce(p.post_on, p.day) as day, p.debit, p.credit,
                        p.tries, p.told, p.batch_id, p.payment_id, p.reverses
                )
                select t.id, t.kind, t.cause, t.reference, t.day, t.debit, t.credit, t.tries, t.told,
                    coalesce(b.number, y.end_to_end_id) subject, o.company_code, o.fiscal_year, o.document_number,
                    o.told original
                from taken t
                left join payments.batch b on b.id = t.batch_id
                left join payments.payment y on y.id = t.payment_id
                left join payments.posting o on o.id = t.reverses
                """)
                .param("now", PostingRows.time(now))
                .param("until", PostingRows.time(now.plus(LEASE)))
                .param("claim", claim)
                .query((row, index) -> due(row, claim))
                .optional());
    }

    /** The amounts of its funds. */
    List<Part> parts(Due due) {
        return jdbc.sql("""
                select f.scheme_code, f.ic, sum(i.amount) amount
                from payments.posting_item i join payments.fund f on f.id = i.fund_id
                where i.posting_id = :id group by f.scheme_code, f.ic order by f.scheme_code, f.ic
                """)
                .param("id", due.id())
                .query((row, index) ->
                        new Part(row.getString("scheme_code"), row.getString("ic"), row.getBigDecimal("amount")))
                .list();
    }

    /** Before they are told. Answers whether it is still this caller's to tell. */
    boolean keep(Due due, String words) {
        return step(() -> jdbc.sql("""
                        update payments.posting set told = :words
                        where id = :id and claim = :claim and state = 'WAITING'
                        """)
                        .param("words", words)
                        .param("id", due.id())
                        .param("claim", due.claim())
                        .update()
                == 1);
    }

    /** @return whether it was still this caller's to say, as for all that follow */
    boolean posted(Due due, DocumentId document) {
        return said(
                due,
                "posting.posted",
                null,
                """
                state = 'POSTED', company_code = :company, document_number = :document, fiscal_year = :year,
                    posted_at = :now, last_error = null
                """,
                Map.of(
                        "company",
                        document.companyCode(),
                        "document",
                        document.number(),
                        "year",
                        document.fiscalYear()));
    }

    /** A person has to mend it. */
    boolean refused(Due due, String reason) {
        return said(
                due, "posting.failed", reason, "state = 'FAILED', last_error = :error", Map.of("error", cut(reason)));
    }

    /** Nobody knows what the other side did: it is looked up before it is told the same again, later each time. */
    boolean unknown(Due due, String reason) {
        return later(due, reason, ", unknown_at = coalesce(unknown_at, :now)");
    }

    /** Nothing was told this time. */
    boolean untold(Due due, String reason) {
        return later(due, reason, "");
    }

    private boolean later(Due due, String reason, String more) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(due.tries(), DOUBLINGS));
        Instant next = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        return said(
                due,
                null,
                null,
                "next_try_at = :next, last_error = :error" + more,
                Map.of("next", PostingRows.time(next), "error", cut(reason)));
    }

    /** Given back untried. */
    void giveBack(Due due) {
        step(() ->
                jdbc.sql("""
                update payments.posting set claim = null, claimed_until = null where id = :id and claim = :claim
                """).param("id", due.id()).param("claim", due.claim()).update());
    }

    private boolean said(
            Due due, @Nullable String action, @Nullable String reason, String set, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("id", due.id());
        all.put("claim", due.claim());
        all.put("now", PostingRows.time(clock.instant()));
        return step(() -> {
            int changed = jdbc.sql("update payments.posting set " + set + """
                    , claim = null, claimed_until = null, tries = tries + 1, version = version + 1
                    where id = :id and claim = :claim and state = 'WAITING'
                    """)
                    .params(all)
                    .update();
            if (changed == 1 && action != null) {
                Audited audited = Audited.of(action, "posting", due.id());
                events.publishEvent(reason == null ? audited : audited.because(reason));
            }
            return changed == 1;
        });
    }

    private <T> T step(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(status -> {
            jdbc.sql("select set_config('lock_timeout', :most, true)")
                    .param("most", LOCK_TIMEOUT)
                    .query(String.class)
                    .single();
            return work.get();
        }));
    }

    private static String cut(String reason) {
        return reason.length() <= LONGEST_ERROR ? reason : reason.substring(0, LONGEST_ERROR);
    }

    private static Due due(ResultSet row, UUID claim) throws SQLException {
        String document = row.getString("document_number");
        return new Due(
                row.getObject("id", UUID.class),
                claim,
                row.getString("kind"),
                row.getString("cause"),
                row.getString("reference"),
                row.getString("subject"),
                row.getObject("day", LocalDate.class),
                Account.valueOf(row.getString("debit")),
                Account.valueOf(row.getString("credit")),
                row.getInt("tries"),
                row.getString("told"),
                document == null
                        ? null
                        : new Original(
                                new DocumentId(row.getString("company_code"), row.getInt("fiscal_year"), document),
                                row.getString("original")));
    }
}
