-- The fund ledger: what was sanctioned, is with the bank, was paid, came back or was given up, in double entry. The
-- database writes it, in the transaction of the change that it records, so that no program can forget it. Each entry
-- debits one account and credits another with one amount, so there is no commit at which the ledger does not balance.
create table payments.fund (
    id             integer generated always as identity primary key,
    scheme_code    text not null,
    ic             text not null,
    financial_year integer not null check (financial_year between 1990 and 2200),
    budget         numeric(14, 2) check (budget >= 0),
    over_budget    numeric(14, 2) not null default 0 check (over_budget >= 0),
    sanctioned     numeric(14, 2) not null default 0 check (sanctioned >= 0),
    constraint fund_once unique (scheme_code, ic, financial_year),
    constraint fund_within_budget check (budget is null or sanctioned <= budget + over_budget)
);
create index fund_of_year on payments.fund (financial_year, scheme_code, ic);

-- Apart from the fund, so that the working in of a large bank file does not hold up those who sanction.
create table payments.fund_flow (
    fund_id    integer primary key references payments.fund,
    in_transit numeric(14, 2) not null default 0 check (in_transit >= 0),
    paid       numeric(14, 2) not null default 0 check (paid >= 0)
);

-- Who asks for money, and who, another person, grants it: a budget, a carry-over into the next year, one sanction
-- beyond the budget. What is granted is written once.
create table payments.budget_request (
    id                 uuid primary key,
    kind               text not null check (kind in ('BUDGET', 'CARRY_OVER', 'OVERRIDE')),
    scheme_code        text not null check (length(scheme_code) between 1 and 10),
    ic                 text not null check (length(ic) between 1 and 10),
    financial_year     integer not null,
    amount             numeric(14, 2) not null check (amount >= 0),
    application_number text,
    reason             text not null check (length(reason) between 1 and 1000),
    state              text not null default 'ASKED' check (state in ('ASKED', 'GRANTED', 'REFUSED', 'USED')),
    version            integer not null default 0,
    asked_by           text not null,
    asked_at           timestamptz not null,
    decided_by         text,
    decided_at         timestamptz,
    decision_note      text check (length(decision_note) <= 1000),
    used_at            timestamptz,
    constraint asks_and_grants_are_two check (decided_by is distinct from asked_by),
    constraint decided_is_complete check ((state = 'ASKED') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
    constraint used_is_override check ((state = 'USED') = (used_at is not null) and (used_at is null or kind = 'OVERRIDE')),
    constraint override_is_for_one check ((kind = 'OVERRIDE') = (application_number is not null)),
    constraint carries_something check (kind <> 'CARRY_OVER' or amount > 0)
);
create index budget_request_waiting on payments.budget_request (id) where state = 'ASKED';
create index budget_request_of_fund on payments.budget_request (scheme_code, ic, financial_year, id);
create index budget_request_override on payments.budget_request (application_number) where kind = 'OVERRIDE';

create function payments.keep_budget_request() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state in ('REFUSED', 'USED') or (old.state = 'GRANTED' and new.state <> 'USED')
            or (new.id, new.kind, new.scheme_code, new.ic, new.financial_year, new.amount, new.application_number,
                new.reason, new.asked_by, new.asked_at) is distinct from
               (old.id, old.kind, old.scheme_code, old.ic, old.financial_year, old.amount, old.application_number,
                old.reason, old.asked_by, old.asked_at)
            or (old.state = 'GRANTED' and (new.decided_by, new.decided_at, new.decision_note) is distinct from
                (old.decided_by, old.decided_at, old.decision_note)) then
        raise exception 'A request for budget is decided once and stays on record'
            using errcode = 'check_violation', constraint = 'budget_request_kept';
    end if;
    return new;
end $$;
create trigger budget_request_kept before update or delete on payments.budget_request
    for each row execute function payments.keep_budget_request();

-- Every change of a budget, written once: a fund's budget is their sum.
create table payments.budget_change (
    id         uuid primary key default uuidv7(),
    fund_id    integer not null references payments.fund,
    request_id uuid not null references payments.budget_request,
    delta      numeric(14, 2) not null,
    at         timestamptz not null,
    constraint budget_changed_once unique (request_id, fund_id)
);
create index budget_change_of_fund on payments.budget_change (fund_id, id);
create trigger budget_change_written_once before update or delete on payments.budget_change
    for each row execute function payments.refuse_change();

-- What one sanction takes from one fund; an application whose bills lie in two years takes from two. Its place is the
-- account where the money lies now.
create table payments.commitment (
    id                 uuid primary key default uuidv7(),
    application_id     uuid not null,
    application_number text not null,
    round              integer not null check (round > 0),
    fund_id            integer not null references payments.fund,
    amount             numeric(14, 2) not null check (amount > 0),
    over_budget        numeric(14, 2) not null default 0 check (over_budget between 0 and amount),
    override_id        uuid references payments.budget_request,
    place              text not null default 'EXPENDITURE'
                         check (place in ('EXPENDITURE', 'COMMITMENTS', 'IN_TRANSIT', 'BANK')),
    at                 timestamptz not null,
    constraint committed_once unique (application_id, round, fund_id),
    constraint beyond_budget_by_override check ((over_budget > 0) = (override_id is not null))
);
create index commitment_of_application on payments.commitment (application_id);
create index commitment_of_fund on payments.commitment (fund_id, place);
create index commitment_waits on payments.commitment (at) where place in ('COMMITMENTS', 'IN_TRANSIT');

create table payments.ledger_entry (
    id            bigint generated always as identity primary key,
    kind          text not null,
    debit         text not null,
    credit        text not null,
    commitment_id uuid not null references payments.commitment,
    fund_id       integer not null,
    amount        numeric(14, 2) not null check (amount > 0),
    voucher_id    uuid,
    payment_id    uuid,
    bank_key      text,
    value_date    date,
    cause         text not null,
    opening       boolean not null default false,
    at            timestamptz not null,
    day           date not null,
    constraint booked_once unique (cause, fund_id),
    constraint entry_has_accounts check ((kind, debit, credit) in (
        ('COMMITMENT', 'EXPENDITURE', 'COMMITMENTS'),
        ('CANCELLATION', 'COMMITMENTS', 'EXPENDITURE'),
        ('RELEASE', 'COMMITMENTS', 'IN_TRANSIT'),
        ('PAYMENT', 'IN_TRANSIT', 'BANK'),
        ('PAYMENT', 'COMMITMENTS', 'BANK'),
        ('RETURN', 'IN_TRANSIT', 'COMMITMENTS'),
        ('REVERSAL', 'BANK', 'COMMITMENTS'))),
    constraint entry_has_cause check (kind in ('COMMITMENT', 'CANCELLATION') or payment_id is not null),
    constraint payment_has_value_date check ((kind = 'PAYMENT') = (value_date is not null))
);
create index ledger_by_day on payments.ledger_entry (day, id);
create index ledger_by_fund on payments.ledger_entry (fund_id, id);
create index ledger_by_commitment on payments.ledger_entry (commitment_id, id);
create index ledger_by_value_date on payments.ledger_entry (value_date, id) where kind = 'PAYMENT';

create trigger ledger_written_once before update or delete on payments.ledger_entry
    for each row execute function payments.refuse_change();
create trigger ledger_never_emptied before truncate on payments.ledger_entry
    for each statement execute function payments.refuse_change();

-- The two lines of each entry, as an accountant reads them.
create view payments.ledger_line as
    select id, kind, fund_id, day, debit account, amount debit, 0::numeric(14, 2) credit from payments.ledger_entry
    union all
    select id, kind, fund_id, day, credit, 0::numeric(14, 2), amount from payments.ledger_entry;

-- An entry takes its money from where it lies: what is not there cannot be moved, so nothing is paid twice and nothing
-- is lost. The totals of the funds follow in the same statement.
create function payments.post_entries() returns trigger language plpgsql as $$
declare
    entries bigint := (select count(*) from posted);
    single  record;
    moved   bigint;
begin
    if entries = 1 then
        select * into single from posted;
        update payments.commitment c set place = single.credit
        where c.id = single.commitment_id and c.place = single.debit and c.amount = single.amount
            and c.fund_id = single.fund_id;
    else
        -- Planned anew for each set: a plan made for two rows would take hours for a hundred thousand.
        execute $move$
            update payments.commitment c set place = e.credit from posted e
            where c.id = e.commitment_id and c.place = e.debit and c.amount = e.amount and c.fund_id = e.fund_id
            $move$;
    end if;
    get diagnostics moved = row_count;
    if moved <> entries then
        raise exception 'The ledger holds no such money in the account that the entry debits'
            using errcode = 'check_violation', constraint = 'ledger_in_step';
    end if;
    if exists (select 1 from posted where kind in ('COMMITMENT', 'CANCELLATION')) then
        perform 1 from payments.fund f where f.id in (
            select p.fund_id from posted p where p.kind in ('COMMITMENT', 'CANCELLATION')) order by f.id for update;
        update payments.fund f
        set sanctioned = f.sanctioned + d.amount, over_budget = f.over_budget + d.over_budget
        from (select p.fund_id, sum(case p.kind when 'COMMITMENT' then p.amount else - p.amount end) amount,
                sum(case p.kind when 'COMMITMENT' then c.over_budget else - c.over_budget end) over_budget
            from posted p join payments.commitment c on c.id = p.commitment_id
            where p.kind in ('COMMITMENT', 'CANCELLATION') group by p.fund_id) d
        where f.id = d.fund_id;
    end if;
    if exists (select 1 from posted where kind not in ('COMMITMENT', 'CANCELLATION')) then
        insert into payments.fund_flow (fund_id)
        select distinct p.fund_id from posted p where p.kind not in ('COMMITMENT', 'CANCELLATION') order by 1
        on conflict do nothing;
        perform 1 from payments.fund_flow f where f.fund_id in (select p.fund_id from posted p) order by f.fund_id for update;
        update payments.fund_flow f set in_transit = f.in_transit + d.in_transit, paid = f.paid + d.paid
        from (select p.fund_id,
                sum(case when p.credit = 'IN_TRANSIT' then p.amount when p.debit = 'IN_TRANSIT' then - p.amount else 0 end)
                    in_transit,
                sum(case when p.credit = 'BANK' then p.amount when p.debit = 'BANK' then - p.amount else 0 end) paid
            from posted p where p.kind not in ('COMMITMENT', 'CANCELLATION') group by p.fund_id) d
        where f.fund_id = d.fund_id;
    end if;
    return null;
end $$;
create trigger entries_posted after insert on payments.ledger_entry
    referencing new table as posted for each statement execute function payments.post_entries();

-- Totals and places are what the ledger says; nobody else writes them.
create function payments.only_by_the_ledger() returns trigger language plpgsql as $$
begin
    if pg_trigger_depth() < 2 then
        raise exception '% is written by the ledger only', tg_table_name
            using errcode = 'check_violation', constraint = 'only_by_the_ledger';
    end if;
    return new;
end $$;
create trigger place_by_ledger before update of place on payments.commitment
    for each row execute function payments.only_by_the_ledger();
create trigger totals_by_ledger before update of sanctioned, over_budget on payments.fund
    for each row execute function payments.only_by_the_ledger();
create trigger flow_by_ledger before insert or update on payments.fund_flow
    for each row execute function payments.only_by_the_ledger();

create function payments.keep_commitment() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or to_jsonb(new) - 'place' <> to_jsonb(old) - 'place' then
        raise exception 'A commitment stays as it was made'
            using errcode = 'check_violation', constraint = 'commitment_kept';
    end if;
    return new;
end $$;
create trigger commitment_kept before update or delete on payments.commitment
    for each row execute function payments.keep_commitment();

create function payments.day_of(at timestamptz) returns date language sql immutable
    return (at at time zone 'Asia/Kolkata')::date;

create function payments.financial_year_of(day date) returns integer language sql immutable
    return extract(year from day)::integer - case when extract(month from day) < 4 then 1 else 0 end;

-- Takes what a sanction grants from its funds. Whoever sanctions from a fund locks it, so that two never spend the same
-- money. Answers a row, and has to be rolled back, when a budget does not suffice and nobody granted an override.
create function payments.commit_sanction(application uuid, number text, scheme text, company text, years integer[],
    amounts numeric[], happened timestamptz) returns table (short_year integer, available numeric)
language plpgsql as $$
declare
    fund       record;
    this_round integer;
    short      numeric(14, 2);
    permit     uuid;
    made       uuid;
begin
    if exists (select 1 from payments.commitment c where c.application_id = application and c.place <> 'EXPENDITURE') then
        return;
    end if;
    select coalesce(max(c.round), 0) + 1 into this_round from payments.commitment c where c.application_id = application;
    insert into payments.fund (scheme_code, ic, financial_year)
    select scheme, company, y from unnest(years) y
    where not exists (select 1 from payments.fund f
        where f.scheme_code = scheme and f.ic = company and f.financial_year = y)
    order by y on conflict do nothing;
    perform 1 from payments.fund f
    where f.scheme_code = scheme and f.ic = company and f.financial_year = any(years) order by f.id for update;
    for fund in
        select f.*, u.amount from unnest(years, amounts) u(year, amount)
        join payments.fund f on f.scheme_code = scheme and f.ic = company and f.financial_year = u.year order by f.id
    loop
        permit := null;
        short := greatest(0, fund.sanctioned + fund.amount - fund.budget - fund.over_budget);
        if short > 0 then
            select r.id into permit from payments.budget_request r
            where r.kind = 'OVERRIDE' and r.state = 'GRANTED' and r.application_number = number
                and r.scheme_code = scheme and r.ic = company and r.financial_year = fund.financial_year
                and r.amount >= short
            order by r.id limit 1 for update;
            if permit is null then
                return query select fund.financial_year, fund.budget + fund.over_budget - fund.sanctioned;
                return;
            end if;
            update payments.budget_request r set state = 'USED', used_at = happened, version = r.version + 1
            where r.id = permit;
        end if;
        insert into payments.commitment (application_id, application_number, round, fund_id, amount, over_budget,
            override_id, at)
        values (application, number, this_round, fund.id, fund.amount, coalesce(short, 0), permit, happened)
        returning id into made;
        insert into payments.ledger_entry (kind, debit, credit, commitment_id, fund_id, amount, cause, at, day)
        values ('COMMITMENT', 'EXPENDITURE', 'COMMITMENTS', made, fund.id, fund.amount,
            'sanction/' || application || '/' || this_round, happened, payments.day_of(happened));
    end loop;
end $$;

-- Each move of a payment is an entry. What a payment is told by, and how often it moved, names the entry's cause.
alter table payments.payment
    add column moves integer not null default 0,
    add column told_by text;

create function payments.count_move() returns trigger language plpgsql as $$
begin
    new.moves := old.moves + 1;
    return new;
end $$;
create trigger payment_moves_counted before update of state on payments.payment for each row
    when (old.state is distinct from new.state) execute function payments.count_move();

create function payments.book_payments() returns trigger language plpgsql as $$
declare
    moved  bigint;
    booked bigint;
begin
    -- Planned anew for each set, as it may be one payment or a hundred thousand.
    execute $book$
        with moved as (
            select n.*, o.state before from after n join before o on o.id = n.id where o.state <> n.state
        ), entries as (
            insert into payments.ledger_entry (kind, debit, credit, commitment_id, fund_id, amount, voucher_id,
                payment_id, bank_key, value_date, cause, at, day)
            select case when m.state = 'RELEASED' then 'RELEASE' when m.state = 'PAID' then 'PAYMENT'
                    when m.before = 'PAID' then 'REVERSAL' else 'RETURN' end,
                case m.before when 'RELEASED' then 'IN_TRANSIT' when 'PAID' then 'BANK' else 'COMMITMENTS' end,
                case m.state when 'RELEASED' then 'IN_TRANSIT' when 'PAID' then 'BANK' else 'COMMITMENTS' end,
                c.id, c.fund_id, c.amount, m.voucher_id, m.id,
                case when m.state <> 'RELEASED' then m.told_by end, case when m.state = 'PAID' then m.value_date end,
                'payment/' || m.id || '/' || m.moves, t.at, payments.day_of(t.at)
            from moved m
            join payments.voucher v on v.id = m.voucher_id
            join payments.commitment c on c.application_id = v.application_id and c.place <> 'EXPENDITURE'
            cross join lateral (select case when m.state = 'RELEASED' then m.released_at else m.settled_at end at) t
            order by m.id
            returning payment_id
        )
        select (select count(*) from moved), (select count(distinct payment_id) from entries)
        $book$ into moved, booked;
    if booked <> moved then
        raise exception 'A payment moved that nothing was committed for'
            using errcode = 'check_violation', constraint = 'payment_as_committed';
    end if;
    return null;
end $$;
create trigger payments_booked after update on payments.payment
    referencing old table as before new table as after for each statement execute function payments.book_payments();

-- A voucher is for exactly what was committed. Sanctions from before the ledger are committed with their voucher, in
-- the year in which it is prepared.
create function payments.voucher_as_committed() returns trigger language plpgsql as $$
declare
    committed numeric(14, 2) := (select sum(c.amount) from payments.commitment c
        where c.application_id = new.application_id and c.place <> 'EXPENDITURE');
    short     record;
begin
    if committed is null then
        select * into short from payments.commit_sanction(new.application_id, new.application_number, new.scheme_code,
            new.ic, array[payments.financial_year_of(payments.day_of(new.prepared_at))], array[new.amount],
            new.prepared_at);
        if short.short_year is not null then
            raise exception 'The budget does not suffice for voucher %', new.number
                using errcode = 'check_violation', constraint = 'fund_within_budget';
        end if;
    elsif committed <> new.amount then
        raise exception 'Voucher % is for %, but % is committed', new.number, new.amount, committed
            using errcode = 'check_violation', constraint = 'voucher_as_committed';
    end if;
    return null;
end $$;
create trigger voucher_committed after insert on payments.voucher
    for each row execute function payments.voucher_as_committed();

-- The end of a voucher gives the money back to its funds.
alter table payments.voucher add column ended_at timestamptz;

create function payments.book_end() returns trigger language plpgsql as $$
begin
    insert into payments.ledger_entry (kind, debit, credit, commitment_id, fund_id, amount, voucher_id, cause, at, day)
    select 'CANCELLATION', 'COMMITMENTS', 'EXPENDITURE', c.id, c.fund_id, c.amount, new.id,
        'cancel/' || new.application_id || '/' || c.round, t.at, payments.day_of(t.at)
    from payments.commitment c cross join (select coalesce(new.ended_at, now()) at) t
    where c.application_id = new.application_id and c.place <> 'EXPENDITURE'
    order by c.fund_id;
    return null;
end $$;
create trigger voucher_end_booked after update of state on payments.voucher for each row
    when (new.state in ('RETURNED_TO_SCRUTINY', 'CANCELLED') and old.state <> new.state)
    execute function payments.book_end();

-- What earlier builds left: as it stands, in the year in which each voucher was prepared.
insert into payments.fund (scheme_code, ic, financial_year)
select distinct v.scheme_code, v.ic, payments.financial_year_of(payments.day_of(v.prepared_at))
from payments.voucher v where v.state not in ('RETURNED_TO_SCRUTINY', 'CANCELLED');

insert into payments.commitment (application_id, application_number, round, fund_id, amount, at)
select v.application_id, v.application_number, 1, f.id, v.amount, v.prepared_at
from payments.voucher v
join payments.fund f on f.scheme_code = v.scheme_code and f.ic = v.ic
    and f.financial_year = payments.financial_year_of(payments.day_of(v.prepared_at))
where v.state not in ('RETURNED_TO_SCRUTINY', 'CANCELLED');

insert into payments.ledger_entry (kind, debit, credit, commitment_id, fund_id, amount, cause, opening, at, day)
select 'COMMITMENT', 'EXPENDITURE', 'COMMITMENTS', c.id, c.fund_id, c.amount, 'sanction/' || c.application_id || '/1',
    true, c.at, payments.day_of(c.at)
from payments.commitment c order by c.at, c.id;

insert into payments.ledger_entry (kind, debit, credit, commitment_id, fund_id, amount, voucher_id, payment_id, cause,
    opening, at, day)
select 'RELEASE', 'COMMITMENTS', 'IN_TRANSIT', c.id, c.fund_id, c.amount, v.id, p.id, 'payment/' || p.id || '/1', true,
    p.released_at, payments.day_of(p.released_at)
from payments.commitment c join payments.voucher v on v.application_id = c.application_id
    and v.state not in ('RETURNED_TO_SCRUTINY', 'CANCELLED')
join payments.payment p on p.voucher_id = v.id and p.state in ('RELEASED', 'PAID') order by p.released_at, p.id;

insert into payments.ledger_entry (kind, debit, credit, commitment_id, fund_id, amount, voucher_id, payment_id,
    value_date, cause, opening, at, day)
select 'PAYMENT', 'IN_TRANSIT', 'BANK', c.id, c.fund_id, c.amount, v.id, p.id, p.value_date, 'payment/' || p.id || '/2',
    true, p.settled_at, payments.day_of(p.settled_at)
from payments.commitment c join payments.voucher v on v.application_id = c.application_id
    and v.state not in ('RETURNED_TO_SCRUTINY', 'CANCELLED')
join payments.payment p on p.voucher_id = v.id and p.state = 'PAID' order by p.settled_at, p.id;

alter table payments.payment disable trigger user;
update payments.payment set moves = case state when 'CREATED' then 0 when 'RELEASED' then 1 else 2 end
where state <> 'CREATED';
alter table payments.payment enable trigger user;

-- No commitment without its entry, at any commit.
create function payments.commitment_is_booked() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from payments.ledger_entry e where e.commitment_id = new.id and e.kind = 'COMMITMENT') then
        raise exception 'Commitment % has no entry', new.id
            using errcode = 'check_violation', constraint = 'commitment_booked';
    end if;
    return null;
