-- Who acted on an application at one stage does not act on it at another: the levels of review and the two of accounts
-- are stages of the same application, and a person has one row for it. Who belongs to the applicant has none.
alter table applications.level_actor drop constraint level_actor_level_check;
alter table applications.level_actor add constraint level_actor_level_check
    check (level in ('SCRUTINY', 'SUB_PANEL', 'APEX_PANEL', 'ACCOUNTS_MAKER', 'ACCOUNTS_CHECKER'));

insert into applications.level_actor (application_id, actor, applicant, level, since)
select t.application_id, t.actor, a.employee_number,
       case min(t.acting_role) when 'ACCOUNTS_OFFICER' then 'ACCOUNTS_MAKER' else 'ACCOUNTS_CHECKER' end, min(t.at)
from applications.transition t join applications.application a on a.id = t.application_id
where t.acting_role in ('ACCOUNTS_OFFICER', 'ACCOUNTS_APPROVER')
group by t.application_id, t.actor, a.employee_number
on conflict (application_id, actor) do nothing;

create function applications.guard_stage() returns trigger language plpgsql as $$
begin
    if exists (select 1 from applications.level_actor l
               where l.application_id = new.application_id and l.actor = new.actor
                 and l.level <> case new.acting_role
                     when 'ACCOUNTS_OFFICER' then 'ACCOUNTS_MAKER' else 'ACCOUNTS_CHECKER' end) then
        perform applications.refuse('acted_at_another_stage');
    end if;
    return new;
end $$;
create trigger guard_stage before insert on applications.transition for each row
    when (new.acting_role in ('ACCOUNTS_OFFICER', 'ACCOUNTS_APPROVER')) execute function applications.guard_stage();

-- The people who share a relative or a bank account with the applicant, as found whenever the member handed the
-- application in. The portal asks again each time somebody acts; these the database refuses by itself.
create table applications.barred (
    application_id  uuid not null references applications.application (id),
    employee_number text not null,
    found_at        timestamptz not null,
    primary key (application_id, employee_number)
);
create trigger guard before update or delete on applications.barred
    for each row execute function applications.guard_append_only();

create function applications.guard_stranger() returns trigger language plpgsql as $$
begin
    if exists (select 1 from applications.barred b
               where b.application_id = new.application_id and b.employee_number = new.actor) then
        perform applications.refuse('not_a_relatives_application');
    end if;
    return new;
end $$;
create trigger guard_stranger before insert on applications.level_actor
    for each row execute function applications.guard_stranger();
