-- An added approval is one of what was payable when it was given. When more is to go on, somebody added approves anew; so it
-- is also with an approval of before, which does not tell what it was for.
alter table review.added_approval
    add column payable numeric(14, 2) check (payable >= 0),
    add constraint only_approvals_name_an_amount check (payable is null or answer = 'APPROVED'),
    add constraint approvals_name_their_amount check (answer <> 'APPROVED' or payable is not null) not valid;

create or replace function review.guard_added_approval() returns trigger language plpgsql as $$
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
            or to_jsonb(old)
                - '{answer,comment,answered_at,answered_by,answered_by_name,late_told_at,left_told_at,payable}'::text[]
            <> to_jsonb(new)
                - '{answer,comment,answered_at,answered_by,answered_by_name,late_told_at,left_told_at,payable}'::text[] then
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

-- What was granted, which can be less than what was payable.
alter table review.task add column granted numeric(14, 2) check (granted > 0);

create function review.guard_approved_amount() returns trigger language plpgsql as $$
declare
    latest review.added_approval;
begin
    if new.state <> 'APPROVED'
            and array_position(array['SCRUTINY', 'SUB_PANEL', 'APEX_PANEL'], new.level)
             <= array_position(array['SCRUTINY', 'SUB_PANEL', 'APEX_PANEL'], old.level) then
        return new;
    end if;
    select * into latest from review.added_approval a
    where a.application_id = new.application_id and a.answer in ('APPROVED', 'DECLINED') order by a.seq desc limit 1;
    if latest.answer = 'APPROVED' and (latest.payable is null
            or latest.payable < case when new.state = 'APPROVED' then coalesce(new.granted, new.payable) else new.payable end)
            then
        perform review.refuse('added_approval_was_of_less');
    end if;
    return new;
end $$;
create trigger guard_approved_amount before update of state, level on review.task
    for each row when (new.state = 'APPROVED' and old.state <> 'APPROVED' or new.level <> old.level)
    execute function review.guard_approved_amount();
