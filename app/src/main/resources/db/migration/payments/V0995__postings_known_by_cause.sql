-- A posting is found in the other books by what it is about, whatever number its row has: after a restore, and the same
-- statements read again in another order, the same payment has the same reference. A document of SAP is known by company,
-- fiscal year and number together. What SAP may still be at is known since when; and a posting whose period is closed gets
-- another date by two people. Nodes of the release before go on: what they leave out is filled in here.

-- 70 bits of the hash of the key under which the posting is told, in base 32; at most 16 characters, as SAP keeps.
create function payments.posting_reference(kind text, cause text) returns text
        language plpgsql immutable strict parallel safe as $$
declare
    signs constant text := 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
    hash  constant bytea := sha256(convert_to(kind || '/' || cause, 'UTF8'));
    front constant bigint := ('x' || encode(substring(hash from 1 for 5), 'hex'))::bit(40)::bigint;
    back  constant bigint := ('x' || encode(substring(hash from 6 for 4), 'hex'))::bit(32)::bigint >> 2;
begin
    return 'LT' || substr(signs, (front >> 35)::integer + 1, 1)
        || substr(signs, (front >> 30 & 31)::integer + 1, 1) || substr(signs, (front >> 25 & 31)::integer + 1, 1)
        || substr(signs, (front >> 20 & 31)::integer + 1, 1) || substr(signs, (front >> 15 & 31)::integer + 1, 1)
        || substr(signs, (front >> 10 & 31)::integer + 1, 1) || substr(signs, (front >> 5 & 31)::integer + 1, 1)
        || substr(signs, (front & 31)::integer + 1, 1) || substr(signs, (back >> 25)::integer + 1, 1)
        || substr(signs, (back >> 20 & 31)::integer + 1, 1) || substr(signs, (back >> 15 & 31)::integer + 1, 1)
        || substr(signs, (back >> 10 & 31)::integer + 1, 1) || substr(signs, (back >> 5 & 31)::integer + 1, 1)
        || substr(signs, (back & 31)::integer + 1, 1);
end $$;

alter table payments.posting
    add column reference    text,
    add column company_code text check (length(company_code) between 1 and 20),
    add column unknown_at   timestamptz,
    add column post_on      date;

-- What was told keeps the reference under which it was told.
alter table payments.posting disable trigger posting_kept;
update payments.posting p
set reference = case when told is null and tries = 0 then payments.posting_reference(kind, cause)
        else 'LTET' || lpad(number::text, 10, '0') end,
    company_code = case when state = 'POSTED' then coalesce(
        (select o.told::jsonb ->> 'companyCode' from payments.posting o where o.id = p.reverses),
        told::jsonb ->> 'companyCode') end;
alter table payments.posting enable trigger posting_kept;
alter table payments.posting
    alter column reference set not null,
    add constraint reference_fits check (length(reference) between 1 and 16),
    add constraint reference_of_one_posting unique (reference),
    drop constraint document_of_one_posting,
    add constraint document_of_one_posting unique (company_code, fiscal_year, document_number);
-- Not asked of what was posted before: its company is known where its words name it.
alter table payments.posting
    add constraint posted_in_company check ((state = 'POSTED') = (company_code is not null)) not valid;

create function payments.name_posting() returns trigger language plpgsql as $$
begin
    new.reference := payments.posting_reference(new.kind, new.cause);
    return new;
end $$;
create trigger posting_named before insert on payments.posting
    for each row execute function payments.name_posting();

-- Another date for a posting whose period SAP has closed: one person proposes it, another confirms.
create table payments.posting_date (
    id            uuid primary key default uuidv7(),
    posting_id    uuid not null references payments.posting,
    day           date not null,
    reason        text not null check (length(reason) between 1 and 1000),
    state         text not null default 'PROPOSED' check (state in ('PROPOSED', 'CONFIRMED', 'DROPPED')),
    proposed_by   text not null,
    proposed_at   timestamptz not null,
    decided_by    text,
    decided_at    timestamptz,
    constraint posting_date_by_two_people check (state <> 'CONFIRMED' or decided_by <> proposed_by),
    constraint posting_date_decided check ((state = 'PROPOSED') = (decided_by is null)
        and (state = 'PROPOSED') = (decided_at is null))
);
create unique index posting_date_proposed_once on payments.posting_date (posting_id) where state = 'PROPOSED';
create index posting_date_of_posting on payments.posting_date (posting_id, id);

create function payments.keep_posting_date() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state <> 'PROPOSED'
            or (new.id, new.posting_id, new.day, new.reason, new.proposed_by, new.proposed_at) is distinct from
               (old.id, old.posting_id, old.day, old.reason, old.proposed_by, old.proposed_at) then
        raise exception 'What was proposed stays on record, and is decided once'
            using errcode = 'check_violation', constraint = 'posting_date_kept';
    end if;
    return new;
end $$;
create trigger posting_date_kept before update or delete on payments.posting_date
    for each row execute function payments.keep_posting_date();

create or replace function payments.keep_posting() returns trigger language plpgsql as $$
declare
    by_number text;
begin
    if tg_op = 'DELETE'
            or (new.id, new.number, new.kind, new.cause, new.batch_id, new.payment_id, new.debit, new.credit, new.amount,
                new.day, new.reverses, new.planned_at, new.reference) is distinct from
               (old.id, old.number, old.kind, old.cause, old.batch_id, old.payment_id, old.debit, old.credit, old.amount,
                old.day, old.reverses, old.planned_at, old.reference) then
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
    if new.post_on is distinct from old.post_on and not (old.state = 'FAILED' and new.state = 'WAITING'
            and new.told is null and exists (select 1 from payments.posting_date d
                where d.posting_id = new.id and d.state = 'CONFIRMED' and d.day = new.post_on)) then
        raise exception 'Posting % gets another date by two people, when SAP has refused it', new.number
            using errcode = 'check_violation', constraint = 'posting_date_confirmed';
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
    -- A node of the release before names it by its number in what it tells, and does not say in which company it stands.
    by_number := 'LTET' || lpad(new.number::text, 10, '0');
    if old.told is null and position(by_number in new.told) > 0 then
        new.reference := by_number;
    end if;
    if new.state = 'POSTED' and new.company_code is null then
        new.company_code := coalesce(
            (select o.company_code from payments.posting o where o.id = new.reverses),
            new.told::jsonb ->> 'companyCode');
    end if;
    if new.state <> 'WAITING' then
        new.unknown_at := null;
    end if;
    return new;
end $$;
