-- Files on their way: sent piece by piece, going on after a break where they stopped (DOC-1). Each piece lies in the
-- store as a file of its own, sealed by a key of its own, until the whole is there and becomes a document.
create table documents.upload (
    id          uuid primary key,
    owner_kind  text        not null check (owner_kind ~ '^[a-z][a-z-]{0,39}$'),
    owner_id    uuid        not null,
    -- what the owner will make of it, and the kind of document
    purpose     text        not null check (purpose ~ '^[A-Z_]{1,40}$'),
    type        text        not null check (length(type) between 1 and 60),
    file_name   text        not null check (length(file_name) between 1 and 140),
    length      bigint      not null check (length > 0),
    received    bigint      not null default 0 check (received between 0 and length),
    state       text        not null default 'OPEN' check (state in ('OPEN', 'TAKEN', 'REFUSED')),
    document_id uuid references documents.document,
    problem     text,
    begun_by    text        not null,
    begun_at    timestamptz not null,
    expires_at  timestamptz not null check (expires_at > begun_at),
    check ((state = 'TAKEN') = (document_id is not null)),
    check ((state = 'REFUSED') = (problem is not null)),
    check (state = 'OPEN' or received = length)
);

create index upload_open on documents.upload (begun_by) where state = 'OPEN';
create index upload_expires on documents.upload (expires_at);
create index upload_document on documents.upload (document_id) where document_id is not null;

create table documents.upload_part (
    id          uuid primary key,
    upload_id   uuid   not null references documents.upload,
    starts_at   bigint not null check (starts_at >= 0),
    size        bigint not null check (size > 0),
    wrapped_key bytea  not null,
    unique (upload_id, starts_at)
);

-- What was decided about an upload stays, and it never shrinks.
create function documents.guard_upload() returns trigger language plpgsql as $$
begin
    if (new.id, new.owner_kind, new.owner_id, new.purpose, new.type, new.file_name, new.length, new.begun_by, new.begun_at)
       is distinct from
       (old.id, old.owner_kind, old.owner_id, old.purpose, old.type, old.file_name, old.length, old.begun_by, old.begun_at)
       or new.received < old.received
       or old.state <> 'OPEN' and new.state <> old.state then
        raise exception 'an upload only goes on' using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger guard_upload before update on documents.upload
    for each row execute function documents.guard_upload();
