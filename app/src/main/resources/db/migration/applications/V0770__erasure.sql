-- A discarded draft was nobody's claim: after its time, or when the member wants it, nothing is left of it but that
-- there was one. Of applications that came to nothing the documents go after their time; the decision stays.
alter table applications.application
    add column erased_at timestamptz,
    add column documents_removed_at timestamptz;
create index application_to_erase on applications.application (changed_at)
    where state = 'DISCARDED' and erased_at is null;
create index application_documents_to_remove on applications.application (changed_at)
    where state in ('REJECTED', 'LAPSED', 'WITHDRAWN') and documents_removed_at is null;

create or replace function applications.guard_application() returns trigger language plpgsql as $$
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
    if new.erased_at is distinct from old.erased_at and (old.erased_at is not null or old.state <> 'DISCARDED') then
        perform applications.refuse('only_discarded_drafts_are_erased');
    end if;
    if new.erased_at is not null and old.erased_at is null then
        return new;
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

create or replace function applications.guard_line() returns trigger language plpgsql as $$
declare
    app_state text;
    erased timestamptz;
begin
    if tg_op = 'DELETE' then
        perform applications.refuse('line_is_never_deleted');
    end if;
    select state, erased_at into app_state, erased from applications.application where id = new.application_id;
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
    -- what is left of a discarded draft is made nameless, once
    if erased is not null and new.removed_at is not null and new.bill_number = '-' and new.vendor = '-' then
        return new;
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