end $$;
create constraint trigger commitment_booked after insert on payments.commitment deferrable initially deferred
    for each row execute function payments.commitment_is_booked();

-- No release on days on which the trust pays nothing, as at the closing of the year.
create table payments.blackout (
    id        uuid primary key,
    first_day date not null,
    last_day  date not null,
    reason    text not null check (length(reason) between 1 and 200),
    set_by    text not null,
    set_at    timestamptz not null,
    lifted_by text,
    lifted_at timestamptz,
    constraint blackout_is_a_period check (last_day >= first_day and last_day - first_day <= 92),
    constraint lifted_is_complete check ((lifted_by is null) = (lifted_at is null))
);
create index blackout_live on payments.blackout (last_day) where lifted_at is null;

create function payments.refuse_release_in_blackout() returns trigger language plpgsql as $$
begin
    if exists (select 1 from payments.blackout b where b.lifted_at is null
            and payments.day_of(new.released_at) between b.first_day and b.last_day) then
        raise exception 'Batch % may not be released: nothing is paid on this day', new.number
            using errcode = 'check_violation', constraint = 'batch_outside_blackout';
    end if;
    return new;
end $$;
create trigger batch_outside_blackout before update of state on payments.batch for each row
    when (new.state = 'RELEASED' and old.state <> 'RELEASED') execute function payments.refuse_release_in_blackout();
