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

    /** An entry rests on a line of the bank, or on the open item that was made of it. */
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
                    select min(e.id) id, min(e.day) ledger_day,
                        sum(case e.credit when 'BANK' then e.amount else - e.amount end) amount
                    from payments.ledger_entry e
                    where e.bank_key = coalesce('open item ' || o.id, b.natural_key)
                        and (e.credit = 'BANK' or e.debit = 'BANK')
                ) l on true
                union all
                select case when d.bank_day is null then 'WITHOUT_LINE' else 'DATED_ELSEWHERE' end, l.id::text,
                    l.ledger_day, l.ledger_day, l.amount, d.bank_day, d.amount, d.currency, - l.amount, null,
                    d.bank_reference, o.id, l.payment_id
                from ledger l
                left join payments.open_item o on o.id = case when l.bank_key like 'open item %'
                    then substring(l.bank_key from 11)::uuid end
                left join lateral (
                    select coalesce(b.value_date, payments.day_of(i.imported_at)) bank_day, b.bank_reference, b.currency,
                        case when coalesce(b.currency, 'INR') <> 'INR' then 0 when b.kind = 'DEBIT' then b.amount
                            else - b.amount end amount
                    from payments.bank_entry b join payments.bank_import i on i.id = b.import_id
                    where (b.id = o.entry_id or (o.id is null and b.natural_key = l.bank_key))
                        and b.kind in ('DEBIT', 'CREDIT')
                ) d on true
                where d.bank_day is null or d.bank_day not between :from and :to
            )
            """;

    static final String GROUPS = "with " + BANK + "," + LEDGER + "," + LINES + """
            select n.grouped, count(*) count, coalesce(sum(n.ledger_amount), 0) ledger_amount,
                coalesce(sum(n.bank_amount), 0) bank_amount, coalesce(sum(n.effect), 0) effect
            from lines n group by n.grouped
            """;

    /** Each line with its payment and voucher, of one group or of all but those that simply match. */
    static final String OF_GROUP = "with " + BANK + "," + LEDGER + "," + LINES + """
            select n.*, p.end_to_end_id payment_reference, v.id voucher_id, v.number voucher_number
            from lines n left join payments.payment p on p.id = n.payment_id
            left join payments.voucher v on v.id = p.voucher_id
            where (:group::text is null and n.grouped <> 'MATCHED' or n.grouped = :group)
            """;

    /** Both movements by themselves, not by way of the lines. */
    static final String MOVEMENTS = "with " + BANK + "," + LEDGER + """
            select (select coalesce(sum(l.amount), 0) from ledger l) ledger_amount,
                (select count(*) from ledger l) ledger_count,
                (select coalesce(sum(b.amount), 0) from bank b) bank_amount, (select count(*) from bank b) bank_count
            """;

    private ReconciliationSql() {}
}
