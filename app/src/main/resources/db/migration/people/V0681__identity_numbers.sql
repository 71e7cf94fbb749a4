-- PAN and Aadhaar, where a member gave them; taken back, the row goes.
create table people.identity_number (
    id            uuid primary key,
    member_id     uuid not null references people.member,
    kind          text not null check (kind in ('PAN', 'AADHAAR')),
    number_cipher bytea not null,
    -- of PAN alone: nobody has a reason to look for a member by Aadhaar
    number_index  bytea[] check (cardinality(number_index) > 0),
    given_at      timestamptz not null,
    unique (member_id, kind),
    check ((kind = 'PAN') = (number_index is not null))
);
create index identity_number_index on people.identity_number using gin (number_index) with (fastupdate = off);

-- What members agreed to and took back, in which words, when and how; append-only.
create table people.consent (
    id           bigint generated always as identity primary key,
    member_id    uuid not null references people.member,
    purpose      text not null check (purpose in ('NOTICE', 'PAN', 'AADHAAR')),
    text_version integer not null check (text_version > 0),
    given        boolean not null,
    way          text not null check (way in ('SCREEN', 'API', 'STAFF')),
    at           timestamptz not null,
    by_number    text not null
);
create index consent_of_member on people.consent (member_id, purpose, id desc);
create trigger append_only before update or delete on people.consent
    for each row execute function people.refuse_change();

-- The same PAN or bank account given by two members, for accounts staff to look into (PRO-2).
create table people.shared_number (
    id              uuid primary key default uuidv7(),
    kind            text not null check (kind in ('PAN', 'BANK_ACCOUNT')),
    -- whose number came later, and who had it already
    member_id       uuid not null references people.member,
    other_member_id uuid not null references people.member,
    number_id       uuid not null,
    other_number_id uuid not null,
    found_at        timestamptz not null,
    version         integer not null default 1,
    settled_at      timestamptz,
    settled_by      text,
    outcome         text check (outcome in ('FAMILY', 'CORRECTED', 'REFERRED')),
    note            text check (length(note) between 1 and 1000),
    check (member_id <> other_member_id),
    check (num_nulls(settled_at, settled_by, outcome, note) in (0, 4))
);
create unique index shared_number_once on people.shared_number
    (kind, least(number_id, other_number_id), greatest(number_id, other_number_id));
create index shared_number_open on people.shared_number (id) where settled_at is null;

-- What was settled stays as it was settled.
create function people.keep_settled() returns trigger language plpgsql as $$
begin
    if old.settled_at is not null then
        raise exception 'a settled case does not change' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger keep_settled before update on people.shared_number
    for each row execute function people.keep_settled();
