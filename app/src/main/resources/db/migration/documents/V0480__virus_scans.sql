-- Whether a document was looked through for viruses: by whom, when and with what outcome.
alter table documents.document
    add column safety        text not null default 'UNCHECKED'
        check (safety in ('OWN', 'UNCHECKED', 'CLEAN', 'INFECTED', 'UNSCANNABLE')),
    add column scan_due      timestamptz,
    add column scan_attempts int  not null default 0 check (scan_attempts >= 0),
    add column scanned_at    timestamptz,
    add column scanned_by    text check (length(scanned_by) between 1 and 200),
    add column virus         text check (length(virus) between 1 and 200);

update documents.document set scan_due = added_at, safety = case added_by when 'portal' then 'OWN' else 'UNCHECKED' end;

alter table documents.document
    alter column scan_due set not null,
    add check ((safety in ('OWN', 'UNCHECKED')) = (scanned_at is null)),
    add check ((scanned_at is null) = (scanned_by is null)),
    -- a name or a reason for what is kept away, none for the rest
    add check ((safety in ('INFECTED', 'UNSCANNABLE')) = (virus is not null));

-- newest first: what people add now does not wait behind years of files when a scanner is switched on
create index document_unchecked on documents.document (scan_due desc)
    where safety = 'UNCHECKED' and state = 'STORED';
create index document_kept_away on documents.document (id desc) where safety in ('INFECTED', 'UNSCANNABLE');

-- What a scanner said of a document stays said.
create function documents.guard_safety() returns trigger language plpgsql as $$
begin
    if old.safety <> 'UNCHECKED' and (new.safety, new.scanned_at, new.scanned_by, new.virus)
       is distinct from (old.safety, old.scanned_at, old.scanned_by, old.virus) then
        raise exception 'a document is scanned once' using errcode = 'check_violation';
    end if;
    if old.safety = 'UNCHECKED' and new.safety = 'OWN' then
        raise exception 'what people handed in is not our own' using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger guard_safety before update on documents.document
    for each row execute function documents.guard_safety();
