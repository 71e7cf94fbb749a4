package org.ltet.portal.payments.payout;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.GatewayWord;
import org.ltet.portal.payments.spi.PayoutGateway;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.IndiaTime;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The steps of the job, each in a transaction of its own: take what is due, note that it is about to be told, note that
 * nothing is known. Between them nothing of the database is held. What is taken is another's after a while.
 */
@Repository
class PayoutWork {

    static final Duration LEASE = Duration.ofMinutes(3);

    /** So long the gateway may take to show what it was told, before it is told again. */
    static final Duration UNCERTAIN = Duration.ofMinutes(15);

    /** So much of a claim must be left, so that a try ends within it. */
    private static final Duration ENOUGH = Duration.ofMinutes(1);

    private static final String BLACKOUT = """
            exists (select 1 from payments.blackout b where b.lifted_at is null
                and :day between b.first_day and b.last_day)
            """;

    private static final Duration HELD = Duration.ofMinutes(10);
    private static final int LONGEST_ERROR = 300;

    /**
     * @param unknownAt when it was told without a clear answer; none when it was not, or the gateway refused it
     * @param toldTo the gateway that has it or may have it
     * @param mode how it was to be sent when it was told without a clear answer
     * @param missingSince since when the gateway does not tell of it
     */
    record Due(
            UUID paymentId,
            UUID claim,
            PayoutState state,
            String reference,
            String key,
            BigDecimal amount,
            int looks,
            boolean toGiveUp,
            @Nullable Instant unknownAt,
            @Nullable String toldTo,
            @Nullable String mode,
            @Nullable Instant missingSince) {

        boolean elsewhere(String place) {
            return toldTo != null && !toldTo.equals(place);
        }

        boolean uncertain(Instant now) {
            return unknownAt != null && now.isBefore(unknownAt.plus(UNCERTAIN));
        }
    }

    /** Whether a payout may be told now. */
    enum Leave {
        GIVEN,
        /** Nothing is paid now, or not to this application: it is only looked for. */
        HELD,
        /** The claim is another's, or nearly run out. */
        LOST
    }

