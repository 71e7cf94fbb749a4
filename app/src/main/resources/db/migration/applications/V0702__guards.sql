-- The database refuses by itself what Lifecycle does not allow.
insert into applications.allowed_move (from_state, from_level, to_state, to_level, acting_role) values
    ('DRAFT', '', 'SUBMITTED', '', 'MEMBER'),
    ('DRAFT', '', 'DISCARDED', '', 'MEMBER'),
    ('DRAFT', '', 'DISCARDED', '', 'SYSTEM'),
    ('SUBMITTED', '', 'UNDER_REVIEW', 'SCRUTINY', 'SCRUTINY_OFFICER'),
    ('SUBMITTED', '', 'APPROVED', '', 'SYSTEM'),
    ('SUBMITTED', '', 'WITHDRAWN', '', 'MEMBER'),
    ('UNDER_REVIEW', 'SCRUTINY', 'UNDER_REVIEW', 'SUB_PANEL', 'SCRUTINY_OFFICER'),
    ('UNDER_REVIEW', 'SCRUTINY', 'UNDER_REVIEW', 'APEX_PANEL', 'SCRUTINY_OFFICER'),
    ('UNDER_REVIEW', 'SUB_PANEL', 'UNDER_REVIEW', 'APEX_PANEL', 'SUB_PANEL_MEMBER'),
    ('UNDER_REVIEW', 'SUB_PANEL', 'UNDER_REVIEW', 'SCRUTINY', 'SUB_PANEL_MEMBER'),
    ('UNDER_REVIEW', 'APEX_PANEL', 'UNDER_REVIEW', 'SCRUTINY', 'APEX_PANEL_MEMBER'),
    ('UNDER_REVIEW', 'APEX_PANEL', 'UNDER_REVIEW', 'SUB_PANEL', 'APEX_PANEL_MEMBER'),
    ('APPROVED', '', 'UNDER_FINANCE', '', 'ACCOUNTS_OFFICER'),
    ('APPROVED', '', 'UNDER_FINANCE', '', 'SYSTEM'),
    ('APPROVED', '', 'UNDER_REVIEW', 'SCRUTINY', 'ACCOUNTS_OFFICER'),
    ('APPROVED', '', 'UNDER_REVIEW', 'SCRUTINY', 'ACCOUNTS_APPROVER'),
    ('UNDER_FINANCE', '', 'UNDER_REVIEW', 'SCRUTINY', 'ACCOUNTS_OFFICER'),
    ('UNDER_FINANCE', '', 'UNDER_REVIEW', 'SCRUTINY', 'ACCOUNTS_APPROVER'),
    ('UNDER_FINANCE', '', 'DISBURSED', '', 'SYSTEM');

insert into applications.allowed_move (from_state, from_level, to_state, to_level, acting_role)
select move.from_state, level.level, move.to_state,
       case when move.to_state in ('UNDER_REVIEW', 'SENT_BACK') then level.level else '' end,
       coalesce(move.acting_role, level.role)
from (values ('UNDER_REVIEW', 'APPROVED', null),
             ('UNDER_REVIEW', 'REJECTED', null),
             ('UNDER_REVIEW', 'SENT_BACK', null),
             ('UNDER_REVIEW', 'WITHDRAWN', 'MEMBER'),
             ('SENT_BACK', 'UNDER_REVIEW', 'MEMBER'),
             ('SENT_BACK', 'WITHDRAWN', 'MEMBER'),
             ('SENT_BACK', 'LAPSED', 'SYSTEM')) as move (from_state, to_state, acting_role),
     (values ('SCRUTINY', 'SCRUTINY_OFFICER'),
             ('SUB_PANEL', 'SUB_PANEL_MEMBER'),
             ('APEX_PANEL', 'APEX_PANEL_MEMBER')) as level (level, role);

create function applications.refuse(rule text) returns void language plpgsql as $$
begin
    raise exception 'applications: %', rule using errcode = 'integrity_constraint_violation', constraint = rule;
end $$;

-- A move is written down first, from where the application stands; then the application follows it.
create function applications.guard_transition() returns trigger language plpgsql as $$
declare
    app applications.application;
begin
    if tg_op <> 'INSERT' then
        perform applications.refuse('transition_is_append_only');
    end if;
    select * into app from applications.application where id = new.application_id for update;
    if new.seq = 1 then
        if new.from_state is not null or new.to_state <> 'DRAFT' or new.to_level is not null or app.transitions <> 1 then
            perform applications.refuse('application_starts_as_draft');
        end if;
        return new;
    end if;
    if new.seq <> app.transitions + 1 or new.from_state is distinct from app.state
            or new.from_level is distinct from app.level then
        perform applications.refuse('move_from_where_it_stands');
    end if;
    if not exists (select 1 from applications.allowed_move m
                   where m.from_state = new.from_state and m.from_level = coalesce(new.from_level, '')
                     and m.to_state = new.to_state and m.to_level = coalesce(new.to_level, '')
                     and m.acting_role = new.acting_role) then
        perform applications.refuse('move_not_allowed');
    end if;
    if new.acting_role = 'MEMBER' and new.actor <> app.employee_number then
        perform applications.refuse('only_the_member');
    end if;
    if new.acting_role not in ('MEMBER', 'SYSTEM') and new.actor = app.employee_number then
        perform applications.refuse('not_own_application');
    end if;
    return new;
