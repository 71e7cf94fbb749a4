-- What members ask for about their own data (Digital Personal Data Protection Act 2023, sections 11 to 14).
create table people.data_request (
    id                 uuid primary key,
    member_id          uuid not null references people.member,
    employee_number    text not null,
    kind               text not null check (kind in ('ACCESS', 'CORRECTION', 'ERASURE', 'GRIEVANCE', 'NOMINATION')),
    state              text not null check (state in ('RECEIVED', 'IN_HAND', 'ASKED', 'COMPLETED', 'REFUSED', 'WITHDRAWN')),
    version            integer not null default 1,
    received_at        timestamptz not null,
    due_on             date not null,
    assigned_to        text,
    closed_at          timestamptz,
    ground             text,
    -- of an erasure: how much went and what stays, without saying of whom
    outcome            jsonb,
    export_document_id uuid,
    export_until       timestamptz,
    check ((state in ('COMPLETED', 'REFUSED', 'WITHDRAWN')) = (closed_at is not null)),
    check (state <> 'REFUSED' or ground is not null),
    check (state <> 'IN_HAND' or assigned_to is not null),
    check (outcome is null or kind = 'ERASURE' and state = 'COMPLETED'),
    check (export_document_id is null or export_until is not null),
    check (assigned_to is distinct from employee_number)
);
create index data_request_of_member on people.data_request (member_id, id desc);
create index data_request_open on people.data_request (due_on, id) where closed_at is null;
create unique index data_request_one_open on people.data_request (member_id, kind)
    where closed_at is null and kind in ('ACCESS', 'ERASURE');
create index data_request_export on people.data_request (export_until) where export_document_id is not null;

-- Who did what when, with their words sealed; append-only.
create table people.data_request_step (
    id         uuid primary key,
    request_id uuid not null references people.data_request,
    what       text not null check (what in ('RECEIVED', 'TAKEN', 'ASKED', 'ANSWERED', 'COMPLETED', 'REFUSED',
                   'WITHDRAWN', 'EXPORT_DELETED')),
    at         timestamptz not null,
    by_number  text not null,
    words      bytea
);
create index data_request_step_of_request on people.data_request_step (request_id, id);

create function people.keep_step() returns trigger language plpgsql as $$
begin
    -- the words are sealed anew when their key changes
    if tg_op = 'DELETE' or to_jsonb(new) - 'words' <> to_jsonb(old) - 'words' then
        raise exception 'this record is append-only' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger keep_step before update or delete on people.data_request_step
    for each row execute function people.keep_step();

-- A request that came to its end stays as it ended; only its export goes.
create function people.keep_request() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
        or (new.id, new.member_id, new.employee_number, new.kind, new.received_at)
           is distinct from (old.id, old.member_id, old.employee_number, old.kind, old.received_at)
        or old.closed_at is not null
           and to_jsonb(new) - '{export_document_id,version}'::text[]
               <> to_jsonb(old) - '{export_document_id,version}'::text[]
    then
        raise exception 'a request stays as it ended' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger keep_request before update or delete on people.data_request
    for each row execute function people.keep_request();

-- The history of a member's record keeps who changed which field when; its values may be taken out of it.
create function people.keep_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or new.old_value is not null or new.new_value is not null
        or to_jsonb(new) - '{old_value,new_value}'::text[] <> to_jsonb(old) - '{old_value,new_value}'::text[] then
        raise exception 'this record is append-only' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
drop trigger append_only on people.member_change;
create trigger append_only before update or delete on people.member_change
    for each row execute function people.keep_change();
