-- What was told about a task's deadline at its present level: each thing once, however many nodes look.
alter table review.task
    add column reminded_at timestamptz,
    add column warned_at timestamptz,
    add column escalated_at timestamptz;

create index task_due on review.task (due_at, application_id)
    where queue in ('WAITING', 'HELD') and escalated_at is null;
create index task_escalated on review.task (level, due_at, application_id)
    where queue in ('WAITING', 'HELD') and escalated_at is not null;
-- the latest decisions of a level, from which its median handling time comes
create index task_actor_level on review.task_actor (level, finished_at desc) where finished_at is not null;

-- Which senior got the summary of which week.
create table review.weekly_summary (
    id              uuid primary key,
    week            date not null,
    employee_number text not null,
    level           text not null check (level in ('SCRUTINY', 'SUB_PANEL', 'APEX_PANEL')),
    waiting         integer not null check (waiting >= 0),
    overdue         integer not null check (overdue >= 0),
    likely_late     integer not null check (likely_late >= 0),
    decided         integer not null check (decided >= 0),
    summed_at       timestamptz not null,
    unique (week, employee_number, level),
    constraint week_begins_on_monday check (extract(isodow from week) = 1)
);
