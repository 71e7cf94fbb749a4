-- Applications: what a member asks for, how it moved, what reviewers took off, which limits it uses.
create schema applications;

-- The allowed moves, the same rows as in the class Lifecycle (a test compares them).
create table applications.allowed_move (
    from_state  text not null,
    from_level  text not null default '',
    to_state    text not null,
    to_level    text not null default '',
    acting_role text not null,
    primary key (from_state, from_level, to_state, to_level, acting_role)
);

create table applications.application (
    id                  uuid primary key,
    number              text unique check (number ~ '^LTET/[0-9]{4}-[0-9]{2}/[A-Z0-9]{1,10}/[0-9]{6,}$'),
    version             bigint not null check (version > 0),
    state               text not null check (state in ('DRAFT', 'SUBMITTED', 'UNDER_REVIEW', 'SENT_BACK', 'APPROVED',
                            'UNDER_FINANCE', 'DISBURSED', 'REJECTED', 'WITHDRAWN', 'DISCARDED', 'LAPSED')),
    level               text check (level in ('SCRUTINY', 'SUB_PANEL', 'APEX_PANEL')),
    highest_level       text check (highest_level in ('SCRUTINY', 'SUB_PANEL', 'APEX_PANEL')),
    transitions         integer not null check (transitions > 0),
    scheme_code         text not null,
    scheme_version_id   uuid not null,
    member_id           uuid not null,
    employee_number     text not null,
    member_name         text not null,
    ic                  text not null,
    region              text not null,
    beneficiary_id      uuid not null,
    beneficiary_name    text not null,
    relation            text not null,
    answers             jsonb not null default '{}' check (jsonb_typeof(answers) = 'object'),
    -- at which version each part of the form last changed, so that two tabs on different parts do not collide
    section_versions    jsonb not null default '{}',
    other_reimbursement numeric(14, 2) not null default 0 check (other_reimbursement >= 0),
    bank_account_id     uuid,
    facts               jsonb,
    benefit             jsonb,
    claimed             numeric(14, 2) not null default 0 check (claimed >= 0),
    payable             numeric(14, 2) not null default 0 check (payable >= 0),
    sanctioned          numeric(14, 2) check (sanctioned > 0),
    cap                 numeric(14, 2) check (cap > 0),
    started_at          timestamptz not null,
    changed_at          timestamptz not null,
    draft_expires_on    date,
    submitted_at        timestamptz,
    sent_back_at        timestamptz,
    decided_at          timestamptz,
    voucher_number      text,
    bank_reference      text,
    paid_on             date,
    unique (id, employee_number),
    constraint level_with_state check ((state in ('UNDER_REVIEW', 'SENT_BACK')) = (level is not null)),
    constraint number_once_submitted check ((state in ('DRAFT', 'DISCARDED')) = (number is null)),
    constraint frozen_once_submitted check (number is null
        or (submitted_at is not null and facts is not null and benefit is not null and bank_account_id is not null)),
    constraint sanction_with_state
        check ((state in ('APPROVED', 'UNDER_FINANCE', 'DISBURSED')) = (sanctioned is not null)),
    constraint sanction_within_payable check (sanctioned <= payable),
    constraint sanction_within_cap check (sanctioned <= cap),
    constraint paid_with_reference
        check ((state = 'DISBURSED') = (bank_reference is not null and paid_on is not null))
);
create index application_of_member on applications.application (employee_number, id desc);
create index application_of_scheme on applications.application (member_id, scheme_code);
create index application_idle_draft on applications.application (draft_expires_on) where state = 'DRAFT';
create index application_sent_back on applications.application (sent_back_at) where state = 'SENT_BACK';

-- Who acted at which level: one person at one level of one application, and never the applicant.
create table applications.level_actor (
    application_id  uuid not null,
    actor           text not null,
    applicant       text not null,
    level           text not null check (level in ('SCRUTINY', 'SUB_PANEL', 'APEX_PANEL')),
    since           timestamptz not null,
    primary key (application_id, actor),
    unique (application_id, actor, level),
    foreign key (application_id, applicant) references applications.application (id, employee_number),
    constraint not_own_application check (actor <> applicant)
);

