-- Documents: one row per file. The content lies in the store under the row's id, sealed by the row's own key.
create schema documents;

create table documents.document (
    id          uuid primary key,
    owner_kind  text        not null check (owner_kind ~ '^[a-z][a-z-]{0,39}$'),
    owner_id    uuid        not null,
    type        text        not null check (length(type) between 1 and 60),
    file_name   text        not null check (length(file_name) between 1 and 140),
    media_type  text        not null check (length(media_type) between 3 and 100),
    size        bigint      not null check (size >= 0),
    sha256      char(64)    not null check (sha256 ~ '^[0-9a-f]{64}$'),
    wrapped_key text,
    state       text        not null default 'STORED' check (state in ('STORED', 'REMOVED', 'ERASED')),
    added_at    timestamptz not null,
    added_by    text        not null,
    removed_at  timestamptz,
    -- the key goes with the content: without it even a copy of the file is worthless
    check ((wrapped_key is null) = (state = 'ERASED')),
    check ((removed_at is null) = (state = 'STORED'))
);

create index document_owner on documents.document (owner_kind, owner_id, id) where state = 'STORED';
create index document_same_content on documents.document (sha256) where state = 'STORED';
create index document_to_erase on documents.document (removed_at) where state = 'REMOVED';

-- What a document is never changes after it was stored, and a removed one never comes back.
create function documents.guard_document() returns trigger language plpgsql as $$
begin
    if (new.id, new.owner_kind, new.owner_id, new.type, new.file_name, new.media_type, new.size, new.sha256,
            new.added_at, new.added_by)
       is distinct from
       (old.id, old.owner_kind, old.owner_id, old.type, old.file_name, old.media_type, old.size, old.sha256,
            old.added_at, old.added_by) then
        raise exception 'a stored document does not change' using errcode = 'check_violation';
    end if;
    if (old.state, new.state) not in
            (('STORED', 'STORED'), ('STORED', 'REMOVED'), ('REMOVED', 'REMOVED'), ('REMOVED', 'ERASED')) then
        raise exception 'a document does not go from % to %', old.state, new.state using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger guard_document before update on documents.document
    for each row execute function documents.guard_document();

create function documents.keep_rows() returns trigger language plpgsql as $$
begin
    raise exception 'rows of documents are kept' using errcode = 'check_violation';
end $$;

create trigger keep_rows before delete on documents.document
    for each row execute function documents.keep_rows();
