-- Original papers: asked for by a letter with a number, arrived, moved, sent back. No paper is ever forgotten: a row of
-- this register is never taken away, and no change of it is without its entry.
create sequence applications.originals_number maxvalue 999999999;

create table applications.originals_letter (
    id             uuid primary key,
    application_id uuid not null references applications.application (id),
    number         text not null unique check (number ~ '^OR[0-9]{10}$'),
    level          text not null check (level in ('SCRUTINY', 'SUB_PANEL', 'APEX_PANEL')),
    asked_by       text not null,
    asked_by_name  text not null,
    asked_at       timestamptz not null,
    words          text not null check (length(words) between 1 and 1000),
    -- nothing is granted before they are here
    waits          boolean not null
);
create index originals_letter_application on applications.originals_letter (application_id, id);
create trigger guard before update or delete on applications.originals_letter
    for each row execute function applications.guard_append_only();

create table applications.originals_event (
    letter_id uuid not null references applications.originals_letter (id),
    seq       integer not null check (seq > 0),
    kind      text not null check (kind in ('ASKED', 'CANCELLED', 'ARRIVED', 'MOVED', 'RETURNED')),
    positions smallint[] not null check (cardinality(positions) between 1 and 40),
    at        timestamptz not null,
    on_day    date not null,
    actor     text not null,
    actor_name text not null,
    location  text check (length(location) between 1 and 80),
    mode      text check (mode in ('REGISTERED_POST', 'COURIER', 'IN_PERSON', 'OFFICE')),
    reference text check (length(reference) between 1 and 80),
    words     text check (length(words) between 1 and 1000),
    primary key (letter_id, seq),
    constraint what_each_tells check (
        (location is not null) = (kind in ('ARRIVED', 'MOVED'))
        and (mode is not null) = (kind = 'RETURNED') and (reference is not null) = (kind = 'RETURNED')
        and (words is not null or kind <> 'CANCELLED')),
    constraint on_a_day_that_is_over check (on_day <= (at at time zone 'Asia/Kolkata')::date)
);

create function applications.guard_originals_event() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        perform applications.refuse('originals_event_is_append_only');
    end if;
    if new.seq <> 1 + (select coalesce(max(e.seq), 0) from applications.originals_event e
                       where e.letter_id = new.letter_id) then
        perform applications.refuse('originals_events_follow_each_other');
    end if;
    if exists (select 1 from applications.originals_letter l join applications.application a on a.id = l.application_id
               where l.id = new.letter_id and a.employee_number = new.actor) then
        perform applications.refuse('not_own_application');
    end if;
    return new;
end $$;
create trigger guard before insert or update or delete on applications.originals_event
    for each row execute function applications.guard_originals_event();

create table applications.original (
    letter_id        uuid not null references applications.originals_letter (id),
    position         smallint not null check (position between 1 and 40),
    -- a document of the scheme, or one that is named
    code             text,
    label            text check (length(label) between 1 and 120),
    state            text not null check (state in ('ASKED', 'CANCELLED', 'HERE', 'RETURNED')),
    arrived_on       date,
    location         text check (length(location) between 1 and 80),
    returned_on      date,
    return_mode      text check (return_mode in ('REGISTERED_POST', 'COURIER', 'IN_PERSON', 'OFFICE')),
    return_reference text check (length(return_reference) between 1 and 80),
    primary key (letter_id, position),
    constraint one_name check (num_nonnulls(code, label) = 1),
    constraint arrived_is_somewhere check ((arrived_on is not null and location is not null) = (state in ('HERE', 'RETURNED'))
        and num_nonnulls(arrived_on, location) in (0, 2)),
    constraint returned_somehow check (
        (num_nonnulls(returned_on, return_mode, return_reference) = 3) = (state = 'RETURNED')
        and num_nonnulls(returned_on, return_mode, return_reference) in (0, 3)),
    constraint returned_after_it_arrived check (returned_on >= arrived_on)
);
create index original_asked on applications.original (letter_id) where state = 'ASKED';
create index original_here on applications.original (letter_id) where state = 'HERE';

create function applications.guard_original() returns trigger language plpgsql as $$
declare
    told applications.originals_event;
begin
    if tg_op = 'DELETE' then
        perform applications.refuse('original_is_never_forgotten');
    end if;
    select * into told from applications.originals_event e
    where e.letter_id = new.letter_id order by e.seq desc limit 1;
    if told is null or new.position <> all(told.positions) then
        perform applications.refuse('no_change_of_an_original_without_its_event');
    end if;
    if tg_op = 'INSERT' then
        if (new.state, told.kind) not in (('ASKED', 'ASKED'), ('HERE', 'ARRIVED')) then
            perform applications.refuse('original_begins_asked_or_here');
        end if;
        return new;
    end if;
    if (new.letter_id, new.position, new.code, new.label)
            is distinct from (old.letter_id, old.position, old.code, old.label) then
        perform applications.refuse('identity_never_changes');
    end if;
    if (old.state, told.kind, new.state) not in (
            ('ASKED', 'ARRIVED', 'HERE'), ('CANCELLED', 'ARRIVED', 'HERE'), ('RETURNED', 'ARRIVED', 'HERE'),
            ('ASKED', 'CANCELLED', 'CANCELLED'), ('HERE', 'MOVED', 'HERE'), ('HERE', 'RETURNED', 'RETURNED')) then
        perform applications.refuse('original_goes_step_by_step');
    end if;
    return new;
end $$;
create trigger guard before insert or update or delete on applications.original
    for each row execute function applications.guard_original();

-- Nothing is granted while an original is awaited for which the decision waits.
create function applications.guard_originals_first() returns trigger language plpgsql as $$
begin
    if exists (select 1 from applications.originals_letter l join applications.original o on o.letter_id = l.id
               where l.application_id = new.id and l.waits and o.state = 'ASKED') then
        perform applications.refuse('originals_first');
    end if;
    return new;
end $$;
create trigger guard_originals_first before update of state on applications.application
    for each row when (new.state = 'APPROVED' and old.state <> 'APPROVED')
    execute function applications.guard_originals_first();