end $$;
create trigger guard before insert or update or delete on applications.transition
    for each row execute function applications.guard_transition();

create function applications.guard_application() returns trigger language plpgsql as $$
declare
    moved boolean;
begin
    if tg_op = 'DELETE' then
        perform applications.refuse('application_is_never_deleted');
    end if;
    if tg_op = 'INSERT' then
        if new.state <> 'DRAFT' or new.transitions <> 1 or new.version <> 1 then
            perform applications.refuse('application_starts_as_draft');
        end if;
        return new;
    end if;
    if new.version <> old.version + 1 then
        perform applications.refuse('version_counts_every_change');
    end if;
    if (new.id, new.member_id, new.employee_number, new.scheme_code, new.started_at)
            is distinct from (old.id, old.member_id, old.employee_number, old.scheme_code, old.started_at) then
        perform applications.refuse('identity_never_changes');
    end if;
    moved := new.transitions <> old.transitions or (new.state, new.level) is distinct from (old.state, old.level);
    if moved then
        if new.transitions <> old.transitions + 1 or not exists (
                select 1 from applications.transition t
                where t.application_id = new.id and t.seq = new.transitions
                  and t.from_state = old.state and t.from_level is not distinct from old.level
                  and t.to_state = new.state and t.to_level is not distinct from new.level) then
            perform applications.refuse('no_change_of_state_without_transition');
        end if;
        if new.highest_level is distinct from applications.greatest_level(old.highest_level, new.level) then
            perform applications.refuse('highest_level_follows_level');
        end if;
    elsif (new.number, new.submitted_at, new.decided_at, new.sanctioned, new.cap, new.voucher_number,
           new.bank_reference, new.paid_on, new.facts, new.highest_level)
            is distinct from (old.number, old.submitted_at, old.decided_at, old.sanctioned, old.cap,
           old.voucher_number, old.bank_reference, old.paid_on, old.facts, old.highest_level) then
        perform applications.refuse('no_change_of_outcome_without_transition');
    end if;
    if old.number is not null and (new.number, new.submitted_at, new.facts)
            is distinct from (old.number, old.submitted_at, old.facts) then
        perform applications.refuse('submission_is_frozen');
    end if;
    if old.state <> 'DRAFT' and (new.scheme_version_id, new.beneficiary_id, new.ic, new.region, new.member_name,
            new.beneficiary_name, new.relation) is distinct from (old.scheme_version_id, old.beneficiary_id, old.ic,
            old.region, old.member_name, old.beneficiary_name, old.relation) then
        perform applications.refuse('submission_is_frozen');
    end if;
    if old.state not in ('DRAFT', 'SENT_BACK') and (new.answers, new.other_reimbursement, new.bank_account_id)
            is distinct from (old.answers, old.other_reimbursement, old.bank_account_id) then
        perform applications.refuse('answers_change_only_with_the_member');
    end if;
    return new;
end $$;

create function applications.greatest_level(one text, other text) returns text language sql immutable as $$
    select case
        when 'APEX_PANEL' in (one, other) then 'APEX_PANEL'
        when 'SUB_PANEL' in (one, other) then 'SUB_PANEL'
        when 'SCRUTINY' in (one, other) then 'SCRUTINY' end
$$;
create trigger guard before insert or update or delete on applications.application
    for each row execute function applications.guard_application();

-- At the end of a transaction every transition has been followed, and every draft has its first one.
create function applications.guard_followed() returns trigger language plpgsql as $$
begin
    if (select a.transitions from applications.application a where a.id = new.application_id) < new.seq then
        perform applications.refuse('transition_must_be_followed');
    end if;
    return null;
end $$;
create constraint trigger guard_followed after insert on applications.transition
    deferrable initially deferred for each row execute function applications.guard_followed();

create function applications.guard_started() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from applications.transition t where t.application_id = new.id and t.seq = 1) then
        perform applications.refuse('no_change_of_state_without_transition');
    end if;
    return null;
end $$;
create constraint trigger guard_started after insert on applications.application
    deferrable initially deferred for each row execute function applications.guard_started();

-- Lines are the member's while the member may edit, and the reviewers' only for deductions.
create function applications.guard_line() returns trigger language plpgsql as $$
declare
    app_state text;
