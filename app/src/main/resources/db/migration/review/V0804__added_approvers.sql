-- One more person asked to approve one application before it goes on from its level.
create table review.added_approval (
    id               uuid primary key,
    seq              bigint generated always as identity,
    application_id   uuid not null references review.task (application_id),
    level            text not null check (level in ('SCRUTINY', 'SUB_PANEL', 'APEX_PANEL')),
    asked_by         text not null,
    asked_by_name    text not null,
    person           text not null,
    person_name      text not null,
    reason           text not null check (length(reason) between 1 and 1000),
    asked_at         timestamptz not null,
    due_at           timestamptz not null,
    answer           text check (answer in ('APPROVED', 'DECLINED', 'TAKEN_BACK')),
    comment          text check (length(comment) between 1 and 1000),
    answered_at      timestamptz,
    answered_by      text,
    answered_by_name text,
    late_told_at     timestamptz,
    left_told_at     timestamptz,
    constraint somebody_else check (person <> asked_by),
    constraint answered_whole check (num_nulls(answer, answered_at, answered_by, answered_by_name) in (0, 4)),
    constraint approving_alone_needs_no_words check (answer is null or answer = 'APPROVED' or comment is not null),
    constraint nobody_answers_the_own_question check (answer is null or answer = 'TAKEN_BACK' or answered_by <> asked_by)
);
create unique index added_approval_open on review.added_approval (application_id) where answer is null;
create index added_approval_application on review.added_approval (application_id, seq);
create index added_approval_waits on review.added_approval (person) where answer is null;
create index added_approval_person on review.added_approval (person, answered_at) where answer is not null;
create index added_approval_answered on review.added_approval (answered_by, answered_at) where answer is not null;
create index added_approval_due on review.added_approval (due_at, id) where answer is null;

create function review.guard_added_approval() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.answer is not null then
            perform review.refuse('added_approval_begins_unanswered');
        end if;
        if exists (select 1 from review.task t where t.application_id = new.application_id
                   and (t.employee_number = new.person
                        or exists (select 1 from unnest(t.acted) as entry where entry like '%:' || new.person
                               and entry <> 'ADDED_APPROVER:' || new.person))) then
            perform review.refuse('added_approver_is_a_stranger_to_it');
        end if;
        return new;
    end if;
    if tg_op = 'DELETE' or old.answer is not null
            or to_jsonb(old) - '{answer,comment,answered_at,answered_by,answered_by_name,late_told_at,left_told_at}'::text[]
            <> to_jsonb(new) - '{answer,comment,answered_at,answered_by,answered_by_name,late_told_at,left_told_at}'::text[] then
        perform review.refuse('added_approval_is_answered_once');
    end if;
    -- the person answers, or who stands in that day
    if new.answer in ('APPROVED', 'DECLINED') and new.answered_by <> new.person
            and not exists (select 1 from review.delegation d
                where d.delegator = new.person and d.delegate = new.answered_by and d.ended_at is null
                  and (new.answered_at at time zone 'Asia/Kolkata')::date between d.from_day and d.until_day) then
        perform review.refuse('only_the_person_or_a_stand_in_answers');
    end if;
    return new;
end $$;
create trigger guard before insert or update or delete on review.added_approval
    for each row execute function review.guard_added_approval();

-- While somebody is asked, the application goes nowhere but out of the member's own hands; after a refusal it does not go
-- on, at whatever level, until somebody added has approved.
alter table review.task
    add column waits_for text,
    add column declined_by text,
    add constraint waits_at_a_level check (waits_for is null or state = 'UNDER_REVIEW'),
    add constraint declined_at_a_level check (declined_by is null or state in ('UNDER_REVIEW', 'SENT_BACK')),
    add constraint waits_for_a_stranger check (waits_for <> employee_number),
    add constraint waits_for_nobody_who_has_it check (waits_for <> assigned_to and waits_for <> held_for);
create index task_waits_for on review.task (waits_for, due_at, application_id) where waits_for is not null;

create function review.guard_waits_for() returns trigger language plpgsql as $$
begin
    if old.waits_for is not null and new.level <> old.level then
        perform review.refuse('waits_for_an_added_approver');
    end if;
    if old.declined_by is not null and (new.state = 'APPROVED'
            or array_position(array['SCRUTINY', 'SUB_PANEL', 'APEX_PANEL'], new.level)
             > array_position(array['SCRUTINY', 'SUB_PANEL', 'APEX_PANEL'], old.level)) then
        perform review.refuse('added_approver_declined');
    end if;
    return new;
end $$;
create trigger guard_waits_for before update of state, level on review.task
    for each row when (old.waits_for is not null or old.declined_by is not null)
    execute function review.guard_waits_for();

-- What the task says of questions and refusals is what the questions say, at the end of every transaction.
create function review.check_added_approvals() returns trigger language plpgsql as $$
declare
    task     review.task;
    asked    text;
    declined text;
begin
    select * into task from review.task t where t.application_id = new.application_id;
    select a.person into asked from review.added_approval a
    where a.application_id = new.application_id and a.answer is null;
    if task.waits_for is distinct from asked then
        perform review.refuse('waits_for_whoever_is_asked');
    end if;
    select case when a.answer = 'DECLINED' then a.person end into declined from review.added_approval a
    where a.application_id = new.application_id and a.answer in ('APPROVED', 'DECLINED') order by a.seq desc limit 1;
    if task.state in ('SUBMITTED', 'UNDER_REVIEW', 'SENT_BACK') and task.declined_by is distinct from declined then
        perform review.refuse('declined_by_whoever_declined');
    end if;
    return null;
end $$;
create constraint trigger fits_its_task after insert or update on review.added_approval
    deferrable initially deferred for each row execute function review.check_added_approvals();
create constraint trigger fits_its_added_approvals after update on review.task
    deferrable initially deferred for each row
    when (old.waits_for is distinct from new.waits_for or old.declined_by is distinct from new.declined_by)
    execute function review.check_added_approvals();

alter table review.task drop constraint not_held_by_who_acted_at_another_level;
alter table review.task add constraint not_held_by_who_acted_at_another_level check (assigned_to is null
    or not acted && array_remove(array['SCRUTINY:' || assigned_to, 'SUB_PANEL:' || assigned_to,
        'APEX_PANEL:' || assigned_to, 'ADDED_APPROVER:' || assigned_to], level || ':' || assigned_to));
alter table review.task drop constraint not_held_for_who_acted_at_another_level;
alter table review.task add constraint not_held_for_who_acted_at_another_level check (held_for is null
    or not acted && array_remove(array['SCRUTINY:' || held_for, 'SUB_PANEL:' || held_for,
        'APEX_PANEL:' || held_for, 'ADDED_APPROVER:' || held_for], level || ':' || held_for));
