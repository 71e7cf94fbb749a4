package org.ltet.portal.payments.ledger;

import java.util.List;
import java.util.Map;
import org.ltet.portal.payments.ledger.MoneyCheck.Name;

/**
 * The questions of the check, level by level. The first answers how many things there are, what they should come to and
 * what they come to; the second names the things that differ (subject, expected, found).
 */
final class MoneyQueries {

    /** The two questions at one level. */
    record Questions(String totals, List<String> differences) {}

    static final Map<Name, Questions> BY_LEVEL = Map.of(
            Name.VOUCHER,
            new Questions("""
                    select count(*), coalesce(sum(c.amount), 0), coalesce(sum(v.amount), 0)
                    from payments.voucher v left join (select application_id, sum(amount) amount
                        from payments.commitment where place <> 'EXPENDITURE' group by application_id) c
                        on c.application_id = v.application_id
                    where v.state not in ('RETURNED_TO_SCRUTINY', 'CANCELLED')
                    """, List.of("""
                            select v.number, coalesce(c.amount::text, '-'), v.amount::text
                            from payments.voucher v left join (select application_id, sum(amount) amount
                                from payments.commitment where place <> 'EXPENDITURE' group by application_id) c
                                on c.application_id = v.application_id
                            where v.state not in ('RETURNED_TO_SCRUTINY', 'CANCELLED') and c.amount is distinct from v.amount
                            order by v.number
                            """, """
                            select v.number, case when v.state = 'PAID' then 'BANK' else 'not BANK' end, c.place
                            from payments.voucher v join payments.commitment c on c.application_id = v.application_id
                                and c.place <> 'EXPENDITURE'
                            where v.state not in ('RETURNED_TO_SCRUTINY', 'CANCELLED')
                                and (v.state = 'PAID') <> (c.place = 'BANK')
                            order by v.number
                            """)),
            Name.PAYMENT,
            new Questions("""
                    select (select count(*) from payments.payment where state in ('RELEASED', 'PAID')),
                        (select coalesce(sum(amount), 0) from payments.commitment where place in ('IN_TRANSIT', 'BANK')),
                        (select coalesce(sum(amount), 0) from payments.payment where state in ('RELEASED', 'PAID'))
                    """, List.of("""
                            select p.end_to_end_id, case p.state when 'PAID' then 'BANK' else 'IN_TRANSIT' end,
                                coalesce(c.place, '-')
                            from payments.payment p join payments.voucher v on v.id = p.voucher_id
                            left join payments.commitment c on c.application_id = v.application_id
                                and c.place <> 'EXPENDITURE'
                            where p.state in ('RELEASED', 'PAID')
                                and c.place is distinct from case p.state when 'PAID' then 'BANK' else 'IN_TRANSIT' end
                            order by p.end_to_end_id
                            """, """
                            select p.end_to_end_id, v.amount::text, p.amount::text
                            from payments.payment p join payments.voucher v on v.id = p.voucher_id
                            where p.amount <> v.amount order by p.end_to_end_id
                            """, """
                            select v.number, '1', count(*)::text
                            from payments.payment p join payments.voucher v on v.id = p.voucher_id
                            where p.state in ('CREATED', 'RELEASED', 'PAID') group by v.number having count(*) > 1
                            order by v.number
                            """)),
            Name.BATCH,
            new Questions("""
                    select count(*), coalesce(sum(b.control_sum), 0), coalesce(sum(p.sum), 0)
                    from payments.batch b left join (select batch_id, sum(amount) sum from payments.payment group by batch_id) p
                        on p.batch_id = b.id
                    where b.state <> 'OPEN'
                    """, List.of("""
                            select b.number, b.payment_count || ' / ' || b.control_sum,
                                coalesce(p.count, 0) || ' / ' || coalesce(p.sum, 0)
                            from payments.batch b left join (select batch_id, count(*) count, sum(amount) sum
                                from payments.payment group by batch_id) p on p.batch_id = b.id
                            where b.state <> 'OPEN' and (b.payment_count, b.control_sum) is distinct from (p.count, p.sum)
                            order by b.number
                            """, """
                            select b.number, 'no payment still CREATED', count(*)::text
                            from payments.batch b join payments.payment p on p.batch_id = b.id and p.state = 'CREATED'
                            where b.state not in ('FROZEN', 'APPROVED') group by b.number order by b.number
                            """)),
            Name.BANK,
            new Questions("""
                    select count(*), coalesce(sum(p.amount), 0), coalesce(sum(b.amount), 0)
                    from payments.payment p join payments.bank_entry b on b.natural_key = p.told_by and b.kind = 'DEBIT'
                    where p.state = 'PAID'
                    """, List.of("""
                            select p.end_to_end_id, p.amount::text, b.amount::text
                            from payments.payment p join payments.bank_entry b on b.natural_key = p.told_by
                                and b.kind = 'DEBIT'
                            where p.state = 'PAID' and b.amount is distinct from p.amount order by p.end_to_end_id
                            """, """
                            select p.end_to_end_id, 'a word of the bank', '-' from payments.payment p
                            where p.state = 'PAID' and p.told_by is null and not exists (
                                select 1 from payments.bank_entry b where b.payment_id = p.id)
                            order by p.end_to_end_id
                            """)),
            Name.LEDGER,
            new Questions(
                    "select count(*) / 2, coalesce(sum(debit), 0), coalesce(sum(credit), 0) from payments.ledger_line",
                    List.of("""
                            select f.scheme_code || ' ' || f.ic || ' FY' || f.financial_year,
                                l.sanctioned || ' / ' || l.in_transit || ' / ' || l.paid,
                                f.sanctioned || ' / ' || coalesce(w.in_transit, 0) || ' / ' || coalesce(w.paid, 0)
                            from payments.fund f left join payments.fund_flow w on w.fund_id = f.id
                            cross join lateral (select
                                coalesce(sum(case account when 'EXPENDITURE' then debit - credit end), 0) sanctioned,
                                coalesce(sum(case account when 'IN_TRANSIT' then credit - debit end), 0) in_transit,
                                coalesce(sum(case account when 'BANK' then credit - debit end), 0) paid
                                from payments.ledger_line where fund_id = f.id) l
                            where (f.sanctioned, coalesce(w.in_transit, 0), coalesce(w.paid, 0))
                                is distinct from (l.sanctioned, l.in_transit, l.paid)
                            order by 1
                            """, """
                            select f.scheme_code || ' ' || f.ic || ' FY' || f.financial_year, coalesce(g.sum, 0)::text,
                                coalesce(f.budget, 0)::text
                            from payments.fund f left join (select fund_id, sum(delta) sum from payments.budget_change
                                group by fund_id) g on g.fund_id = f.id
                            where coalesce(f.budget, 0) <> coalesce(g.sum, 0) order by 1
                            """, """
                            select c.application_number, e.credit, c.place
                            from payments.commitment c join lateral (select l.credit from payments.ledger_entry l
                                where l.commitment_id = c.id order by l.id desc limit 1) e on e.credit <> c.place
                            order by 1
                            """)));

    private MoneyQueries() {}
}
