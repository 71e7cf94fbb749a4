-- Opens an account for every member of the demonstration who has none, all with the password of member 10000001: its
-- hash is copied, as hashing two thousand times the same password would take minutes.
insert into identity.account (id, employee_number, display_name, password_hash, password_set_at, status, opened_at)
select uuidv7(), m.employee_number, m.name, known.password_hash, now(), 'ACTIVE', now()
  from people.member m,
       (select password_hash from identity.account where employee_number = '10000001') known
 where m.status in ('SERVING', 'RETIRED')
    on conflict (employee_number) do nothing;

insert into identity.role_assignment (account_id, role, granted_at, changed_at)
select a.id, 'MEMBER', now(), now() from identity.account a join people.member m using (employee_number)
    on conflict do nothing;

-- One member stands for five people or six, so their sessions must not end each other.
insert into operations.setting (key, value, changed_at) values ('identity.session.most', 100, now())
    on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at;
