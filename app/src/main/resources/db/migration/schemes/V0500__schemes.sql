create schema schemes;
create extension if not exists btree_gist;

create table schemes.scheme (
    code       text primary key check (code ~ '^[A-Z][A-Z0-9]{1,9}$'),
    created_at timestamptz not null default now()
);

-- The rules as published. Applications keep the version under which they were made, so rows are never changed or
-- removed; only the last day of validity may be set.
create table schemes.scheme_version (
    id           uuid primary key,
    code         text not null references schemes.scheme,
    number       integer not null check (number >= 1),
    definition   jsonb not null check (definition ->> 'code' = code),
    valid_from   date not null,
    valid_to     date,
    published_at timestamptz not null,
    published_by text not null,
    unique (code, number),
    -- a version replaced on its first day was never in force
    check (valid_to >= valid_from - 1),
    constraint one_version_at_a_time
        exclude using gist (code with =, daterange(valid_from, valid_to + 1) with &&)
);

create function schemes.refuse_change_of_version() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and (old.id, old.code, old.number, old.definition, old.valid_from, old.published_at, old.published_by)
            is not distinct from
            (new.id, new.code, new.number, new.definition, new.valid_from, new.published_at, new.published_by) then
        return new;
    end if;
    raise exception 'A published version of a scheme is never changed (version % of %)', old.number, old.code
        using errcode = 'restrict_violation';
end $$;

create trigger version_is_frozen before update or delete on schemes.scheme_version
    for each row execute function schemes.refuse_change_of_version();
create trigger versions_stay before truncate on schemes.scheme_version
    for each statement execute function schemes.refuse_change_of_version();

-- Every node keeps the versions in memory and reads them again when told.
create function schemes.tell_of_change() returns trigger language plpgsql as $$
begin
    perform pg_notify('schemes_changed', '');
    return null;
end $$;

create trigger tell_of_change after insert or update on schemes.scheme_version
    for each statement execute function schemes.tell_of_change();
