package org.ltet.portal.payments.posting;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.spi.AccountingSystem;
import org.ltet.portal.payments.spi.AccountingSystem.Account;
import org.ltet.portal.payments.spi.AccountingSystem.DayTotal;
import org.ltet.portal.payments.spi.AccountingSystem.Document;
import org.ltet.portal.payments.spi.AccountingSystem.Journal;
import org.ltet.portal.payments.spi.AccountingSystem.Part;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.IndiaTime;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The steps of the job, each in a transaction of its own: take what is due, note what became of it. Between them nothing
 * of the database is held. What is taken is another's after a while, should its taker be gone.
 */
@Repository
class PostingWork {

    static final Duration LEASE = Duration.ofMinutes(5);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
    private static final int DOUBLINGS = 8;
    private static final int LONGEST_ERROR = 300;

    /**
     * A posting to tell now.
     *
     * @param key the same for the same cause for ever: by it the other side knows what it has done already
     * @param reversedDocument the document to reverse; none for a journal
     */
    record Due(
            UUID id,
            UUID claim,
            String key,
            String reference,
            String words,
            BigDecimal amount,
            @Nullable String reversedDocument,
            int tries) {}

    private record Taken(
            UUID id,
            long number,
            String kind,
            String cause,
            String subject,
            LocalDate day,
            Account debit,
            Account credit,
            BigDecimal amount,
            int tries,
            @Nullable String told,
            @Nullable String reversedDocument) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PostingWork(
            JdbcClient jdbc,
            JdbcTemplate template,
            TransactionTemplate transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.template = template;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /** From now on postings are planned; nobody writes into the ledger meanwhile, so that each entry is before or after. */
    void start() {
        transactions.executeWithoutResult(status -> {
            if (jdbc.sql("select count(*) from payments.posting_start")
                            .query(Integer.class)
                            .single()
                    > 0) {
                return;
            }
            jdbc.sql("lock table payments.ledger_entry in share row exclusive mode")
                    .update();
            Instant now = clock.instant();
            int started = jdbc.sql("""
                    insert into payments.posting_start (after_entry, day, at)
                    select coalesce(max(id), 0), :day, :now from payments.ledger_entry on conflict do nothing
                    """)
                    .param("day", IndiaTime.dateOf(now))
                    .param("now", PostingRows.time(now))
                    .update();
            if (started == 1) {
                events.publishEvent(Audited.of("posting.started", "posting", "start"));
            }
        });
    }

    /** The oldest that are due, taken by this caller, each with the words that were, or now are, kept for it. */
    List<Due> take(int most, AccountingSystem books) {
        return Objects.requireNonNull(transactions.execute(status -> taken(most, books)));
    }

    private List<Due> taken(int most, AccountingSystem books) {
        UUID claim = UUID.randomUUID();
        Instant now = clock.instant();
        List<Taken> taken = jdbc.sql("""
                with due as (
                    select p.id from payments.posting p
                    where p.state = 'WAITING' and p.next_try_at <= :now
                        and (p.claimed_until is null or p.claimed_until < :now)
                        and (p.reverses is null or exists (select 1 from payments.posting o
                            where o.id = p.reverses and o.state = 'POSTED'))
                    order by p.number limit :most for update of p skip locked
                ), taken as (
                    update payments.posting p set claim = :claim, claimed_until = :until
                    from due where p.id = due.id returning p.*
                )
                select t.id, t.number, t.kind, t.cause, t.day, t.debit, t.credit, t.amount, t.tries, t.told,
                    coalesce(b.number, y.end_to_end_id) subject, o.document_number reversed_document
                from taken t
                left join payments.batch b on b.id = t.batch_id
                left join payments.payment y on y.id = t.payment_id
                left join payments.posting o on o.id = t.reverses
                order by t.number
                """)
                .param("now", PostingRows.time(now))
                .param("until", PostingRows.time(now.plus(LEASE)))
                .param("claim", claim)
                .param("most", most)
                .query(PostingWork::taken)
                .list();
        Map<UUID, List<Part>> parts = parts(taken);
        List<Due> due = new ArrayList<>();
        List<Object[]> told = new ArrayList<>();
        for (Taken one : taken) {
            String reference = PostingView.reference(one.number());
            String words = one.told();
            if (words == null) {
                words = words(one, reference, parts.getOrDefault(one.id(), List.of()), books);
                told.add(new Object[] {words, one.id()});
            }
            due.add(new Due(
                    one.id(),
                    claim,
                    one.kind() + "/" + one.cause(),
                    reference,
                    words,
                    one.amount(),
                    one.reversedDocument(),
                    one.tries()));
        }
        template.batchUpdate("update payments.posting set told = ? where id = ?", told);
        return due;
    }

    private static String words(Taken one, String reference, List<Part> parts, AccountingSystem books) {
        return one.reversedDocument() == null
                ? books.words(new Journal(reference, one.subject(), one.day(), one.debit(), one.credit(), parts))
                : books.reversalWords(one.day(), "Money came back " + reference);
    }

    private Map<UUID, List<Part>> parts(List<Taken> taken) {
        Map<UUID, List<Part>> parts = new HashMap<>();
        jdbc.sql("""
                select i.posting_id, f.scheme_code, f.ic, sum(i.amount) amount
                from payments.posting_item i join payments.fund f on f.id = i.fund_id
                where i.posting_id = any(:ids) group by i.posting_id, f.scheme_code, f.ic
                order by i.posting_id, f.scheme_code, f.ic
                """)
                .param("ids", taken.stream().map(Taken::id).toArray(UUID[]::new))
                .query((row, index) -> parts.computeIfAbsent(
                                row.getObject("posting_id", UUID.class), id -> new ArrayList<>())
                        .add(new Part(row.getString("scheme_code"), row.getString("ic"), row.getBigDecimal("amount"))))
                .list();
        return parts;
    }

    /** @return whether it was still this caller's to say */
    boolean posted(Due due, Document document) {
        return said(
                due, "posting.posted", null, """
                state = 'POSTED', document_number = :document, fiscal_year = :year, posted_at = :now, last_error = null
                """, Map.of("document", document.number(), "year", document.fiscalYear()));
    }

    /** A person has to mend it. */
    boolean refused(Due due, String reason) {
        return said(
                due, "posting.failed", reason, "state = 'FAILED', last_error = :error", Map.of("error", cut(reason)));
    }

    /** Nobody knows what the other side did: it is told the same again, later each time. */
    boolean failed(Due due, String reason) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(due.tries(), DOUBLINGS));
        Instant next = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        return said(
                due,
                null,
                null,
                "next_try_at = :next, last_error = :error",
                Map.of("next", PostingRows.time(next), "error", cut(reason)));
    }

    /** Given back untried. */
    void giveBack(List<Due> untried) {
        transactions.executeWithoutResult(status -> jdbc.sql("""
                update payments.posting set claim = null, claimed_until = null
                where id = any(:ids) and claim = any(:claims)
                """)
                .param("ids", untried.stream().map(Due::id).toArray(UUID[]::new))
                .param("claims", untried.stream().map(Due::claim).distinct().toArray(UUID[]::new))
                .update());
    }

    private boolean said(
            Due due, @Nullable String action, @Nullable String reason, String set, Map<String, Object> values) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            int changed = jdbc.sql("update payments.posting set " + set + """
                    , claim = null, claimed_until = null, tries = tries + 1, version = version + 1
                    where id = :id and claim = :claim and state = 'WAITING'
                    """)
                    .params(values)
                    .param("id", due.id())
                    .param("claim", due.claim())
                    .param("now", PostingRows.time(clock.instant()))
                    .update();
            if (changed == 1 && action != null) {
                Audited audited = Audited.of(action, "posting", due.id());
                events.publishEvent(reason == null ? audited : audited.because(reason));
            }
            return changed == 1;
        }));
    }

    /** What the accounting system says of these days, in the place of what it said before. */
    void keep(LocalDate from, List<DayTotal> days) {
        OffsetDateTime now = PostingRows.time(clock.instant());
        transactions.executeWithoutResult(status -> {
            jdbc.sql("delete from payments.posting_day where day >= :from")
                    .param("from", from)
                    .update();
            // A day of which it says nothing has none.
            jdbc.sql("""
                    insert into payments.posting_day (day, documents, turnover, bank, asked_at)
                    select distinct day, 0, 0, 0, :now from payments.posting where day >= :from
                    """).param("from", from).param("now", now).update();
            template.batchUpdate(
                    """
                    insert into payments.posting_day (day, documents, turnover, bank, asked_at) values (?, ?, ?, ?, ?)
                    on conflict (day) do update set documents = excluded.documents, turnover = excluded.turnover,
                        bank = excluded.bank, asked_at = excluded.asked_at
                    """,
                    days.stream()
                            .map(day -> new Object[] {day.day(), day.documents(), day.turnover(), day.bank(), now})
                            .toList());
        });
    }

    private static String cut(String reason) {
        return reason.length() <= LONGEST_ERROR ? reason : reason.substring(0, LONGEST_ERROR);
    }

    private static Taken taken(ResultSet row, int index) throws SQLException {
        return new Taken(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                row.getString("kind"),
                row.getString("cause"),
                row.getString("subject"),
                row.getObject("day", LocalDate.class),
                Account.valueOf(row.getString("debit")),
                Account.valueOf(row.getString("credit")),
                row.getBigDecimal("amount"),
                row.getInt("tries"),
                row.getString("told"),
                row.getString("reversed_document"));
    }
}
