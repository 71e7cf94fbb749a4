-- One more person asked to approve one application before it goes on from its level.
create table review.added_approval (
    id             uuid primary key,
    application_id uuid not null references review.task (application_id),
    level          text not null check (level in ('SCRUTINY', 'SUB_PANEL', 'APEX_PANEL')),
    asked_by       text not null,
    asked_by_name  text not null,
    person         text not null,
    person_name    text not null,
    reason         text not null check (length(reason) between 1 and 1000),
    asked_at       timestamptz not null,
    due_at         timestamptz not null,
    answer         text check (answer in ('APPROVED', 'DECLINED', 'TAKEN_BACK')),
    comment        text check (length(comment) between 1 and 1000),
    answered_at    timestamptz,
    answered_by    text,
    late_told_at   timestamptz,
    constraint somebody_else check (person <> asked_by),
    constraint answered_whole check (num_nulls(answer, answered_at, answered_by) in (0, 3)),
    constraint approving_alone_needs_no_words check (answer is null or answer = 'APPROVED' or comment is not null),
    constraint only_the_person_answers check (answer is null or answer = 'TAKEN_BACK' or answered_by = person)
);
create unique index added_approval_open on review.added_approval (application_id) where answer is null;
create index added_approval_application on review.added_approval (application_id, asked_at);
create index added_approval_person on review.added_approval (person, asked_at desc);
create index added_approval_due on review.added_approval (due_at) where answer is null and late_told_at is null;

create function review.guard_added_approval() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' and new.answer is null then
        if exists (select 1 from review.task t where t.application_id = new.application_id
                   and (t.employee_number = new.person
                        or exists (select 1 from unnest(t.acted) as entry where entry like '%:' || new.person
                               and entry <> 'ADDED_APPROVER:' || new.person))) then
            perform review.refuse('added_approver_is_a_stranger_to_it');
        end if;
        return new;
    end if;
    if tg_op = 'UPDATE' and old.answer is null
            and to_jsonb(old) - 'answer' - 'comment' - 'answered_at' - 'answered_by' - 'late_told_at'
              = to_jsonb(new) - 'answer' - 'comment' - 'answered_at' - 'answered_by' - 'late_told_at' then
        return new;
    end if;
    perform review.refuse('added_approval_is_answered_once');
    return null;
end $$;
create trigger guard before insert or update or delete on review.added_approval
    for each row execute function review.guard_added_approval();

-- While somebody is asked, the application goes nowhere but out of the members' own hands; after a refusal it does not go
-- on from that level until somebody added has approved.
alter table review.task
    add column waits_for text,
    add column declined_by text,
    add constraint waits_at_a_level check (waits_for is null or state = 'UNDER_REVIEW'),
    add constraint declined_at_a_level check (declined_by is null or state in ('UNDER_REVIEW', 'SENT_BACK')),
    add constraint waits_for_a_stranger check (waits_for <> employee_number);
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

alter table review.task drop constraint not_held_by_who_acted_at_another_level;
alter table review.task add constraint not_held_by_who_acted_at_another_level check (assigned_to is null
    or not acted && array_remove(array['SCRUTINY:' || assigned_to, 'SUB_PANEL:' || assigned_to,
        'APEX_PANEL:' || assigned_to, 'ADDED_APPROVER:' || assigned_to], level || ':' || assigned_to));
alter table review.task drop constraint not_held_for_who_acted_at_another_level;
alter table review.task add constraint not_held_for_who_acted_at_another_level check (held_for is null
    or not acted && array_remove(array['SCRUTINY:' || held_for, 'SUB_PANEL:' || held_for,
        'APEX_PANEL:' || held_for, 'ADDED_APPROVER:' || held_for], level || ':' || held_for));
