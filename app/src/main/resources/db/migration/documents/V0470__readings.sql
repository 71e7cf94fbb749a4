-- What was read from documents, and the queue of those that wait for it.
create table documents.reading (
    id       uuid primary key references documents.document,
    kind     text        not null check (kind in ('BILL', 'MARK_SHEET', 'INCOME_CERTIFICATE', 'DISABILITY_CERTIFICATE',
        'BANK_PROOF', 'OTHER')),
    state    text        not null default 'WAITING' check (state in ('WAITING', 'READ', 'UNREADABLE')),
    -- fields with their values and places: sealed, because they name people
    content  bytea,
    attempts int         not null default 0 check (attempts >= 0),
    asked_at timestamptz not null,
    begun_at timestamptz,
    ended_at timestamptz,
    check ((state = 'WAITING') = (ended_at is null)),
    check ((state = 'WAITING') = (content is null))
);

create index reading_waiting on documents.reading (asked_at) where state = 'WAITING';

-- What was read once stays as it was read; only its seal is renewed.
create function documents.guard_reading() returns trigger language plpgsql as $$
begin
    if old.state <> 'WAITING' and (new.state, new.kind, new.ended_at) is distinct from (old.state, old.kind, old.ended_at) then
        raise exception 'a document is read once' using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger guard_reading before update on documents.reading
    for each row execute function documents.guard_reading();

-- Layout prescribed by db-scheduler 16.
create table documents.reading_job (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index reading_job_by_execution_time on documents.reading_job (execution_time);
create index reading_job_by_heartbeat on documents.reading_job (last_heartbeat);
