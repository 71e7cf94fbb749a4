-- Use of the portal that is unusual, for a system admin to look at (ACC-7). A flag blocks nobody.
create table identity.access_flag (
    id           uuid        not null primary key,
    rule         text        not null check (rule ~ '^[A-Z_]{1,40}$'),
    -- what it is about, so that the same is flagged once: an account or address, and the day or the sign-in
    subject      text        not null check (length(subject) <= 200),
    account_id   uuid references identity.account,
    found        jsonb       not null,
    raised_at    timestamptz not null,
    state        text        not null check (state in ('OPEN', 'LOOKED_AT', 'CLOSED')),
    note         text        check (length(note) between 1 and 500),
    handled_at   timestamptz,
    handled_by   uuid references identity.account,
    handled_name text,
    unique (rule, subject),
    check ((state = 'OPEN') = (handled_at is null)),
    check (num_nulls(note, handled_at, handled_by, handled_name) in (0, 4))
);
create index flag_by_state on identity.access_flag (state, id);
create index flag_of_account on identity.access_flag (account_id, rule, raised_at desc);

create function identity.keep_flags() returns trigger language plpgsql as $$
begin
    if old.state = 'CLOSED' or (new.id, new.rule, new.subject, new.account_id, new.found, new.raised_at)
            is distinct from (old.id, old.rule, old.subject, old.account_id, old.found, old.raised_at) then
        raise exception 'a flag says what was found, and once closed it stays so' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger keep_flags before update on identity.access_flag
    for each row execute function identity.keep_flags();

-- Openings of confidential values and exports, counted for a few days.
create table identity.watched_use (
    id         uuid        not null primary key,
    account_id uuid        not null references identity.account,
    kind       text        not null check (kind in ('UNMASKED', 'EXPORTED')),
    at         timestamptz not null
);
create index watched_use_by_time on identity.watched_use (at);
