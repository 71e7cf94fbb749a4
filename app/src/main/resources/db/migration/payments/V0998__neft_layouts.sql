-- How the NEFT text for the bank is laid out, as versions that two people make: who writes one never puts it in force.
-- A batch keeps the version that was in force when it was frozen, and its file is written with that one. CONFIGURED is
-- what the configuration said, kept when a batch is frozen with it; it counts only until a version is put in force.
create table payments.neft_layout (
    id            uuid primary key,
    number        integer unique check (number > 0),
    state         text not null check (state in
                    ('CONFIGURED', 'DRAFT', 'SUBMITTED', 'IN_FORCE', 'REPLACED', 'DISCARDED')),
    version       integer not null default 0,
    definition    jsonb not null check (length(definition::text) <= 40000),
    editors       text[] not null default '{}',
    started_by    text,
    started_at    timestamptz not null,
    submitted_by  text,
    submitted_at  timestamptz,
    reason        text check (length(reason) between 1 and 1000),
    sent_back_by  text,
    sent_back_why text check (length(sent_back_why) between 1 and 1000),
    in_force_by   text,
    in_force_at   timestamptz,
    ended_by      text,
    ended_at      timestamptz,
    constraint neft_layout_made_by_people check (case when state = 'CONFIGURED' then
        number is null and started_by is null and cardinality(editors) = 0
        else number is not null and started_by is not null and started_by = any (editors) end),
    constraint neft_layout_submitted_is_complete check (state not in ('SUBMITTED', 'IN_FORCE', 'REPLACED')
        or (submitted_by is not null and submitted_by = any (editors) and submitted_at is not null
            and reason is not null)),
    constraint neft_layout_in_force_is_complete check ((state in ('IN_FORCE', 'REPLACED')) = (in_force_by is not null)
        and (in_force_by is null) = (in_force_at is null)),
    constraint neft_layout_ended_is_complete check ((state in ('REPLACED', 'DISCARDED')) = (ended_by is not null)
        and (ended_by is null) = (ended_at is null)),
    constraint neft_layout_maker_is_not_checker check (in_force_by is null or in_force_by <> all (editors)),
    constraint neft_layout_sent_back_says_why check ((sent_back_by is null) = (sent_back_why is null))
);
create unique index one_neft_layout_in_force on payments.neft_layout ((true)) where state = 'IN_FORCE';
create unique index one_neft_layout_under_way on payments.neft_layout ((true)) where state in ('DRAFT', 'SUBMITTED');
create unique index neft_layout_configured_once on payments.neft_layout (md5(definition::text))
    where state = 'CONFIGURED';

create function payments.keep_neft_layout() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state in ('CONFIGURED', 'REPLACED', 'DISCARDED')
            or (new.id, new.number, new.started_by, new.started_at) is distinct from
               (old.id, old.number, old.started_by, old.started_at)
            or not new.editors @> old.editors
            or (new.definition, new.editors) is distinct from (old.definition, old.editors) and old.state <> 'DRAFT'
            or (old.state = 'IN_FORCE' and (new.submitted_by, new.submitted_at, new.reason, new.in_force_by,
                    new.in_force_at) is distinct from (old.submitted_by, old.submitted_at, old.reason,
                    old.in_force_by, old.in_force_at)) then
        raise exception 'NEFT layout % stays as it is', old.number
            using errcode = 'check_violation', constraint = 'neft_layout_kept';
    end if;
    if new.state <> old.state and (old.state, new.state) not in (('DRAFT', 'SUBMITTED'), ('DRAFT', 'DISCARDED'),
            ('SUBMITTED', 'DRAFT'), ('SUBMITTED', 'DISCARDED'), ('SUBMITTED', 'IN_FORCE'), ('IN_FORCE', 'REPLACED'))
    then
        raise exception 'NEFT layout % may not move from % to %', old.number, old.state, new.state
            using errcode = 'check_violation', constraint = 'allowed_move';
    end if;
    return new;
end $$;
create trigger neft_layout_kept before update or delete on payments.neft_layout
    for each row execute function payments.keep_neft_layout();

create function payments.begin_neft_layout() returns trigger language plpgsql as $$
begin
    if new.state not in ('CONFIGURED', 'DRAFT') then
        raise exception 'A NEFT layout begins as a draft'
            using errcode = 'check_violation', constraint = 'neft_layout_begins';
    end if;
    return new;
end $$;
create trigger neft_layout_begins before insert on payments.neft_layout
    for each row execute function payments.begin_neft_layout();

-- Freezing shares this lock, putting in force holds it alone: a batch is frozen wholly before or wholly after.
create function payments.lock_neft_layouts(alone boolean) returns void language plpgsql as $$
begin
    if alone then
        perform pg_advisory_xact_lock(5067419982);
    else
        perform pg_advisory_xact_lock_shared(5067419982);
    end if;
end $$;
