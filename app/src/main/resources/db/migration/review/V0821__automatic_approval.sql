-- What became of what was judged: how well the rules, the model and the machine's approvals hold.
create table review.risk_outcome (
    application_id uuid primary key references review.task (application_id),
    assessment_id  uuid not null references review.risk_assessment (id),
    outcome        text not null check (outcome in ('GRANTED', 'LESS', 'REJECTED')),
    by_machine     boolean not null,
    decided_at     timestamptz not null,
    constraint machine_never_rejects check (not by_machine or outcome = 'GRANTED')
);
create index risk_outcome_at on review.risk_outcome (decided_at desc);

-- Under which limits the portal approves by itself, for one version of a scheme. One person proposes, another agrees;
-- either of those who may can end it alone.
create table review.automatic_setting (
    id                uuid primary key,
    number            integer generated always as identity unique,
    scheme_code       text not null,
    scheme_version_id uuid not null,
    up_to             numeric(14, 2) not null check (up_to > 0),
    max_score         smallint not null check (max_score between 0 and 100),
    -- the kinds of expense that may occur; empty: all
    heads             text[] not null,
    sample_percent    numeric(5, 2) not null check (sample_percent between 1 and 100),
    reason            text not null check (length(reason) between 1 and 1000),
    proposed_by       text not null,
    proposed_name     text not null,
    proposed_at       timestamptz not null,
    agreed_by         text,
    agreed_name       text,
    agreed_at         timestamptz,
    ended_by          text,
    ended_name        text,
    ended_at          timestamptz,
    end_reason        text check (length(end_reason) between 1 and 1000),
    constraint two_people check (agreed_by <> proposed_by),
    constraint agreed_by_somebody check ((agreed_at is null) = (agreed_by is null)
        and (agreed_at is null) = (agreed_name is null)),
    constraint ended_by_somebody check ((ended_at is null) = (ended_by is null)
        and (ended_at is null) = (ended_name is null) and (ended_at is null) = (end_reason is null))
);
create unique index automatic_running on review.automatic_setting (scheme_version_id)
    where agreed_at is not null and ended_at is null;
create unique index automatic_proposed on review.automatic_setting (scheme_version_id)
    where agreed_at is null and ended_at is null;

create function review.guard_automatic_setting() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' and new.agreed_at is null and new.ended_at is null then
        return new;
    end if;
    if tg_op = 'UPDATE' and old.ended_at is null
            and to_jsonb(old) - '{agreed_by,agreed_name,agreed_at,ended_by,ended_name,ended_at,end_reason}'::text[]
              = to_jsonb(new) - '{agreed_by,agreed_name,agreed_at,ended_by,ended_name,ended_at,end_reason}'::text[]
            and (old.agreed_at is null or (old.agreed_by, old.agreed_name, old.agreed_at)
                 is not distinct from (new.agreed_by, new.agreed_name, new.agreed_at))
            and not (old.agreed_at is null and new.agreed_at is not null and new.ended_at is not null) then
        return new;
    end if;
    perform review.refuse('automatic_setting_is_agreed_and_ended');
    return null;
end $$;
create trigger guard before insert or update or delete on review.automatic_setting
    for each row execute function review.guard_automatic_setting();

-- Days on which the portal approves nothing by itself, as at the closing of a year.
create table review.automatic_blackout (
    id        uuid primary key,
    first_day date not null,
    last_day  date not null,
    reason    text not null check (length(reason) between 1 and 200),
    set_by    text not null,
    set_at    timestamptz not null,
    lifted_by text,
    lifted_at timestamptz,
    constraint in_order check (last_day between first_day and first_day + 92),
    constraint lifted_by_somebody check ((lifted_at is null) = (lifted_by is null))
);

-- What the portal decided by itself, and what the draw gave to a person instead. The draw comes from the portal's key and
-- the two ids: nobody can tell it beforehand, and it can be made again.
create table review.automatic_decision (
    application_id uuid primary key references review.task (application_id),
    setting_id     uuid not null references review.automatic_setting (id),
    assessment_id  uuid not null references review.risk_assessment (id),
    outcome        text not null check (outcome in ('APPROVED', 'SAMPLED')),
    payable        numeric(14, 2) not null check (payable > 0),
    score          smallint not null check (score between 0 and 100),
    draw           integer not null check (draw between 0 and 9999),
    sampled_below  integer not null check (sampled_below between 100 and 10000),
    at             timestamptz not null,
    -- accounts gave back what the portal had approved
    overturned_at  timestamptz,
    constraint drawn check ((outcome = 'SAMPLED') = (draw < sampled_below)),
    constraint only_approvals_are_overturned check (overturned_at is null or outcome = 'APPROVED')
);
create index automatic_decision_at on review.automatic_decision (at desc);

create function review.guard_automatic_decision() returns trigger language plpgsql as $$
declare
    setting review.automatic_setting;
    task review.task;
begin
    if tg_op = 'UPDATE' and old.overturned_at is null and new.overturned_at is not null
            and to_jsonb(old) - 'overturned_at' = to_jsonb(new) - 'overturned_at' then
        return new;
    end if;
    if tg_op <> 'INSERT' then
        perform review.refuse('automatic_decision_is_append_only');
    end if;
    -- whoever ends the setting waits for this decision, or is seen by it
    select * into setting from review.automatic_setting where id = new.setting_id for share;
    select * into task from review.task where application_id = new.application_id;
    if setting.agreed_at is null or setting.ended_at is not null then
        perform review.refuse('automatic_setting_does_not_run');
    end if;
    if setting.scheme_version_id <> task.scheme_version_id or new.payable > setting.up_to
            or new.score > setting.max_score or new.sampled_below <> setting.sample_percent * 100 then
        perform review.refuse('beyond_the_automatic_setting');
    end if;
    if exists (select 1 from review.automatic_blackout b
               where b.lifted_at is null and (new.at at time zone 'Asia/Kolkata')::date between b.first_day and b.last_day) then
        perform review.refuse('automatic_blackout');
    end if;
    return new;
end $$;
create trigger guard before insert or update or delete on review.automatic_decision
    for each row execute function review.guard_automatic_decision();
