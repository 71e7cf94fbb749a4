-- Opens an account for every member of the demonstration who has none, all with the password of member 10000001: its
-- hash is copied, as hashing two thousand times the same password would take minutes. The last 24 serving members
-- become reviewers as well, eight at each level; they do not apply under load.
create schema if not exists bench;

insert into identity.account (id, employee_number, display_name, password_hash, password_set_at, status, opened_at)
select uuidv7(), m.employee_number, m.name, known.password_hash, now(), 'ACTIVE', now()
  from people.member m,
       (select password_hash from identity.account where employee_number = '10000001') known
 where m.status in ('SERVING', 'RETIRED')
    on conflict (employee_number) do nothing;

create or replace view bench.reviewer as
select employee_number, (array['SCRUTINY_OFFICER', 'SUB_PANEL_MEMBER', 'APEX_PANEL_MEMBER'])[1 + (n - 1) % 3] as role
  from (select employee_number, row_number() over (order by employee_number desc) as n
          from people.member
         where status = 'SERVING' and employee_number > '10000100') numbered
 where n <= 24;

insert into identity.role_assignment (account_id, role, granted_at)
select a.id, 'MEMBER', now() from identity.account a join people.member m using (employee_number)
 union all
select a.id, r.role, now() from identity.account a join bench.reviewer r using (employee_number)
    on conflict do nothing;