create table applications.transition (
    application_id  uuid not null references applications.application (id),
    seq             integer not null check (seq > 0),
    move            text not null,
    from_state      text,
    from_level      text,
    to_state        text not null,
    to_level        text,
    at              timestamptz not null,
    actor           text not null,
    actor_name      text not null,
    acting_role     text not null check (acting_role in ('MEMBER', 'SCRUTINY_OFFICER', 'SUB_PANEL_MEMBER',
                        'APEX_PANEL_MEMBER', 'ACCOUNTS_OFFICER', 'ACCOUNTS_APPROVER', 'SYSTEM')),
    acting_level    text generated always as (case acting_role
                        when 'SCRUTINY_OFFICER' then 'SCRUTINY'
                        when 'SUB_PANEL_MEMBER' then 'SUB_PANEL'
                        when 'APEX_PANEL_MEMBER' then 'APEX_PANEL' end) stored,
    reason_code     text,
    comment         text check (length(comment) <= 4000),
    for_member      boolean not null,
    primary key (application_id, seq),
    foreign key (application_id, actor, acting_level)
        references applications.level_actor (application_id, actor, level)
);

create table applications.line (
    id               uuid primary key,
    application_id   uuid not null references applications.application (id),
    position         integer not null,
    head             text not null,
    bill_number      text not null check (length(bill_number) between 1 and 60),
    bill_date        date not null,
    vendor           text not null check (length(vendor) between 1 and 200),
    bill_key         text not null,
    claimed          numeric(14, 2) not null check (claimed > 0),
    quantity         numeric(10, 2) check (quantity > 0),
    key              text,
    deducted         numeric(14, 2) not null default 0,
    deduction_reason text,
    deductions       integer not null default 0,
    removed_at       timestamptz,
    constraint deduction_within_claim check (deducted between 0 and claimed)
);
create index line_of_application on applications.line (application_id);
create index line_bill on applications.line (bill_key) where removed_at is null;

-- Each change of a deduction: who, when, from, to (REV-3).
create table applications.line_deduction (
    line_id        uuid not null references applications.line (id),
    seq            integer not null check (seq > 0),
    application_id uuid not null,
    from_amount    numeric(14, 2) not null,
    to_amount      numeric(14, 2) not null check (to_amount >= 0),
    reason_code    text not null,
    comment        text check (length(comment) <= 4000),
    actor          text not null,
    actor_name     text not null,
    level          text not null,
    at             timestamptz not null,
    primary key (line_id, seq),
    foreign key (application_id, actor, level) references applications.level_actor (application_id, actor, level)
);

-- What a reviewer says about single lines when sending an application back.
create table applications.line_remark (
    application_id uuid not null,
    seq            integer not null,
    line_id        uuid not null references applications.line (id),
    remark         text not null check (length(remark) between 1 and 1000),
    primary key (application_id, seq, line_id),
    foreign key (application_id, seq) references applications.transition (application_id, seq)
);

-- The last number given per financial year (of submission) and scheme; its row is locked until the submission is kept.
create table applications.number_counter (
    financial_year text not null,
    scheme_code    text not null,
    last_number    integer not null check (last_number > 0),
    primary key (financial_year, scheme_code)
);

-- Bills and files that were also found elsewhere when the application was submitted, for reviewers.
create table applications.duplicate (
    application_id       uuid not null references applications.application (id),
    kind                 text not null check (kind in ('BILL', 'DOCUMENT')),
    subject_id           uuid not null,
    other_application_id uuid not null references applications.application (id),
    found_at             timestamptz not null,
    primary key (application_id, kind, subject_id, other_application_id)
);
create index duplicate_other on applications.duplicate (other_application_id);
