package org.ltet.portal.payments.posting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.ledger.LedgerRows;
import org.ltet.portal.payments.spi.AccountingSystem.DayTotal;
import org.ltet.portal.shared.Money;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The days of payments.posting beside what the accounting system said of them: payments.posting_day. */
@Repository
class PostingDayRows {

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final Clock clock;

    PostingDayRows(JdbcClient jdbc, JdbcTemplate template, Clock clock) {
        this.jdbc = jdbc;
        this.template = template;
        this.clock = clock;
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
                with recursive planned as (
                    (select max(day) as day from payments.posting where day < coalesce(:before, 'infinity'::date))
                    union all
                    select (select max(p.day) from payments.posting p where p.day < n.day) from planned n
                    where n.day is not null
                ), start as (select after_entry from payments.posting_start), shown as (
                    select d.day from (
                        (select day from planned where day is not null limit :limit)
                        union
                        (select distinct post_on from payments.posting where post_on < coalesce(:before, 'infinity'::date)
                            order by post_on desc limit :limit)
                        union
                        (select c.day from payments.posting_day c where c.day < coalesce(:before, 'infinity'::date)
                            order by c.day desc limit :limit)) d
                    where exists (select 1 from start)
                    order by d.day desc limit :limit
                )
                select n.day, p.documents + m.documents documents, p.unposted + m.unposted unposted,
                    p.turnover + m.turnover turnover, e.paid + m.paid paid, c.documents held_documents,
                    c.turnover held_turnover, c.bank held_paid, c.asked_at
                from shown n
                cross join lateral (select count(*) documents, count(*) filter (where state <> 'POSTED') unposted,
                    coalesce(sum(amount), 0) turnover from payments.posting where day = n.day) p
                cross join lateral (select coalesce(sum(case when l.credit = 'BANK' then l.amount
                        else - l.amount end), 0) paid
                    from payments.ledger_entry l where l.day = n.day and l.id > (select after_entry from start)
                        and (l.debit = 'BANK' or l.credit = 'BANK')) e
                -- what two people gave another date counts there
                cross join lateral (select coalesce(sum(o.one), 0) documents,
                        coalesce(sum(o.one) filter (where o.state <> 'POSTED'), 0) unposted,
                        coalesce(sum(o.one * o.amount), 0) turnover,
                        coalesce(sum(o.one * case 'BANK' when o.credit then o.amount when o.debit then - o.amount
                            else 0 end), 0) paid
                    from (select 1 one, state, amount, debit, credit from payments.posting where post_on = n.day
                        union all
                        select - 1, state, amount, debit, credit from payments.posting
                        where day = n.day and post_on is not null) o) m
                left join payments.posting_day c on c.day = n.day
                order by n.day desc
                """)
                .param("before", before)
                .param("limit", limit)
                .query(PostingDayRows::day)
                .list();
    }

    /** What the accounting system says of these days, in the place of what it said before. */
    @Transactional
    void keep(LocalDate from, List<DayTotal> days) {
        OffsetDateTime now = PostingRows.time(clock.instant());
        jdbc.sql("delete from payments.posting_day where day >= :from")
                .param("from", from)
                .update();
        // A day of which it says nothing has none.
        jdbc.sql("""
                    insert into payments.posting_day (day, documents, turnover, bank, asked_at)
                    select d.day, 0, 0, 0, :now from (
                        select day from payments.posting where day >= :from
                        union
                        select post_on from payments.posting where post_on >= :from) d
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
