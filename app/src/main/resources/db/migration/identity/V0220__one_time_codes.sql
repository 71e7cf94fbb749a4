-- A wish for a one-time code. The same row is written whether the name is anybody's or not; who it is, and the code, are
-- found out by the job that sends it. The code itself is stored nowhere.
create table identity.code_request (
    id              uuid        not null primary key,
    name            text        not null check (length(name) between 1 and 200),
    purpose         text        not null check (purpose in ('PASSWORD', 'UNLOCK')),
    language        text        not null check (language in ('en', 'hi')),
    requested_at    timestamptz not null,
    expires_at      timestamptz not null check (expires_at > requested_at),
    employee_number text,
    code_hash       bytea       check (octet_length(code_hash) = 32),
    sent_at         timestamptz,
    tries           int         not null default 0 check (tries between 0 and 5),
    used_at         timestamptz check (used_at < expires_at),
    check (used_at is null or (code_hash is not null and employee_number is not null))
);
create index code_request_by_expiry on identity.code_request (expires_at);
create index code_request_by_person on identity.code_request (employee_number) where used_at is null;

-- Used once is used for ever, and tries do not come back.
create function identity.keep_code_used() returns trigger language plpgsql as $$
begin
    if old.used_at is not null or new.tries < old.tries then
        raise exception 'a one-time code is good for one use and few tries';
    end if;
    return new;
end $$;
create trigger keep_code_used before update on identity.code_request
    for each row execute function identity.keep_code_used();

alter table identity.account add column password_set_at timestamptz;
update identity.account set password_set_at = opened_at where password_hash is not null;

-- Earlier passwords, so that they are not taken again too soon.
create table identity.password_history (
    account_id uuid        not null references identity.account,
    hash       text        not null,
    set_at     timestamptz not null
);
create index password_history_by_account on identity.password_history (account_id, set_at desc);
