-- What the bank says without our reference, or otherwise than expected, is settled by two people: one proposes what it
-- is, another confirms. One line may stand for several payments, several lines may stand for one payment.
alter table payments.bank_entry add column remark text check (length(remark) <= 500);

create table payments.match_proposal (
    id            uuid primary key,
    resolution    text not null check (resolution in ('NOTED', 'PAID', 'FAILED', 'REVERSED')),
    note          text not null check (length(note) between 1 and 1000),
    score         integer check (score between 0 and 100),
    reasons       text[] not null default '{}' check (cardinality(reasons) <= 20),
    state         text not null default 'PROPOSED' check (state in ('PROPOSED', 'CONFIRMED', 'WITHDRAWN', 'REFUSED')),
    proposed_by   text not null,
    proposed_at   timestamptz not null,
    decided_by    text,
    decided_at    timestamptz,
    decision_note text check (length(decision_note) between 1 and 1000),
    constraint proposes_and_confirms_are_two check (state not in ('CONFIRMED', 'REFUSED') or decided_by <> proposed_by),
    constraint withdrawn_by_who_proposed check (state <> 'WITHDRAWN' or decided_by = proposed_by),
    constraint proposal_decided_is_complete check ((state = 'PROPOSED') = (decided_by is null)
        and (decided_by is null) = (decided_at is null)),
    constraint refused_proposal_says_why check ((state = 'REFUSED') = (decision_note is not null))
);

-- The lines of the bank that a proposal explains, and the payments that explain them.
create table payments.proposal_line (
    proposal_id uuid not null references payments.match_proposal,
    item_id     uuid not null references payments.open_item,
    open        boolean not null default true,
    primary key (proposal_id, item_id)
);
create unique index one_open_proposal_of_a_line on payments.proposal_line (item_id) where open;
create index proposal_line_of_item on payments.proposal_line (item_id);

create table payments.proposal_payment (
    proposal_id uuid not null references payments.match_proposal,
    payment_id  uuid not null references payments.payment,
    open        boolean not null default true,
    primary key (proposal_id, payment_id)
);
create unique index one_open_proposal_of_a_payment on payments.proposal_payment (payment_id) where open;
create index proposal_of_payment on payments.proposal_payment (payment_id);

create function payments.keep_proposal() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state <> 'PROPOSED'
            or (new.id, new.resolution, new.note, new.score, new.reasons, new.proposed_by, new.proposed_at)
                is distinct from
               (old.id, old.resolution, old.note, old.score, old.reasons, old.proposed_by, old.proposed_at) then
        raise exception 'A proposal is decided once and stays on record'
            using errcode = 'check_violation', constraint = 'proposal_kept';
    end if;
    return new;
end $$;
create trigger proposal_kept before update or delete on payments.match_proposal
    for each row execute function payments.keep_proposal();

create function payments.keep_proposal_part() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if (select state from payments.match_proposal where id = new.proposal_id) <> 'PROPOSED' then
            raise exception 'Nothing is added to a proposal that is decided'
                using errcode = 'check_violation', constraint = 'proposal_kept';
        end if;
    elsif tg_op = 'DELETE' or pg_trigger_depth() < 2 then
        raise exception 'A proposal stays as it was made'
            using errcode = 'check_violation', constraint = 'proposal_kept';
    end if;
    return new;
end $$;
create trigger proposal_line_kept before insert or update or delete on payments.proposal_line
    for each row execute function payments.keep_proposal_part();
create trigger proposal_payment_kept before insert or update or delete on payments.proposal_payment
    for each row execute function payments.keep_proposal_part();

create function payments.close_proposal() returns trigger language plpgsql as $$
begin
    update payments.proposal_line set open = false where proposal_id = new.id;
    update payments.proposal_payment set open = false where proposal_id = new.id;
    return null;
end $$;
create trigger proposal_closed after update of state on payments.match_proposal for each row
    when (old.state = 'PROPOSED' and new.state <> 'PROPOSED') execute function payments.close_proposal();

-- Judged when everything of the proposal is there, and again when it is confirmed.
create function payments.check_proposal() returns trigger language plpgsql as $$
declare
    lines    record;
    payments record;
