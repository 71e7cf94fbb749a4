-- What a line says bounds what two people can make of it: money that came in pays nothing, money that went out brings
-- nothing back, and a line that does not give the payment's own reference is about it only with its amount.
create function payments.check_match_says_so() returns trigger language plpgsql as $$
declare
    pair record;
begin
    if new.resolution = 'NOTED' then
        return null;
    end if;
    for pair in
        select e.kind, e.amount told, coalesce(e.currency, 'INR') currency, e.end_to_end_id, p.amount, p.end_to_end_id own,
            (select count(*) from payments.proposal_line l where l.proposal_id = new.id) lines,
            (select count(*) from payments.proposal_payment t where t.proposal_id = new.id) payments
        from payments.proposal_line l join payments.open_item o on o.id = l.item_id
        join payments.bank_entry e on e.id = o.entry_id
        join payments.proposal_payment t on t.proposal_id = l.proposal_id join payments.payment p on p.id = t.payment_id
        where l.proposal_id = new.id
    loop
        if (pair.kind = 'CREDIT' and new.resolution = 'PAID') or (pair.kind = 'DEBIT' and new.resolution = 'REVERSED') then
            raise exception 'The line says the opposite of %', new.resolution
                using errcode = 'check_violation', constraint = 'match_by_direction';
        end if;
        if pair.lines = 1 and pair.payments = 1 and pair.told is not null
                and pair.end_to_end_id is distinct from pair.own
                and (pair.told <> pair.amount or pair.currency <> 'INR') then
            raise exception 'The line comes to % %, the payment to %', pair.currency, pair.told, pair.amount
                using errcode = 'check_violation', constraint = 'match_by_amount';
        end if;
    end loop;
    return null;
end $$;
create constraint trigger proposal_says_so after insert or update on payments.match_proposal
    deferrable initially deferred for each row execute function payments.check_match_says_so();
