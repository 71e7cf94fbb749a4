-- Who stands in for a reviewer on leave, from which day to which day of the trust's calendar.
create extension if not exists btree_gist;

create table review.delegation (
    id             uuid primary key,
    delegator      text not null,
    delegator_name text not null,
    delegate       text not null,
    delegate_name  text not null,
    level          text not null check (level in ('SCRUTINY', 'SUB_PANEL', 'APEX_PANEL')),
    from_day       date not null,
    until_day      date not null,
    reason         text not null check (length(reason) between 1 and 500),
    made_at        timestamptz not null,
    ended_at       timestamptz,
    ended_by       text,
    constraint not_to_oneself check (delegator <> delegate),
    constraint at_most_a_quarter check (until_day between from_day and from_day + 91),
    constraint not_in_the_past check (from_day >= (made_at at time zone 'Asia/Kolkata')::date),
    constraint ended_by_one_of_the_two check ((ended_at is null) = (ended_by is null)
        and (ended_by is null or ended_by in (delegator, delegate))),
    constraint one_at_a_time exclude using gist (delegator with =, level with =,
        daterange(from_day, until_day, '[]') with &&) where (ended_at is null)
);
create index delegation_delegate on review.delegation (delegate, until_day desc);
create index delegation_delegator on review.delegation (delegator, until_day desc);

create function review.refuse(rule text) returns void language plpgsql as $$
begin
    raise exception 'review: %', rule using errcode = 'integrity_constraint_violation', constraint = rule;
end $$;

-- No chains: who stands in for somebody is not away in the same days. Two delegations of the same people made in the same
-- instant follow each other.
create function review.guard_delegation() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        perform pg_advisory_xact_lock(hashtextextended('review.delegation.' || least(new.delegator, new.delegate), 0));
        perform pg_advisory_xact_lock(hashtextextended('review.delegation.' || greatest(new.delegator, new.delegate), 0));
        if new.ended_at is not null then
            perform review.refuse('delegation_begins_unended');
        end if;
        if exists (select 1 from review.delegation d
                   where d.ended_at is null and (d.delegator = new.delegate or d.delegate = new.delegator)
                     and daterange(d.from_day, d.until_day, '[]') && daterange(new.from_day, new.until_day, '[]')) then
            perform review.refuse('no_chain_of_delegations');
        end if;
        return new;
    end if;
    if tg_op = 'UPDATE' and old.ended_at is null and new.ended_at is not null
            and to_jsonb(old) - 'ended_at' - 'ended_by' = to_jsonb(new) - 'ended_at' - 'ended_by' then
        return new;
    end if;
    perform review.refuse('delegation_is_only_ended');
    return null;
end $$;
create trigger guard before insert or update or delete on review.delegation
    for each row execute function review.guard_delegation();

-- Whose task it is when somebody who stands in has it: whatever bars one of the two bars both.
alter table review.task
    add column held_for text,
    add constraint held_for_another check (held_for <> assigned_to and held_for <> employee_number),
    add constraint held_for_by_somebody check (held_for is null or assigned_to is not null),
    add constraint not_held_for_who_acted_at_another_level check (held_for is null
        or not acted && array_remove(array['SCRUTINY:' || held_for, 'SUB_PANEL:' || held_for,
            'APEX_PANEL:' || held_for], level || ':' || held_for));

create function review.guard_held_for() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from review.delegation d
                   where d.delegator = new.held_for and d.delegate = new.assigned_to and d.level = new.level
                     and d.ended_at is null
                     and (new.taken_at at time zone 'Asia/Kolkata')::date between d.from_day and d.until_day) then
        perform review.refuse('held_for_by_delegation_only');
    end if;
    return new;
end $$;
create trigger guard_held_for_new before insert on review.task
    for each row when (new.held_for is not null) execute function review.guard_held_for();
create trigger guard_held_for before update on review.task
    for each row when (new.held_for is not null and (new.held_for, new.assigned_to, new.level, new.taken_at)
        is distinct from (old.held_for, old.assigned_to, old.level, old.taken_at))
    execute function review.guard_held_for();

-- In whose place it was done, for the list of what was done there.
alter table review.task_actor
    add column acting_for text check (acting_for <> actor);

create index task_held_for on review.task (held_for) where held_for is not null;
drop index review.task_held;
create index task_held on review.task (assigned_to, level, due_at, application_id)
    include (ic, region, scheme_code, queue, held_for) where queue in ('HELD', 'SENT_BACK');
drop index review.task_actor_done;
create index task_actor_done on review.task_actor (actor, level, finished_at desc, application_id desc)
    include (acting_for) where finished_at is not null;
