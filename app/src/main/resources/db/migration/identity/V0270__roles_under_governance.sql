-- Roles have an end, a reason and somebody who gave them. What must never be true of them is refused here too: roles
-- that do not go together, a role given to oneself, a portal without a system admin.
alter table identity.account
    add column access_version int         not null default 1,
    add column locked_at      timestamptz,
    add column lock_reason    text        check (length(lock_reason) between 1 and 500),
    add check (status = 'DISABLED' or (locked_at is null and lock_reason is null));

alter table identity.role_assignment
    -- the last day on which the role counts
    add column until            date,
    add column granted_by       uuid references identity.account,
    add column reason           text check (length(reason) between 1 and 500),
    add column changed_at       timestamptz,
    -- why two roles that do not go together are held by one person for a time
    add column exception_reason text check (length(exception_reason) between 1 and 500),
    add constraint nobody_gives_a_role_to_oneself check (granted_by <> account_id),
    add constraint an_exception_has_an_end check (exception_reason is null or until is not null);
update identity.role_assignment set changed_at = granted_at;
alter table identity.role_assignment alter column changed_at set not null;

create index staff_by_role on identity.role_assignment (role, account_id) where role <> 'MEMBER';
create index account_by_number on identity.account (employee_number collate "C");
create index account_by_name on identity.account using gin (to_tsvector('simple', display_name));
create index account_disabled on identity.account (employee_number collate "C") where status = 'DISABLED';

-- Duties that one person does not hold at once; the enum ConflictingDuties of the portal says the same.
create table identity.duty_conflict (
    one                text    not null,
    other              text    not null,
    exception_possible boolean not null,
    primary key (one, other)
);
insert into identity.duty_conflict (one, other, exception_possible) values
    ('ACCOUNTS_OFFICER', 'ACCOUNTS_APPROVER', true),
    ('SCRUTINY_OFFICER', 'ACCOUNTS_APPROVER', true),
    ('SUB_PANEL_MEMBER', 'ACCOUNTS_APPROVER', true),
    ('APEX_PANEL_MEMBER', 'ACCOUNTS_APPROVER', true),
    ('SYSTEM_ADMIN', 'ACCOUNTS_OFFICER', false),
    ('SYSTEM_ADMIN', 'ACCOUNTS_APPROVER', false),
    ('SYSTEM_ADMIN', 'HEAD', false);

-- The row of the account makes two grants to one person wait for each other, so that each sees the other's.
create function identity.refuse_conflicting_duties() returns trigger language plpgsql as $$
begin
    perform 1 from identity.account where id = new.account_id for no key update;
    if exists (
        select from identity.duty_conflict c
        join identity.role_assignment r on r.account_id = new.account_id and r.role <> new.role
            and ((c.one = new.role and c.other = r.role) or (c.other = new.role and c.one = r.role))
        where not (c.exception_possible and coalesce(new.exception_reason, r.exception_reason) is not null)
    ) then
        raise exception 'role % does not go together with another role of account %', new.role, new.account_id
            using errcode = 'check_violation', constraint = 'duties_that_do_not_go_together';
    end if;
    return new;
end $$;
create trigger refuse_conflicting_duties before insert or update on identity.role_assignment
    for each row when (new.role <> 'MEMBER') execute function identity.refuse_conflicting_duties();

-- Held while a system admin is taken away, so that of two at once the second sees what the first left.
create function identity.keep_a_system_admin() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('identity.system_admins', 0));
    if not exists (
        select from identity.role_assignment r join identity.account a on a.id = r.account_id
        where r.role = 'SYSTEM_ADMIN' and r.until is null and a.status = 'ACTIVE'
    ) then
        raise exception 'the portal needs a system admin whose account is open and whose role has no end'
            using errcode = 'restrict_violation', constraint = 'a_system_admin_remains';
    end if;
    return null;
end $$;
create trigger keep_a_system_admin after delete or update on identity.role_assignment
    for each row when (old.role = 'SYSTEM_ADMIN' and old.until is null)
    execute function identity.keep_a_system_admin();
create function identity.keep_a_system_admin_open() returns trigger language plpgsql as $$
begin
    if exists (select from identity.role_assignment r
               where r.account_id = new.id and r.role = 'SYSTEM_ADMIN' and r.until is null) then
        perform pg_advisory_xact_lock(hashtextextended('identity.system_admins', 0));
        if not exists (
            select from identity.role_assignment r join identity.account a on a.id = r.account_id
            where r.role = 'SYSTEM_ADMIN' and r.until is null and a.status = 'ACTIVE'
        ) then
            raise exception 'the portal needs a system admin whose account is open and whose role has no end'
                using errcode = 'restrict_violation', constraint = 'a_system_admin_remains';
        end if;
    end if;
    return null;
end $$;
create trigger keep_a_system_admin_open after update of status on identity.account
    for each row when (old.status = 'ACTIVE' and new.status <> 'ACTIVE')
    execute function identity.keep_a_system_admin_open();

-- Every change of what somebody may do gives the account a new version and is told to all nodes, which keep roles in
-- memory: it counts in open sessions as soon as it is committed.
create function identity.note_changed_roles() returns trigger language plpgsql as $$
begin
    update identity.account set access_version = access_version + 1
    where id = case when tg_op = 'DELETE' then old.account_id else new.account_id end;
    return null;
end $$;
create trigger note_given_role after insert on identity.role_assignment
    for each row when (new.role <> 'MEMBER') execute function identity.note_changed_roles();
create trigger note_changed_role after update or delete on identity.role_assignment
    for each row execute function identity.note_changed_roles();

create function identity.tell_of_changed_access() returns trigger language plpgsql as $$
begin
    perform pg_notify('identity_changed', 'account ' || new.id);
    return null;
end $$;
create trigger tell_of_changed_access after update of access_version on identity.account
    for each row execute function identity.tell_of_changed_access();
