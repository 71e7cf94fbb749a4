-- Notices to people: an entry in the inbox each, and what goes out by other channels.
create schema notifications;

create table notifications.notice (
    id              uuid primary key,
    -- which event it tells of: a second delivery of the same event finds it there and adds nothing
    event_key       text        not null check (length(event_key) between 1 and 200),
    employee_number text        not null,
    kind            text        not null check (kind ~ '^[A-Z_]{1,40}$'),
    application_id  uuid        not null,
    facts           jsonb       not null,
    happened_at     timestamptz not null,
    created_at      timestamptz not null,
    read_at         timestamptz,
    unique (event_key, employee_number)
);

create index notice_inbox on notifications.notice (employee_number, happened_at desc, id desc);
create index notice_unread on notifications.notice (employee_number) where read_at is null;

create table notifications.delivery (
    id              uuid primary key,
    notice_id       uuid        not null references notifications.notice (id),
    channel         text        not null check (channel in ('EMAIL')),
    status          text        not null default 'QUEUED' check (status in ('QUEUED', 'SENT', 'FAILED', 'SUPPRESSED')),
    attempts        int         not null default 0 check (attempts >= 0),
    -- masked: the history shows where it went without being a list of addresses
    sent_to         text,
    problem         text,
    created_at      timestamptz not null,
    last_attempt_at timestamptz,
    finished_at     timestamptz,
    unique (notice_id, channel),
    check ((finished_at is null) = (status = 'QUEUED')),
    check (status <> 'SENT' or sent_to is not null),
    check (status not in ('FAILED', 'SUPPRESSED') or problem is not null)
);

create index delivery_queued on notifications.delivery (created_at) where status = 'QUEUED';

-- A delivery that came to its end stays as it ended: the history is for audit.
create function notifications.guard_delivery() returns trigger language plpgsql as $$
begin
    if old.status <> 'QUEUED' then
        raise exception 'a finished delivery does not change' using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger guard_delivery before update on notifications.delivery
    for each row execute function notifications.guard_delivery();

-- Addresses that a mail server refused for good; nothing more is sent there until the person gives another one.
create table notifications.dead_address (
    address  text primary key check (address = lower(address)),
    problem  text        not null,
    found_at timestamptz not null
);

create table notifications.preference (
    employee_number text primary key,
    language        text not null check (language in ('en', 'hi'))
);
