-- Review: the queues of the three levels, the trust's working calendar, approvals of many at once.
create schema review;

-- Days on which the trust does not work, beside Saturdays and Sundays. These are India's three national holidays; the
-- trust adds the festivals of its own calendar as rows.
create table review.holiday (
    day     date primary key,
    name_en text not null check (length(name_en) between 1 and 100),
    name_hi text not null check (length(name_hi) between 1 and 100)
);
insert into review.holiday (day, name_en, name_hi) values
    ('2026-01-26', 'Republic Day', 'गणतंत्र दिवस'),
    ('2026-08-15', 'Independence Day', 'स्वतंत्रता दिवस'),
    ('2026-10-02', 'Gandhi Jayanti', 'गांधी जयंती'),
    ('2027-01-26', 'Republic Day', 'गणतंत्र दिवस'),
    ('2027-08-15', 'Independence Day', 'स्वतंत्रता दिवस'),
    ('2027-10-02', 'Gandhi Jayanti', 'गांधी जयंती');

-- One row for each submitted application, kept in step inside the transaction of the application's own change.
create table review.task (
    application_id    uuid primary key,
    number            text not null unique,
    scheme_code       text not null,
    scheme_version_id uuid not null,
    ic                text not null,
    region            text not null,
    member_id         uuid not null,
    employee_number   text not null,
    member_name       text not null,
    beneficiary_name  text not null,
    claimed           numeric(14, 2) not null check (claimed >= 0),
    payable           numeric(14, 2) not null check (payable >= 0),
    state             text not null check (state in ('SUBMITTED', 'UNDER_REVIEW', 'SENT_BACK', 'APPROVED',
                          'UNDER_FINANCE', 'DISBURSED', 'REJECTED', 'WITHDRAWN', 'LAPSED')),
    level             text not null check (level in ('SCRUTINY', 'SUB_PANEL', 'APEX_PANEL')),
    assigned_to       text,
    taken_at          timestamptz,
    submitted_at      timestamptz not null,
    level_entered_at  timestamptz not null,
    due_at            timestamptz not null,
    -- while the member is asked, the clock stands still with this much working time left
    paused_at         timestamptz,
    seconds_left      bigint,
    -- who acted at which level, as 'SCRUTINY:10000011': nobody acts at two levels of one application
    acted             text[] not null default '{}',
    -- counts the changes, all of which come from the application's own or from taking and giving back
    version           bigint not null default 1 check (version > 0),
    queue             text not null generated always as (case
                          when state = 'SENT_BACK' then 'SENT_BACK'
                          when state not in ('SUBMITTED', 'UNDER_REVIEW') then 'CLOSED'
                          when assigned_to is null then 'WAITING'
                          else 'HELD' end) stored,
    constraint submitted_waits_for_scrutiny check (state <> 'SUBMITTED' or level = 'SCRUTINY'),
    constraint not_own_application check (assigned_to <> employee_number),
    constraint taken_by_somebody check ((assigned_to is null) = (taken_at is null)),
    constraint closed_is_nobodys check (state in ('SUBMITTED', 'UNDER_REVIEW', 'SENT_BACK') or assigned_to is null),
    constraint paused_while_sent_back check ((state = 'SENT_BACK') = (paused_at is not null)),
    constraint paused_with_rest check ((paused_at is null) = (seconds_left is null))
);

-- Each queue in the order in which it is worked off. All that a count looks at is in the index.
create index task_waiting on review.task (level, due_at, application_id)
    include (ic, region, scheme_code, member_id, acted) where queue = 'WAITING';
create index task_held on review.task (assigned_to, level, due_at, application_id)
    include (ic, region, scheme_code, queue) where queue in ('HELD', 'SENT_BACK');

-- What a person has done with an application; finished once it left this person's hands.
create table review.task_actor (
    application_id uuid not null references review.task (application_id),
    actor          text not null,
    level          text not null check (level in ('SCRUTINY', 'SUB_PANEL', 'APEX_PANEL')),
    since          timestamptz not null,
    finished_at    timestamptz,
    primary key (application_id, actor)
);
create index task_actor_done on review.task_actor (actor, level, finished_at desc, application_id desc)
    where finished_at is not null;

-- An approval of many: first prepared and shown, then run once; each line is decided by itself.
create table review.bulk_approval (
    id         uuid primary key,
    actor      text not null,
    level      text not null check (level in ('SUB_PANEL', 'APEX_PANEL')),
    left_out   integer not null check (left_out >= 0),
    created_at timestamptz not null,
    started_at timestamptz
);

create table review.bulk_approval_line (
    bulk_id           uuid not null references review.bulk_approval (id),
    position          integer not null check (position between 1 and 100),
    application_id    uuid not null references review.task (application_id),
    task_version      bigint not null,
    payable           numeric(14, 2) not null check (payable > 0),
    outcome           text check (outcome in ('APPROVED', 'REFUSED')),
    refusal           text,
    refusal_arguments text[],
    decided_at        timestamptz,
    primary key (bulk_id, position),
    unique (bulk_id, application_id),
    check ((outcome is null) = (decided_at is null)),
    check ((outcome = 'REFUSED') = (refusal is not null) or outcome is null)
);
create index task_ic on review.task (ic);
