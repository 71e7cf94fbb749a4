-- The keys that seal data, each wrapped under the master key, which is never here. A number is never used again: what
-- was sealed names its key by it, and a later key has a greater one.
create table operations.data_key (
    number      integer generated always as identity primary key,
    purpose     text        not null check (purpose in ('FIELDS', 'INDEX', 'RECORDS')),
    state       text        not null check (state in ('ACTIVE', 'REPLACED', 'RETIRED')),
    wrapped     bytea       not null,
    master_id   text        not null,
    created_at  timestamptz not null,
    replaced_at timestamptz,
    retired_at  timestamptz,
    check ((state = 'ACTIVE') = (replaced_at is null)),
    check ((state = 'RETIRED') = (retired_at is not null))
);
create unique index data_key_one_active on operations.data_key (purpose) where state = 'ACTIVE';

-- Without its key nothing that it sealed can ever be read again, not even from a backup of the rows.
create function operations.keep_data_key() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or (new.number, new.purpose, new.created_at)
            is distinct from (old.number, old.purpose, old.created_at) then
        raise exception 'a data key is kept for good' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger keep_data_key before update or delete on operations.data_key
    for each row execute function operations.keep_data_key();

-- How far each column has been sealed anew, so that the work goes on where it stopped.
create table operations.sealed_column (
    name         text        not null primary key,
    -- values that an earlier release stored in clear were sealed; from then on a clear value is a forgery
    clear_sealed boolean     not null default false,
    after_key    uuid,
    sealed       bigint      not null default 0,
    changed_at   timestamptz not null
);
