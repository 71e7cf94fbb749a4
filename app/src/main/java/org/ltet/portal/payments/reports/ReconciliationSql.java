package org.ltet.portal.payments.reports;

/**
 * The two sides of a month: what the ledger moved in or out of its account of the bank, each move with the line of the
 * bank on which it rests, and the lines of the bank dated in the month, each with what the ledger booked for it.
 */
final class ReconciliationSql {

    /** The lines of the bank that moved money in the month; in another currency they come to nothing. */
    static final String BANK = """
            bank as (
                select b.id, b.natural_key, b.value_date bank_day, b.end_to_end_id, b.bank_reference, b.payment_id,
                    b.currency, case when coalesce(b.currency, 'INR') <> 'INR' then 0 when b.kind = 'DEBIT' then b.amount
                        else - b.amount end amount
                from payments.bank_entry b
                where b.kind in ('DEBIT', 'CREDIT') and b.value_date between :from and :to
                union all
                select b.id, b.natural_key, payments.day_of(i.imported_at), b.end_to_end_id, b.bank_reference,
                    b.payment_id, b.currency, case when coalesce(b.currency, 'INR') <> 'INR' then 0
                        when b.kind = 'DEBIT' then b.amount else - b.amount end
                from payments.bank_entry b join payments.bank_import i on i.id = b.import_id
                where b.kind in ('DEBIT', 'CREDIT') and b.value_date is null
                    and payments.day_of(i.imported_at) between :from and :to
            )
            """;

    /** The moves of the ledger in the month; a payment from two funds is one move. */
    static final String LEDGER = """
            ledger as (
                select e.payment_id, e.bank_key, min(e.id) id, min(e.day) ledger_day,
                    sum(case e.credit when 'BANK' then e.amount else - e.amount end) amount
                from payments.ledger_entry e
                where e.day between :from and :to and (e.credit = 'BANK' or e.debit = 'BANK')
                group by e.cause, e.payment_id, e.bank_key
            )
            """;

    /** A line of the bank with the day and the amount that it moved. */
    private static final String LINE = """
            select b.id, coalesce(b.value_date, payments.day_of(i.imported_at)) bank_day, b.bank_reference, b.currency,
                case when coalesce(b.currency, 'INR') <> 'INR' then 0 when b.kind = 'DEBIT' then b.amount
                    else - b.amount end amount
            """;

    /**
     * An entry rests on a line of the bank, on the open item that was made of it, or on a match of several lines: then
     * each line stands for its part of the entry, as the match adds up.
     */
    private static final String LINES = """
            lines as (
                select case when l.id is not null and l.ledger_day not between :from and :to then 'BOOKED_ELSEWHERE'
                        when l.id is not null and l.amount <> b.amount then 'AMOUNT'
                        when l.id is not null then 'MATCHED'
                        when o.state = 'OPEN' then 'OPEN'
                        when o.state = 'SETTLED' then 'SETTLED'
                        else 'NOTED' end grouped,
                    b.id::text line_key, b.bank_day line_day, l.ledger_day, l.amount ledger_amount, b.bank_day,
                    b.amount bank_amount, b.currency,
                    case when l.ledger_day between :from and :to then b.amount - l.amount else b.amount end effect,
                    b.end_to_end_id reference, b.bank_reference, o.id open_item_id,
                    coalesce(o.payment_id, b.payment_id) payment_id
                from bank b left join payments.open_item o on o.entry_id = b.id
                left join lateral (
                    select m.id from payments.proposal_line x join payments.match_proposal m on m.id = x.proposal_id
                    where x.item_id = o.id and m.state = 'CONFIRMED' and exists (select 1 from payments.proposal_line y
                        where y.proposal_id = m.id and y.item_id <> o.id)
                ) s on true
                left join lateral (
                    select min(e.id) id, min(e.day) ledger_day, case when s.id is null
                        then sum(case e.credit when 'BANK' then e.amount else - e.amount end)
                        when count(*) > 0 then b.amount end amount
                    from payments.ledger_entry e
                    where e.bank_key = coalesce('match ' || s.id, 'open item ' || o.id, b.natural_key)
                        and (e.credit = 'BANK' or e.debit = 'BANK')
                ) l on true
                union all
                select case when d.bank_day is null then 'WITHOUT_LINE' else 'DATED_ELSEWHERE' end,
                    concat_ws('/', l.id, case when d.part then d.id end), l.ledger_day, l.ledger_day,
                    case when d.part then d.amount else l.amount end, d.bank_day, d.amount, d.currency,
                    - case when d.part then d.amount else l.amount end, null, d.bank_reference, d.item_id, l.payment_id
                from ledger l
                left join lateral (
            """ + LINE + """
                        , o.id item_id, false part
                    from payments.open_item o join payments.bank_entry b on b.id = o.entry_id
                        join payments.bank_import i on i.id = b.import_id
                    where b.kind in ('DEBIT', 'CREDIT')
                        and o.id = case when l.bank_key like 'open item %' then substring(l.bank_key from 11)::uuid end
                    union all
            """ + LINE + """
                        , null, false
                    from payments.bank_entry b join payments.bank_import i on i.id = b.import_id
                    where b.kind in ('DEBIT', 'CREDIT') and b.natural_key = l.bank_key
                    union all
            """ + LINE + """
                        , o.id, true
                    from payments.proposal_line x join payments.open_item o on o.id = x.item_id
                        join payments.bank_entry b on b.id = o.entry_id
                        join payments.bank_import i on i.id = b.import_id
                    where b.kind in ('DEBIT', 'CREDIT')
                        and x.proposal_id = case when l.bank_key like 'match %' then substring(l.bank_key from 7)::uuid end
                ) d on true
                where d.bank_day is null or d.bank_day not between :from and :to
            )
            """;

    static final String GROUPS = with(BANK, LEDGER, LINES) + """
            select n.grouped, count(*) count, coalesce(sum(n.ledger_amount), 0) ledger_amount,
                coalesce(sum(n.bank_amount), 0) bank_amount, coalesce(sum(n.effect), 0) effect
            from lines n group by n.grouped
            """;

    /** Each line with its payment and voucher, of one group or of all but those that simply match. */
    static final String OF_GROUP = with(BANK, LEDGER, LINES) + """
            select n.grouped, n.line_key, n.line_day, n.ledger_day, n.ledger_amount, n.bank_day, n.bank_amount,
                n.currency, n.effect, n.reference, n.bank_reference, n.open_item_id, n.payment_id,
                p.end_to_end_id payment_reference, v.id voucher_id, v.number voucher_number
            from lines n left join payments.payment p on p.id = n.payment_id
            left join payments.voucher v on v.id = p.voucher_id
            where (:group::text is null and n.grouped <> 'MATCHED' or n.grouped = :group)
            """;

    /** Both movements by themselves, not by way of the lines. */
    static final String MOVEMENTS = with(BANK, LEDGER) + """
            select (select coalesce(sum(l.amount), 0) from ledger l) ledger_amount,
                (select count(*) from ledger l) ledger_count,
                (select coalesce(sum(b.amount), 0) from bank b) bank_amount, (select count(*) from bank b) bank_count
            """;

    private ReconciliationSql() {}

    private static String with(String... parts) {
        return "with " + String.join(",", parts);
    }
}
