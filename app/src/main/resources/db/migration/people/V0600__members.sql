create schema people;

-- A member as the HR system describes them, with what the member corrected beside it.
create table people.member (
    id                uuid primary key default uuidv7(),
    employee_number   text not null unique check (employee_number ~ '^[0-9]{8}$'),
    name              text not null check (char_length(name) between 1 and 200),
    status            text not null check (status in ('SERVING', 'RETIRED', 'DECEASED', 'LEFT')),
    ic                text not null,
    ic_name           text not null,
    region            text not null,
    location          text not null,
    department        text not null,
    grade             text not null,
    salary_band       text not null,
    birth_date        date not null,
    joining_date      date not null,
    retirement_date   date,
    death_date        date,
    left_date         date,
    -- what the HR system says, and what the member says instead; the member's own is null where they said nothing
    hrms_email        text not null,
    hrms_mobile       text not null,
    hrms_line         text not null,
    hrms_city         text not null,
    hrms_state        text not null,
    hrms_pin          text not null,
    own_email         text check (char_length(own_email) <= 254),
    own_mobile        text check (own_mobile ~ '^[6-9][0-9]{9}$'),
    own_line          text check (char_length(own_line) between 1 and 200),
    own_city          text check (char_length(own_city) between 1 and 60),
    own_state         text check (char_length(own_state) between 1 and 60),
    own_pin           text check (own_pin ~ '^[1-9][0-9]{5}$'),
    -- of the whole record received: equal means nothing to do
    fingerprint       bytea not null check (octet_length(fingerprint) = 32),
    version           integer not null default 1,
    created_at        timestamptz not null default now(),
    changed_at        timestamptz not null default now(),
    check (num_nulls(own_line, own_city, own_state, own_pin) in (0, 4)),
    check (birth_date < joining_date),
    check (status <> 'RETIRED' or retirement_date is not null),
    check (status <> 'DECEASED' or death_date is not null),
    check (status <> 'LEFT' or left_date is not null)
);

create table people.dependent (
    id                 uuid primary key default uuidv7(),
    member_id          uuid not null references people.member,
    hrms_key           text not null,
    relation           text not null check (relation in ('SPOUSE', 'CHILD', 'PARENT')),
    name               text not null check (char_length(name) between 1 and 200),
    name_key           text not null generated always as (lower(name)) stored,
    birth_date         date not null,
    disabled           boolean not null,
    disability_percent numeric(5, 2) check (disability_percent > 0 and disability_percent <= 100),
    active             boolean not null default true,
    unique (member_id, hrms_key),
    check (disabled or disability_percent is null)
);

-- Households: the same person recorded for two members.
create index dependent_person on people.dependent (birth_date, name_key);

create table people.bank_account (
    id             uuid primary key,
    member_id      uuid not null references people.member,
    source         text not null check (source in ('HRMS', 'MEMBER')),
    ifsc           text not null check (ifsc ~ '^[A-Z]{4}0[A-Z0-9]{6}$'),
    number_cipher  bytea not null,
    number_index   bytea not null,
    last_four      text not null check (last_four ~ '^[0-9]{4}$'),
    holder         text not null check (char_length(holder) between 1 and 100),
    active         boolean not null,
    -- what the HR system said last, whether or not the member replaced it since
    hrms_current   boolean not null,
    added_by       text not null,
    added_at       timestamptz not null,
    closed_at      timestamptz,
    check (active = (closed_at is null)),
    check (not hrms_current or source = 'HRMS')
);

create unique index bank_account_one_active on people.bank_account (member_id) where active;
create unique index bank_account_one_hrms on people.bank_account (member_id) where hrms_current;
create index bank_account_member on people.bank_account (member_id, added_at);
create index bank_account_number on people.bank_account (number_index);

-- An account once recorded is never rewritten or removed: payments and applications point at it.
create function people.keep_bank_account() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
        or (new.id, new.member_id, new.source, new.ifsc, new.number_index, new.last_four, new.holder, new.added_at)
           is distinct from
           (old.id, old.member_id, old.source, old.ifsc, old.number_index, old.last_four, old.holder, old.added_at)
        or (new.active and not old.active)
    then
        raise exception 'a recorded bank account may only be closed' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger keep_bank_account before update or delete on people.bank_account
    for each row execute function people.keep_bank_account();

-- Each field that changed, by whom; append-only. Sensitive values are masked before they come here.
create table people.member_change (
    id          bigint generated always as identity primary key,
    member_id   uuid not null references people.member,
    changed_at  timestamptz not null,
    changed_by  text not null,
    run_id      uuid,
    field       text not null,
    old_value   text,
    new_value   text
);

create index member_change_member on people.member_change (member_id, id);

create function people.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'this record is append-only' using errcode = 'restrict_violation';
end $$;

create trigger append_only before update or delete on people.member_change
    for each row execute function people.refuse_change();