begin
    select count(*) count, sum(e.amount) sum, bool_and(coalesce(e.currency, 'INR') = 'INR' and e.amount is not null) plain,
        count(distinct e.kind) kinds into lines
    from payments.proposal_line l join payments.open_item o on o.id = l.item_id
    join payments.bank_entry e on e.id = o.entry_id where l.proposal_id = new.id;
    select count(*) count, sum(p.amount) sum, bool_or(v.employee_number in (new.proposed_by, new.decided_by)) own
    into payments
    from payments.proposal_payment t join payments.payment p on p.id = t.payment_id
    join payments.voucher v on v.id = p.voucher_id where t.proposal_id = new.id;
    if lines.count = 0 or (lines.count > 1 and payments.count > 1)
            or (new.resolution <> 'NOTED' and payments.count = 0)
            or (new.resolution = 'NOTED' and (lines.count > 1 or payments.count > 1)) then
        raise exception 'A match is one line, or one line and several payments, or several lines and one payment'
            using errcode = 'check_violation', constraint = 'match_is_split_or_merged';
    end if;
    if (lines.count > 1 or payments.count > 1)
            and (lines.sum is distinct from payments.sum or not lines.plain or lines.kinds <> 1) then
        raise exception 'The lines come to %, the payments to %', lines.sum, payments.sum
            using errcode = 'check_violation', constraint = 'match_adds_up';
    end if;
    if payments.own then
        raise exception 'Nobody settles the own payment'
            using errcode = 'check_violation', constraint = 'match_is_not_own';
    end if;
    return null;
end $$;
create constraint trigger proposal_whole after insert or update on payments.match_proposal
    deferrable initially deferred for each row execute function payments.check_proposal();

-- An open item ends by what two people agreed on, and by nothing else.
create function payments.settled_by_two() returns trigger language plpgsql as $$
begin
    if new.state = 'SETTLED' and old.state <> 'SETTLED' and not exists (
            select 1 from payments.proposal_line l join payments.match_proposal m on m.id = l.proposal_id
            where l.item_id = new.id and m.state = 'CONFIRMED' and m.resolution = new.resolution
                and m.decided_by = new.settled_by) then
        raise exception 'An open item is settled as one person proposed and another confirmed'
            using errcode = 'check_violation', constraint = 'open_item_by_two_people';
    end if;
    return new;
end $$;
create trigger open_item_two_people before update on payments.open_item
    for each row execute function payments.settled_by_two();

-- No payment counts as paid because it looks alike: either the bank debited its amount under its own reference, or two
-- people agreed that it did.
create function payments.paid_on_word() returns trigger language plpgsql as $$
declare
    stray text;
begin
    execute $word$
        select n.end_to_end_id from after n join before o on o.id = n.id
        left join payments.bank_entry e on e.natural_key = n.told_by and e.kind = 'DEBIT'
            and e.end_to_end_id = n.end_to_end_id and e.amount = n.amount and coalesce(e.currency, 'INR') = 'INR'
        where n.state = 'PAID' and o.state <> 'PAID' and e.id is null and not exists (
            select 1 from payments.proposal_payment t join payments.match_proposal m on m.id = t.proposal_id
            where t.payment_id = n.id and m.state = 'CONFIRMED' and m.resolution = 'PAID'
                and (n.told_by = 'match ' || m.id or exists (select 1 from payments.proposal_line l
                    where l.proposal_id = m.id and n.told_by = 'open item ' || l.item_id)))
        limit 1
        $word$ into stray;
    if stray is not null then
        raise exception 'Nobody said that payment % is paid', stray
            using errcode = 'check_violation', constraint = 'paid_on_reference_or_by_two_people';
    end if;
    return null;
end $$;
create trigger payments_paid_on_word after update on payments.payment
    referencing old table as before new table as after for each statement execute function payments.paid_on_word();

-- What may be out without our knowing: payments with an open item, and those that somebody holds one to be of.
create view payments.unclear_payment as
    select o.payment_id from payments.open_item o where o.state = 'OPEN' and o.payment_id is not null
    union all
    select t.payment_id from payments.proposal_payment t where t.open;

create or replace function payments.application_unclear(application uuid) returns boolean language sql stable as $$
    select exists (select 1 from payments.voucher v join payments.payment p on p.voucher_id = v.id
        join payments.unclear_payment u on u.payment_id = p.id
        where v.application_id = application)
$$;

create or replace function payments.refuse_release_with_open_item() returns trigger language plpgsql as $$
begin
    if new.state = 'RELEASED' and old.state <> 'RELEASED' and exists (
            select 1 from payments.unclear_payment u join payments.payment p on p.id = u.payment_id
            join payments.voucher a on a.id = p.voucher_id
            join payments.voucher v on v.application_id = a.application_id
            where v.batch_id = new.id) then
        raise exception 'Batch % pays an application that has an open item with the bank', new.number
            using errcode = 'check_violation', constraint = 'batch_without_open_item';
    end if;
    return new;
end $$;

-- Suggestions look for payments by their amount and by what the bank's text names.
create index payment_by_amount on payments.payment (amount, released_at) where released_at is not null;
create index voucher_by_application_number on payments.voucher (application_number);
