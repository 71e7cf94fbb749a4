-- What of the fund ledger goes to the accounting system, one row for each document that is to stand there. The database
-- plans them in the transaction of the ledger's entries, so that none is forgotten and none is planned twice. A job tells
-- them to the other side, outside any transaction, until it says its document number.

-- Since when: nothing is planned before the accounting system is set up. What the ledger held by then was posted by hand.
create table payments.posting_start (
    one         boolean primary key default true check (one),
    after_entry bigint not null,
    day         date not null,
    at          timestamptz not null
);
create trigger posting_start_written_once before update or delete on payments.posting_start
    for each row execute function payments.refuse_change();

create table payments.posting (
    id              uuid primary key default uuidv7(),
    number          bigint generated always as identity unique,
    kind            text not null,
    cause           text not null,
    batch_id        uuid references payments.batch,
    payment_id      uuid references payments.payment,
    debit           text not null,
    credit          text not null,
    amount          numeric(14, 2) not null check (amount > 0),
    day             date not null,
    reverses        uuid references payments.posting,
    state           text not null default 'WAITING' check (state in ('WAITING', 'POSTED', 'FAILED')),
    version         integer not null default 0,
    tries           integer not null default 0 check (tries >= 0),
    next_try_at     timestamptz not null,
    claim           uuid,
    claimed_until   timestamptz,
    told            text,
    document_number text check (length(document_number) between 1 and 20),
    fiscal_year     integer,
    posted_at       timestamptz,
    last_error      text check (length(last_error) <= 300),
    planned_at      timestamptz not null,
    constraint posted_once unique (cause, kind),
    constraint reversed_once unique (reverses),
    constraint document_of_one_posting unique (document_number, fiscal_year),
    constraint posting_has_accounts check ((kind, debit, credit) in (
        ('RELEASE', 'COMMITMENTS', 'IN_TRANSIT'),
        ('SETTLEMENT', 'IN_TRANSIT', 'BANK'),
        ('SETTLEMENT', 'COMMITMENTS', 'BANK'),
        ('RETURN', 'IN_TRANSIT', 'COMMITMENTS'),
        ('RETURN', 'BANK', 'COMMITMENTS'),
        ('REVERSAL', 'BANK', 'IN_TRANSIT'),
        ('REVERSAL', 'BANK', 'COMMITMENTS'))),
    constraint posting_of_batch_or_payment check ((kind = 'RELEASE') = (batch_id is not null)
        and (kind = 'RELEASE') = (payment_id is null)),
    constraint reversal_names_what_it_reverses check ((kind = 'REVERSAL') = (reverses is not null)),
    constraint posted_with_document check ((state = 'POSTED') = (document_number is not null)
        and (state = 'POSTED') = (fiscal_year is not null) and (state = 'POSTED') = (posted_at is not null)),
    constraint failed_with_reason check (state <> 'FAILED' or last_error is not null),
    constraint claim_is_complete check ((claim is null) = (claimed_until is null) and (claim is null or state = 'WAITING'))
);
create index posting_waiting on payments.posting (number) where state = 'WAITING';
create index posting_failed on payments.posting (number) where state = 'FAILED';
create index posting_by_day on payments.posting (day, number);
create index posting_of_payment on payments.posting (payment_id, number) where kind = 'SETTLEMENT';

-- The funds that an amount comes from: each becomes a line of its own.
create table payments.posting_item (
    posting_id uuid not null references payments.posting,
    fund_id    integer not null references payments.fund,
    amount     numeric(14, 2) not null check (amount > 0),
    primary key (posting_id, fund_id)
);

