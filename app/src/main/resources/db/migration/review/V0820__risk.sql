-- The risk of an application by readable rules: each looks at one fact, and adds its points from a threshold on. The rules
-- are kept in versions, so that what was judged under one can always be explained.
create table review.risk_rules (
    version     integer primary key check (version > 0),
    medium_from smallint not null check (medium_from between 1 and 100),
    high_from   smallint not null check (high_from between 1 and 100),
    made_at     timestamptz not null,
    made_by     text not null,
    constraint high_above_medium check (high_from > medium_from)
);
create table review.risk_rule (
    version   integer not null references review.risk_rules (version),
    fact      text not null check (fact ~ '^[A-Z_]{3,40}$'),
    threshold integer not null check (threshold >= 0),
    -- none: the rule is off
    points    smallint not null check (points between 0 and 100),
    primary key (version, fact)
);
create function review.guard_append_only() returns trigger language plpgsql as $$
begin
    perform review.refuse(tg_table_name || '_is_append_only');
    return null;
end $$;
create trigger guard before update or delete on review.risk_rules
    for each row execute function review.guard_append_only();
create trigger guard before update or delete on review.risk_rule
    for each row execute function review.guard_append_only();

insert into review.risk_rules (version, medium_from, high_from, made_at, made_by)
values (1, 30, 60, now(), 'system:standard');
insert into review.risk_rule (version, fact, threshold, points) values
    (1, 'BILLS_OF_OTHERS', 1, 50),
    (1, 'OWN_BILLS_AGAIN', 1, 30),
    (1, 'FILES_AGAIN', 1, 30),
    (1, 'LOOK_ALIKES', 1, 25),
    (1, 'DIFFERENCES', 1, 15),
    (1, 'POOR_DOCUMENTS', 1, 5),
    (1, 'PERCENT_OF_SCHEME', 200, 15),
    (1, 'PERCENT_OF_VENDOR', 200, 10),
    (1, 'NEW_VENDORS', 1, 5),
    (1, 'CLAIMS_LATELY', 4, 10),
    (1, 'REJECTED_LATELY', 1, 15),
    (1, 'ACCOUNT_DAYS', 30, 15),
    (1, 'ACCOUNT_SHARED', 1, 30),
    (1, 'WINDOW_DAYS_LEFT', 3, 5),
    (1, 'OLDEST_BILL_DAYS', 180, 5),
    (1, 'PERCENT_OF_LIMIT', 90, 5),
    (1, 'SENT_BACK_TIMES', 2, 5),
    (1, 'CLAIM_RAISED', 1, 10),
    (1, 'ROUND_LINES', 2, 5);

-- What the rules made of an application when it was handed in, and again whenever the member answered: never changed.
create table review.risk_assessment (
    id             uuid primary key,
    application_id uuid not null references review.task (application_id),
    seq            integer not null check (seq > 0),
    rules_version  integer not null references review.risk_rules (version),
    score          smallint not null check (score between 0 and 100),
    band           text not null check (band in ('LOW', 'MEDIUM', 'HIGH')),
    claimed        numeric(14, 2) not null check (claimed >= 0),
    payable        numeric(14, 2) not null check (payable >= 0),
    facts          jsonb not null check (jsonb_typeof(facts) = 'object'),
    assessed_at    timestamptz not null,
    unique (application_id, seq)
);
create table review.risk_reason (
    assessment_id uuid not null references review.risk_assessment (id),
    fact          text not null,
    value         integer not null,
    threshold     integer not null,
    points        smallint not null check (points > 0),
    primary key (assessment_id, fact)
);
create trigger guard before update or delete on review.risk_assessment
    for each row execute function review.guard_append_only();
create trigger guard before update or delete on review.risk_reason
    for each row execute function review.guard_append_only();

-- A reviewer looked into one of the reasons and found it in order: it counts no more, and somebody else decides.
create table review.risk_set_aside (
    assessment_id uuid not null,
    fact          text not null,
    reason        text not null check (length(reason) between 1 and 1000),
    actor         text not null,
    actor_name    text not null,
    level         text not null check (level in ('SCRUTINY', 'SUB_PANEL', 'APEX_PANEL')),
    at            timestamptz not null,
    primary key (assessment_id, fact),
    foreign key (assessment_id, fact) references review.risk_reason (assessment_id, fact)
);
create trigger guard before update or delete on review.risk_set_aside
    for each row execute function review.guard_append_only();

-- What is to be assessed, noted in the transaction that hands it in.
create table review.risk_due (
    application_id uuid primary key references review.task (application_id),
    noted_at       timestamptz not null,
    due_at         timestamptz not null,
    -- assessed once already; looked at again because its documents were still being read
    again          boolean not null default false
);
create index risk_due_at on review.risk_due (due_at, application_id);

-- The present score without what was set aside; not yet assessed comes last.
alter table review.task
    add column risk smallint check (risk between 0 and 100),
    add column risk_band text check (risk_band in ('LOW', 'MEDIUM', 'HIGH')),
    add column risk_order smallint not null generated always as (-coalesce(risk, -1)) stored,
    add constraint risk_with_band check ((risk is null) = (risk_band is null));
create index task_risk on review.task (level, risk_order, due_at, application_id)
    include (ic, region, scheme_code, member_id, acted, risk_band) where queue = 'WAITING';
create index task_of_member on review.task (member_id, submitted_at desc);
create index task_decided on review.task (scheme_code, submitted_at desc) where queue = 'CLOSED';

insert into review.risk_due (application_id, noted_at, due_at)
select application_id, now(), now() from review.task where queue <> 'CLOSED';
