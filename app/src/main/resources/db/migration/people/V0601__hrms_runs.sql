-- One synchronisation with the HR system.
create table people.hrms_run (
    id            uuid primary key,
    kind          text not null check (kind in ('FULL', 'DELTA')),
    state         text not null check (state in ('REQUESTED', 'RUNNING', 'COMPLETED', 'FAILED', 'INTERRUPTED')),
    requested_by  text not null,
    requested_at  timestamptz not null,
    started_at    timestamptz,
    ended_at      timestamptz,
    -- a delta reads what changed since this moment, and the next one from this run's watermark on
    since         timestamptz,
    watermark     timestamptz,
    -- the page to go on with, should the run be cut off
    cursor        text,
    members_read  integer not null default 0,
    added         integer not null default 0,
    changed       integer not null default 0,
    rejected      integer not null default 0,
    error         text,
    check (state <> 'RUNNING' or started_at is not null),
    check ((state in ('COMPLETED', 'FAILED', 'INTERRUPTED')) = (ended_at is not null)),
    check (state <> 'COMPLETED' or watermark is not null)
);

create unique index hrms_run_one_waiting on people.hrms_run (state) where state = 'REQUESTED';
create unique index hrms_run_one_running on people.hrms_run (state) where state = 'RUNNING';
create index hrms_run_watermark on people.hrms_run (watermark desc) where state = 'COMPLETED';

-- A record that could not be taken over, with the reason; the rest of its run went on.
create table people.hrms_reject (
    id              bigint generated always as identity primary key,
    run_id          uuid not null references people.hrms_run,
    employee_number text,
    part            text not null check (part in ('RECORD', 'BANK_ACCOUNT')),
    reason          text not null,
    detail          text not null
);

create index hrms_reject_run on people.hrms_reject (run_id, id);

-- Where changed records wait inside one transaction; empty between runs. Only one run at a time fills them.
create unlogged table people.hrms_stage_member (
    member_id       uuid not null,
    fresh           boolean not null,
    employee_number text not null,
    name            text not null,
    status          text not null,
    ic              text not null,
    ic_name         text not null,
    region          text not null,
    location        text not null,
    department      text not null,
    grade           text not null,
    salary_band     text not null,
    birth_date      date not null,
    joining_date    date not null,
    retirement_date date,
    death_date      date,
    left_date       date,
    email           text not null,
    mobile          text not null,
    line            text not null,
    city            text not null,
    state           text not null,
    pin             text not null,
    fingerprint     bytea not null
);

create unlogged table people.hrms_stage_dependent (
    member_id          uuid not null,
    fresh              boolean not null,
    hrms_key           text not null,
    relation           text not null,
    name               text not null,
    birth_date         date not null,
    disabled           boolean not null,
    disability_percent numeric(5, 2)
);

-- Only accounts that differ from what the HR system said before.
create unlogged table people.hrms_stage_account (
    id              uuid not null,
    member_id       uuid not null,
    fresh           boolean not null,
    ifsc            text not null,
    number_cipher   bytea not null,
    number_index    bytea not null,
    last_four       text not null,
    holder          text not null
);