create function payments.plan_postings() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from payments.posting_start)
            or not exists (select 1 from posted where kind not in ('COMMITMENT', 'CANCELLATION')) then
        return null;
    end if;
    -- Planned anew for each set, as it may be one payment or a hundred thousand.
    execute $plan$
        with released as (
            select p.batch_id, e.fund_id, sum(e.amount) amount, min(e.day) as day, min(e.at) as at
            from posted e join payments.payment p on p.id = e.payment_id
            where e.kind = 'RELEASE' group by p.batch_id, e.fund_id
        ), planned as (
            insert into payments.posting (kind, cause, batch_id, debit, credit, amount, day, next_try_at, planned_at)
            select 'RELEASE', 'batch/' || batch_id, batch_id, 'COMMITMENTS', 'IN_TRANSIT', sum(amount), min(day),
                min(at), min(at)
            from released group by batch_id order by batch_id
            returning id, batch_id
        )
        insert into payments.posting_item (posting_id, fund_id, amount)
        select n.id, r.fund_id, r.amount from planned n join released r on r.batch_id = n.batch_id
        $plan$;
    execute $plan$
        with moved as (
            -- paid, or back from the bank before it was paid
            select case kind when 'PAYMENT' then 'SETTLEMENT' else 'RETURN' end kind, debit, credit, cause, payment_id,
                fund_id, amount, day, at, null::uuid reverses
            from posted where kind in ('PAYMENT', 'RETURN')
            union all
            -- back after it was paid: the settlement is reversed, and what it took from transit goes back to the funds
            select k.kind, k.debit, k.credit, e.cause, e.payment_id, e.fund_id, e.amount, e.day, e.at,
                case k.kind when 'REVERSAL' then s.id end
            from posted e
            left join lateral (select p.id, p.debit from payments.posting p
                where p.payment_id = e.payment_id and p.kind = 'SETTLEMENT'
                    and not exists (select 1 from payments.posting r where r.reverses = p.id)
                order by p.number desc limit 1) s on true
            cross join lateral (values ('REVERSAL', 'BANK', s.debit), ('RETURN', coalesce(s.debit, 'BANK'), 'COMMITMENTS'))
                k(kind, debit, credit)
            where e.kind = 'REVERSAL' and k.credit is not null and k.debit <> k.credit
        ), planned as (
            insert into payments.posting (kind, cause, payment_id, debit, credit, amount, day, reverses, next_try_at,
                planned_at)
            select kind, cause, payment_id, debit, credit, sum(amount), min(day), min(reverses::text)::uuid, min(at),
                min(at)
            from moved group by kind, cause, payment_id, debit, credit
            order by cause, kind desc
            returning id, kind, cause
        )
        insert into payments.posting_item (posting_id, fund_id, amount)
        select n.id, m.fund_id, m.amount from planned n join moved m on m.cause = n.cause and m.kind = n.kind
        $plan$;
    return null;
end $$;
create trigger postings_planned after insert on payments.ledger_entry
    referencing new table as posted for each statement execute function payments.plan_postings();

create trigger posting_by_ledger before insert on payments.posting
    for each row execute function payments.only_by_the_ledger();
create trigger posting_item_by_ledger before insert on payments.posting_item
    for each row execute function payments.only_by_the_ledger();
create trigger posting_item_written_once before update or delete on payments.posting_item
    for each row execute function payments.refuse_change();

-- What a posting is about never changes; what was posted stays posted; the other side is told the same at each try, until
-- it has refused that; nothing is reversed before it is posted.
create function payments.keep_posting() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
            or (new.id, new.number, new.kind, new.cause, new.batch_id, new.payment_id, new.debit, new.credit, new.amount,
                new.day, new.reverses, new.planned_at) is distinct from
               (old.id, old.number, old.kind, old.cause, old.batch_id, old.payment_id, old.debit, old.credit, old.amount,
                old.day, old.reverses, old.planned_at) then
        raise exception 'A posting is about what the ledger says, and stays on record'
            using errcode = 'check_violation', constraint = 'posting_kept';
    end if;
    if old.state = 'POSTED' or (old.state = 'FAILED' and new.state = 'POSTED') then
        raise exception 'A posting is done once'
            using errcode = 'check_violation', constraint = 'posting_done_once';
    end if;
    if old.told is not null and new.told is distinct from old.told
            and not (old.state = 'FAILED' and new.state = 'WAITING' and new.told is null) then
        raise exception 'What was told of posting % may have been done: it is told again as it was', new.number
            using errcode = 'check_violation', constraint = 'posting_told_alike';
    end if;
    if new.state = 'POSTED' and new.told is null then
        raise exception 'Posting % was never told', new.number
            using errcode = 'check_violation', constraint = 'posting_told_first';
    end if;
    if new.state = 'POSTED' and new.reverses is not null and not exists (
            select 1 from payments.posting o where o.id = new.reverses and o.state = 'POSTED') then
        raise exception 'Posting % reverses what is not posted', new.number
            using errcode = 'check_violation', constraint = 'reversal_of_posted';
    end if;
    return new;
end $$;
create trigger posting_kept before update or delete on payments.posting
    for each row execute function payments.keep_posting();

-- What the accounting system said it holds for each day, when it was asked last.
create table payments.posting_day (
    day       date primary key,
    documents integer not null check (documents >= 0),
    turnover  numeric(16, 2) not null,
    bank      numeric(16, 2) not null,
    asked_at  timestamptz not null
);
