-- What must not be deleted, because a court, an auditor or the trust itself still needs it.
create table operations.legal_hold (
    id              uuid        not null primary key,
    employee_number text        check (length(employee_number) between 1 and 20),
    application_id  uuid,
    -- how people name it: employee number and name, or the number of the application
    label           text        not null check (length(label) between 1 and 300),
    reason          text        not null check (length(reason) between 1 and 1000),
    until           date,
    set_by          text        not null,
    set_at          timestamptz not null,
    lifted_by       text,
    lifted_at       timestamptz,
    lift_reason     text        check (length(lift_reason) between 1 and 1000),
    check (num_nonnulls(employee_number, application_id) = 1),
    check (num_nulls(lifted_by, lifted_at, lift_reason) in (0, 3))
);
create index legal_hold_in_force on operations.legal_hold (id) where lifted_at is null;

-- A hold is lifted once, with a reason, and stays on record.
create function operations.keep_hold() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.lifted_at is not null
            or to_jsonb(new) - '{lifted_by,lifted_at,lift_reason}'::text[]
               <> to_jsonb(old) - '{lifted_by,lifted_at,lift_reason}'::text[] then
        raise exception 'a legal hold may only be lifted' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger keep_hold before update or delete on operations.legal_hold
    for each row execute function operations.keep_hold();

-- Each run of the retention schedule, and each look at what it would do.
create table operations.retention_run (
    id         uuid        not null primary key,
    dry        boolean     not null,
    asked_by   text        not null,
    started_at timestamptz not null,
    ended_at   timestamptz
);
create table operations.retention_result (
    run_id      uuid        not null references operations.retention_run,
    rule        text        not null,
    kept_before timestamptz not null,
    due         bigint      not null check (due >= 0),
    held_back   bigint      not null check (held_back >= 0),
    removed     bigint      not null check (removed >= 0),
    problem     text,
    primary key (run_id, rule)
);