    private final JdbcClient jdbc;
    private final GatewayWord word;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PayoutWork(
            JdbcClient jdbc,
            GatewayWord word,
            TransactionTemplate transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.word = word;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /** What is to be told first, then what is only looked up. What was never told is let be where nothing is paid. */
    List<Due> take(int most, String place) {
        return Objects.requireNonNull(transactions.execute(status -> {
            List<Due> toTell = take("""
                    state = 'WAITING' and (watched_until is null or watched_until > :now)
                        and (unknown_at is not null or give_up_by is not null or not %s)
                    """.formatted(BLACKOUT), most, place);
            return toTell.isEmpty() ? take("state <> 'WAITING' and next_at is not null", most, place) : toTell;
        }));
    }

    private List<Due> take(String which, int most, String place) {
        UUID claim = UUID.randomUUID();
        Instant now = clock.instant();
        return jdbc.sql("""
                with due as (
                    select payment_id from payments.payout
                    where %s and next_at <= :now and (claim is null or claimed_until <= :now)
                    order by next_at limit :most for update skip locked
                )
                update payments.payout p set claim = :claim, claimed_until = :until,
                    told_to = case when p.state = 'WAITING' and p.unknown_at is null then null
                        else coalesce(p.told_to, :place) end,
                    mode = case when p.state = 'WAITING' and p.unknown_at is null then null else p.mode end
                from due where p.payment_id = due.payment_id
                returning p.payment_id, p.state, p.reference, p.idempotency_key, p.amount, p.looks, p.unknown_at,
                    p.give_up_by, p.told_to, p.mode, p.missing_since
                """.formatted(which))
                .param("now", PayoutRows.time(now))
                .param("day", IndiaTime.dateOf(now))
                .param("place", place)
                .param("most", most)
                .param("claim", claim)
                .param("until", PayoutRows.time(now.plus(LEASE)))
                .query((row, index) -> due(row, claim))
                .list();
    }

    /** From here on nobody knows whether the gateway has it, until it says so. */
    Leave begin(Due due, String place, String mode) {
        return Objects.requireNonNull(transactions.execute(status -> {
            Instant now = clock.instant();
            List<Boolean> held = jdbc.sql("""
                    select %s or t.state <> 'RELEASED' or p.give_up_by is not null or payments.application_unclear(v.application_id)
                    from payments.payout p join payments.payment t on t.id = p.payment_id
                    join payments.voucher v on v.id = t.voucher_id
                    where p.payment_id = :id and p.claim = :claim and p.state = 'WAITING' and p.claimed_until >= :enough
                    for update of p
                    """.formatted(BLACKOUT))
                    .param("day", IndiaTime.dateOf(now))
                    .param("id", due.paymentId())
                    .param("claim", due.claim())
                    .param("enough", PayoutRows.time(now.plus(ENOUGH)))
                    .query(Boolean.class)
                    .list();
            if (held.isEmpty()) {
                giveBack(due);
                return Leave.LOST;
            }
            if (held.getFirst()) {
                later(due, "Nothing is paid to this application now", now, now.plus(HELD));
                return Leave.HELD;
            }
            jdbc.sql("""
                    update payments.payout set unknown_at = :now, tries = tries + 1, told_to = :place, mode = :mode,
                        version = version + 1
                    where payment_id = :id
                    """)
                    .param("place", place)
                    .param("mode", mode)
                    .param("now", PayoutRows.time(now))
                    .param("id", due.paymentId())
                    .update();
            return Leave.GIVEN;
        }));
    }

    /** Nothing was said after all: it stands as it stood before {@link #begin}. */
    void untold(Due due) {
        transactions.executeWithoutResult(status -> jdbc.sql("""
                update payments.payout set unknown_at = :unknown, tries = tries - 1, claim = null, claimed_until = null
                where payment_id = :id and claim = :claim and state = 'WAITING'
                """)
                .param("unknown", due.unknownAt() == null ? null : PayoutRows.time(due.unknownAt()))
                .param("id", due.paymentId())
                .param("claim", due.claim())
                .update());
    }

    void giveBack(Due due) {
        transactions.executeWithoutResult(status -> jdbc.sql("""
                update payments.payout set claim = null, claimed_until = null where payment_id = :id and claim = :claim
                """)
                .param("id", due.paymentId())
                .param("claim", due.claim())
                .update());
    }

    /** Nobody knows: it is looked up again, later each time. */
    void unknown(Due due, String why) {
        Instant now = clock.instant();
        transactions.executeWithoutResult(status -> later(due, why, null, now.plus(Pauses.afterFailure(due.looks()))));
    }

    /** The gateway says that it has no such payout. */
    void absent(Due due) {
        Instant now = clock.instant();
        Instant next = due.state() == PayoutState.WAITING && due.unknownAt() != null
                ? due.unknownAt().plus(UNCERTAIN)
                : now.plus(Pauses.between(due.state(), due.looks()));
        transactions.executeWithoutResult(
                status -> later(due, "The gateway has no payout " + due.reference(), now, next));
    }

    /** It should be known, and is not, or cannot be asked for: after a while a person has to find out. */
    void lost(Due due, String why, Duration patience) {
        Instant now = clock.instant();
        Instant since = due.missingSince() == null ? now : due.missingSince();
        boolean open = due.state() == PayoutState.WAITING || due.state() == PayoutState.SENT;
        transactions.executeWithoutResult(status -> {
            jdbc.sql("set local lock_timeout = '3s'").update();
            if (open && !now.isBefore(since.plus(patience))) {
                word.lock();
                word.lost(due.paymentId(), why);
            }
            jdbc.sql("update payments.payout set missing_since = :since where payment_id = :id and claim = :claim")
                    .param("since", PayoutRows.time(since))
                    .param("id", due.paymentId())
                    .param("claim", due.claim())
                    .update();
            later(due, why, null, now.plus(Pauses.between(due.state(), due.looks())));
        });
    }

    private void later(Due due, String why, @Nullable Instant absentAt, Instant next) {
        jdbc.sql("""
                update payments.payout set last_error = :error, looks = least(looks + 1, 1000), version = version + 1,
                    absent_at = coalesce(:absent::timestamptz, absent_at), claim = null, claimed_until = null,
                    watched_until = %s,
                    next_at = case when watched_until < :next and state <> 'WAITING' then null else :next end
                where payment_id = :id and claim = :claim and next_at is not null
                """.formatted(PayoutRows.WATCHED))
                .param("watch", PayoutRows.time(clock.instant().plus(Pauses.WATCHED)))
                .param("error", cut(why))
                .param("absent", absentAt == null ? null : PayoutRows.time(absentAt))
                .param("next", PayoutRows.time(next))
                .param("id", due.paymentId())
                .param("claim", due.claim())
                .update();
    }

    /** As a person wants, now that the gateway says that it does not have it. */
    boolean giveUp(Due due) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            jdbc.sql("set local lock_timeout = '3s'").update();
            word.lock();
            Instant now = clock.instant();
            int changed = jdbc.sql("""
                    update payments.payout set state = 'GIVEN_UP', absent_at = :now, next_at = :next,
                        watched_until = :watch, looks = 0, claim = null, claimed_until = null, version = version + 1
                    where payment_id = :id and claim = :claim and state = 'WAITING' and give_up_by is not null
                    """)
                    .param("now", PayoutRows.time(now))
                    .param("next", PayoutRows.time(now.plus(Pauses.between(PayoutState.GIVEN_UP, 0))))
                    .param("watch", PayoutRows.time(now.plus(Pauses.WATCHED)))
                    .param("id", due.paymentId())
                    .param("claim", due.claim())
                    .update();
            if (changed == 1) {
                word.givenUp(due.paymentId());
                jdbc.sql("""
                        insert into payments.payout_word (payment_id, source, said, effect, at)
                        values (:id, 'LOOK_UP', 'ABSENT', 'GIVEN_UP', :now)
                        """)
                        .param("id", due.paymentId())
                        .param("now", PayoutRows.time(now))
                        .update();
                events.publishEvent(Audited.of("payout.givenUp", "payout", due.paymentId()));
            }
            return changed == 1;
        }));
    }

    /**
     * A person has to mend it; the job never takes it up by itself. Where one wanted it given up meanwhile, it is looked up
     * once more for that.
     */
    boolean refused(Due due, PayoutGateway.Refused refusal) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            OffsetDateTime now = PayoutRows.time(clock.instant());
            int changed = jdbc.sql("""
                    update payments.payout set state = case when give_up_by is null then 'REFUSED' else state end,
                        next_at = case when give_up_by is null then null else :now end, last_error = :error,
                        claim = null, claimed_until = null, unknown_at = null, absent_at = :now, version = version + 1
                    where payment_id = :id and claim = :claim and state = 'WAITING'
                    """)
                    .param("error", cut(refusal.whole()))
                    .param("now", now)
                    .param("id", due.paymentId())
                    .param("claim", due.claim())
                    .update();
            if (changed == 1) {
                jdbc.sql("""
                        insert into payments.payout_word (payment_id, source, said, effect, at, note)
                        values (:id, 'ANSWER', 'REFUSED', 'REFUSED', :now, :note)
                        """)
                        .param("id", due.paymentId())
                        .param("now", now)
                        .param("note", cut(refusal.whole()))
                        .update();
                events.publishEvent(
                        Audited.of("payout.refused", "payout", due.paymentId()).because(refusal.getMessage()));
            }
            return changed == 1;
        }));
    }

    private static String cut(String reason) {
        return reason.length() <= LONGEST_ERROR ? reason : reason.substring(0, LONGEST_ERROR);
    }

    private static Due due(ResultSet row, UUID claim) throws SQLException {
        return new Due(
                row.getObject("payment_id", UUID.class),
                claim,
                PayoutState.valueOf(row.getString("state")),
                row.getString("reference"),
                row.getString("idempotency_key"),
                row.getBigDecimal("amount"),
                row.getInt("looks"),
                row.getString("give_up_by") != null,
                PayoutRows.moment(row, "unknown_at"),
                row.getString("told_to"),
                row.getString("mode"),
                PayoutRows.moment(row, "missing_since"));
    }
}
