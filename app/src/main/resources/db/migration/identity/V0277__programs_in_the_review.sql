-- Programs that may use the API are part of each review of access: every one that is not revoked, who answers for it,
-- when it was last used, and whether it stays (ACC-10).
create table identity.access_review_program (
    id            uuid        not null primary key,
    review_id     uuid        not null references identity.access_review,
    program_id    uuid        not null references identity.client,
    client_id     text        not null,
    kind          text        not null check (kind in ('SYSTEM', 'PUBLIC')),
    name          text        not null,
    contact       text        not null,
    scopes        text        not null,
    registered_at timestamptz not null,
    last_used_at  timestamptz,
    findings      jsonb       not null,
    decision      text        check (decision in ('KEEP', 'REVOKE')),
    reason        text        check (length(reason) between 1 and 500),
    decided_at    timestamptz,
    decided_by    uuid references identity.account,
    decided_name  text,
    unique (review_id, program_id),
    check (num_nulls(decision, reason, decided_at, decided_by, decided_name) in (0, 5))
);
create index review_program_by_review on identity.access_review_program (review_id, id);

create or replace function identity.keep_signed_review() returns trigger language plpgsql as $$
declare
    undecided int;
    keep int;
    revoke int;
begin
    if tg_op <> 'UPDATE' or old.signed_at is not null
            or (new.id, new.quarter, new.prepared_at, new.due_on) is distinct from
               (old.id, old.quarter, old.prepared_at, old.due_on) then
        raise exception 'a review of access stays as it was signed' using errcode = 'restrict_violation';
    end if;
    select count(*) filter (where decision is null), count(*) filter (where decision = 'KEEP'),
        count(*) filter (where decision = 'REVOKE')
    into undecided, keep, revoke from (
        select decision from identity.access_review_item where review_id = new.id
        union all
        select decision from identity.access_review_program where review_id = new.id) found;
    if new.signed_at is not null and (undecided > 0 or new.kept <> keep or new.revoked <> revoke) then
        raise exception 'a review of access is signed when all is decided' using errcode = 'check_violation';
    end if;
    return new;
end $$;

create function identity.keep_signed_programs() returns trigger language plpgsql as $$
declare
    signed timestamptz;
begin
    if tg_op in ('DELETE', 'TRUNCATE') then
        raise exception 'a review of access keeps all it found' using errcode = 'restrict_violation';
    end if;
    select signed_at into signed from identity.access_review where id = new.review_id for share;
    if signed is not null then
        raise exception 'a review of access stays as it was signed' using errcode = 'restrict_violation';
    end if;
    if tg_op = 'UPDATE' and (old.decision = 'REVOKE' or
            (new.id, new.review_id, new.program_id, new.client_id, new.kind, new.name, new.contact, new.scopes,
                new.registered_at, new.last_used_at, new.findings) is distinct from
            (old.id, old.review_id, old.program_id, old.client_id, old.kind, old.name, old.contact, old.scopes,
                old.registered_at, old.last_used_at, old.findings)) then
        raise exception 'what was found stays, and what was revoked stays so' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger keep_signed_programs before insert or update or delete on identity.access_review_program
    for each row execute function identity.keep_signed_programs();
create trigger review_programs_never_emptied before truncate on identity.access_review_program
    for each statement execute function identity.keep_signed_programs();
