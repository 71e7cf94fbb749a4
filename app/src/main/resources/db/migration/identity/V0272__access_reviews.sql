-- Each quarter somebody looks at roles that stand out and keeps or takes away each (ACC-10). Once signed, the record
-- stays as it was signed.
create table identity.access_review (
    id            uuid        not null primary key,
    quarter       text        not null unique check (quarter ~ '^[0-9]{4}-Q[1-4]$'),
    prepared_at   timestamptz not null,
    due_on        date        not null,
    signed_at     timestamptz,
    signed_by     uuid references identity.account,
    signed_number text,
    signed_name   text,
    kept          int         check (kept >= 0),
    revoked       int         check (revoked >= 0),
    hash          bytea       check (length(hash) = 32),
    check (num_nulls(signed_at, signed_by, signed_number, signed_name, kept, revoked, hash) in (0, 7))
);

create table identity.access_review_item (
    id              uuid        not null primary key,
    review_id       uuid        not null references identity.access_review,
    account_id      uuid        not null references identity.account,
    employee_number text        not null,
    display_name    text        not null,
    role            text        not null check (role <> 'MEMBER'),
    scope           text        not null,
    findings        jsonb       not null check (jsonb_array_length(findings) > 0),
    decision        text        check (decision in ('KEEP', 'REVOKE')),
    reason          text        check (length(reason) between 1 and 500),
    decided_at      timestamptz,
    decided_by      uuid references identity.account,
    decided_name    text,
    unique (review_id, account_id, role),
    check (num_nulls(decision, reason, decided_at, decided_by, decided_name) in (0, 5)),
    constraint nobody_reviews_oneself check (decided_by <> account_id)
);
create index review_item_by_review on identity.access_review_item (review_id, id);
create index review_item_by_role on identity.access_review_item (account_id, role, decided_at) where decision = 'KEEP';

create function identity.keep_signed_review() returns trigger language plpgsql as $$
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
    into undecided, keep, revoke from identity.access_review_item where review_id = new.id;
    if new.signed_at is not null and (undecided > 0 or new.kept <> keep or new.revoked <> revoke) then
        raise exception 'a review of access is signed when all is decided' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep_signed_review before update or delete on identity.access_review
    for each row execute function identity.keep_signed_review();
create trigger review_never_emptied before truncate on identity.access_review
    for each statement execute function identity.keep_signed_review();

-- The row of the review is held meanwhile: a decision comes before the signature or not at all.
create function identity.keep_signed_items() returns trigger language plpgsql as $$
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
            (new.id, new.review_id, new.account_id, new.employee_number, new.display_name, new.role, new.scope,
                new.findings) is distinct from
            (old.id, old.review_id, old.account_id, old.employee_number, old.display_name, old.role, old.scope,
                old.findings)) then
        raise exception 'what was found stays, and what was taken away stays so' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger keep_signed_items before insert or update or delete on identity.access_review_item
    for each row execute function identity.keep_signed_items();
create trigger review_items_never_emptied before truncate on identity.access_review_item
    for each statement execute function identity.keep_signed_items();