begin
    if tg_op = 'DELETE' then
        perform applications.refuse('line_is_never_deleted');
    end if;
    select state into app_state from applications.application where id = new.application_id;
    if tg_op = 'INSERT' then
        if app_state not in ('DRAFT', 'SENT_BACK') then
            perform applications.refuse('lines_change_only_with_the_member');
        end if;
        if new.deducted <> 0 or new.deductions <> 0 then
            perform applications.refuse('no_deduction_without_history');
        end if;
        return new;
    end if;
    if (new.id, new.application_id) is distinct from (old.id, old.application_id) then
        perform applications.refuse('identity_never_changes');
    end if;
    if (new.head, new.bill_number, new.bill_date, new.vendor, new.claimed, new.quantity, new.key, new.removed_at)
            is distinct from (old.head, old.bill_number, old.bill_date, old.vendor, old.claimed, old.quantity,
            old.key, old.removed_at) and app_state not in ('DRAFT', 'SENT_BACK') then
        perform applications.refuse('lines_change_only_with_the_member');
    end if;
    if (new.deducted, new.deduction_reason, new.deductions)
            is distinct from (old.deducted, old.deduction_reason, old.deductions) then
        if app_state <> 'UNDER_REVIEW' then
            perform applications.refuse('deductions_only_under_review');
        end if;
        if new.deductions <> old.deductions + 1 or not exists (
                select 1 from applications.line_deduction d
                where d.line_id = new.id and d.seq = new.deductions and d.application_id = new.application_id
                  and d.from_amount = old.deducted and d.to_amount = new.deducted) then
            perform applications.refuse('no_deduction_without_history');
        end if;
    end if;
    return new;
end $$;
create trigger guard before insert or update or delete on applications.line
    for each row execute function applications.guard_line();

create function applications.guard_append_only() returns trigger language plpgsql as $$
begin
    perform applications.refuse(tg_table_name || '_is_append_only');
    return null;
end $$;
create trigger guard before update or delete on applications.line_deduction
    for each row execute function applications.guard_append_only();
create trigger guard before update or delete on applications.line_remark
    for each row execute function applications.guard_append_only();
create trigger guard before update or delete on applications.level_actor
    for each row execute function applications.guard_append_only();

-- Use of limits: a sanction belongs to an approved application and to its scope, and is only ever cancelled.
create function applications.guard_sanction() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        perform applications.refuse('sanction_is_never_deleted');
    end if;
    if tg_op = 'UPDATE' then
        if old.cancelled_at is not null or new.cancelled_at is null
                or (new.application_id, new.seq, new.scheme_code, new.member_id, new.revision, new.amount)
                is distinct from (old.application_id, old.seq, old.scheme_code, old.member_id, old.revision,
                old.amount) then
            perform applications.refuse('sanction_is_only_cancelled');
        end if;
        return new;
    end if;
    if (select s.revision from applications.utilisation_scope s
        where s.scheme_code = new.scheme_code and s.member_id = new.member_id) is distinct from new.revision then
        perform applications.refuse('reckoned_from_newest_use');
    end if;
    return new;
end $$;
create trigger guard before insert or update or delete on applications.sanction
    for each row execute function applications.guard_sanction();

-- At the end of the transaction: what is sanctioned is what is used, neither more nor less.
create function applications.guard_use_equals_sanction() returns trigger language plpgsql as $$
declare
    app applications.application;
    live numeric;
    used numeric;
begin
    select * into app from applications.application where id = new.application_id;
    select coalesce(sum(s.amount), 0) into live from applications.sanction s
        where s.application_id = new.application_id and s.cancelled_at is null;
    select coalesce(sum(u.amount), 0) into used from applications.utilisation u
        where u.application_id = new.application_id and u.cancelled_at is null;
    if live <> coalesce(app.sanctioned, 0) or used <> live then
        perform applications.refuse('use_equals_sanction');
    end if;
    return null;
end $$;
create constraint trigger guard_use after insert or update on applications.sanction
    deferrable initially deferred for each row execute function applications.guard_use_equals_sanction();
create constraint trigger guard_use after insert or update on applications.utilisation
    deferrable initially deferred for each row execute function applications.guard_use_equals_sanction();

create function applications.guard_sanction_recorded() returns trigger language plpgsql as $$
begin
    if new.sanctioned is distinct from (select s.amount from applications.sanction s
            where s.application_id = new.id and s.cancelled_at is null) then
        perform applications.refuse('use_equals_sanction');
    end if;
    return null;
end $$;
create constraint trigger guard_sanction_recorded after update of sanctioned on applications.application
    deferrable initially deferred for each row execute function applications.guard_sanction_recorded();

-- The live amounts under one limit never exceed it. Sanctions of one scope follow each other (their scope is locked),
-- so the sum is complete.
create function applications.guard_limit() returns trigger language plpgsql as $$
declare
    used numeric;
begin
    if tg_op = 'DELETE' then
        perform applications.refuse('limit_use_is_never_deleted');
    end if;
    if tg_op = 'UPDATE' then
        if old.cancelled_at is not null or new.cancelled_at is null
                or (new.application_id, new.seq, new.limit_key, new.once, new.amount, new.limit_amount)
                is distinct from (old.application_id, old.seq, old.limit_key, old.once, old.amount, old.limit_amount)
        then
            perform applications.refuse('limit_use_is_only_cancelled');
        end if;
        return new;
    end if;
    if new.limit_amount is not null then
        select coalesce(sum(u.amount), 0) into used from applications.limit_use u
            where u.limit_key = new.limit_key and u.cancelled_at is null;
        if used + new.amount > new.limit_amount then
            perform applications.refuse('limit_exceeded');
        end if;
    end if;
    return new;
end $$;
create trigger guard before insert or update or delete on applications.limit_use
    for each row execute function applications.guard_limit();
