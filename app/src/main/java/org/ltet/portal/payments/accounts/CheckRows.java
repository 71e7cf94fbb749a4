package org.ltet.portal.payments.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.accounts.AccountCheck.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The steps of the job in payments.account_check, each a statement by itself. What is taken is another's after a while. */
@Repository
class CheckRows {

    private static final int MOST_PLANNED = 500;
    private static final Duration LEASE = Duration.ofMinutes(3);
    private static final Duration GIVEN_UP = Duration.ofDays(1);
    private static final Duration AGAIN = Duration.ofDays(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int DOUBLINGS = 9;
    private static final int LONGEST_ERROR = 300;

    /**
     * @param key the same at each try, until it is planned anew
     * @param firstAskedAt none at the first try
     */
    record Due(
            UUID bankAccount,
            UUID claim,
            String key,
            int tries,
            @Nullable Instant firstAskedAt) {

        /** Whether nobody waits for this answer any more. */
        boolean givenUp(Instant now) {
            return firstAskedAt != null && !now.isBefore(firstAskedAt.plus(GIVEN_UP));
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    CheckRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Accounts to which is to be paid and never was; anew, under another key, a day after nobody answered. */
    void plan() {
        jdbc.sql("""
                insert into payments.account_check (bank_account, planned_at, next_at)
                select distinct v.payee_bank_account, :now::timestamptz, :now::timestamptz from payments.voucher v
                where v.state in ('PREPARED', 'VERIFIED', 'APPROVED') and v.payee_current
                    and not exists (select 1 from payments.account_check c where c.bank_account = v.payee_bank_account
                        and (c.state <> 'NOT_ANSWERED' or c.answered_at > :again))
                    and not exists (select 1 from payments.voucher p
                        where p.payee_bank_account = v.payee_bank_account and p.state = 'PAID')
                limit :most
                on conflict (bank_account) do update set state = 'WAITING', planned_at = excluded.planned_at,
                    next_at = excluded.next_at, first_asked_at = null, answered_at = null, tries = 0
                where account_check.state = 'NOT_ANSWERED' and account_check.answered_at <= :again
                """)
                .param("now", time(clock.instant()))
                .param("again", time(clock.instant().minus(AGAIN)))
                .param("most", MOST_PLANNED)
                .update();
    }

    Optional<Due> take() {
        UUID claim = UUID.randomUUID();
        Instant now = clock.instant();
        return jdbc.sql("""
                with due as (
                    select bank_account from payments.account_check
                    where state = 'WAITING' and next_at <= :now and (claim is null or claimed_until <= :now)
                    order by next_at limit 1 for update skip locked
                )
                update payments.account_check c set claim = :claim, claimed_until = :until
                from due where c.bank_account = due.bank_account
                returning c.bank_account, c.tries, c.planned_at, c.first_asked_at
                """)
                .param("now", time(now))
                .param("claim", claim)
                .param("until", time(now.plus(LEASE)))
                .query((row, index) -> due(row, claim))
                .optional();
    }

    private static Due due(ResultSet row, UUID claim) throws SQLException {
        UUID account = row.getObject("bank_account", UUID.class);
        OffsetDateTime asked = row.getObject("first_asked_at", OffsetDateTime.class);
        long planned = row.getObject("planned_at", OffsetDateTime.class).toEpochSecond();
        return new Due(
                account,
                claim,
                "account-" + account + "-" + planned,
                row.getInt("tries"),
                asked == null ? null : asked.toInstant());
    }

    void giveBack(Due due) {
        jdbc.sql("""
                update payments.account_check set claim = null, claimed_until = null
                where bank_account = :id and claim = :claim
                """).param("id", due.bankAccount()).param("claim", due.claim()).update();
    }

    void later(Due due, String why) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(due.tries(), DOUBLINGS));
        jdbc.sql("""
                update payments.account_check set tries = tries + 1, first_asked_at = coalesce(first_asked_at, :now),
                    next_at = :next, last_error = :error, claim = null, claimed_until = null
                where bank_account = :id and claim = :claim and state = 'WAITING'
                """)
                .param("now", time(clock.instant()))
                .param("next", time(clock.instant().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE)))
                .param("error", cut(why))
                .param("id", due.bankAccount())
                .param("claim", due.claim())
                .update();
    }

    void unanswered(Due due, String why) {
        end(due, State.NOT_ANSWERED, null, null, why);
    }

    void answered(Due due, State state, @Nullable Integer score, @Nullable String nameAtBank) {
        end(due, state, score, nameAtBank, null);
    }

    private void end(Due due, State state, @Nullable Integer score, @Nullable String nameAtBank, @Nullable String why) {
        jdbc.sql("""
                update payments.account_check set state = :state, name_score = :score, name_at_bank = :name,
                    answered_at = :now, next_at = null, tries = tries + 1, last_error = :error, claim = null,
                    claimed_until = null
                where bank_account = :id and claim = :claim and state = 'WAITING'
                """)
                .param("state", state.name())
                .param("score", score)
                .param("name", nameAtBank)
                .param("now", time(clock.instant()))
                .param("error", why == null ? null : cut(why))
                .param("id", due.bankAccount())
                .param("claim", due.claim())
                .update();
    }

    private static String cut(String reason) {
        return reason.length() <= LONGEST_ERROR ? reason : reason.substring(0, LONGEST_ERROR);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
