-- A level can be needed whatever the amount: where the risk is high, or where something flagged was set aside. Rules that
-- were written down before say nothing of it yet; that is filled in once, and nothing else of them changes.
alter table applications.level_rule
    add column on_high_risk boolean,
    add column on_override boolean;

create function applications.guard_level_rule() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.on_high_risk is null and old.on_override is null
            and to_jsonb(old) - 'on_high_risk' - 'on_override' = to_jsonb(new) - 'on_high_risk' - 'on_override' then
        return new;
    end if;
    perform applications.refuse('level_rule_is_append_only');
    return null;
end $$;
drop trigger guard on applications.level_rule;
create trigger guard before update or delete on applications.level_rule
    for each row execute function applications.guard_level_rule();

-- What makes an application climb higher than its amount does. A high risk can be judged lower when the member answers;
-- that something was overridden stays.
create table applications.raised (
    application_id uuid not null references applications.application (id),
    cause          text not null check (cause in ('HIGH_RISK', 'OVERRIDE')),
    raised_at      timestamptz not null,
    lowered_at     timestamptz check (lowered_at >= raised_at),
    primary key (application_id, cause, raised_at),
    constraint override_stays check (cause <> 'OVERRIDE' or lowered_at is null)
);
create unique index raised_now on applications.raised (application_id, cause) where lowered_at is null;

create function applications.guard_raised() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.lowered_at is null and new.lowered_at is not null
            and to_jsonb(old) - 'lowered_at' = to_jsonb(new) - 'lowered_at' then
        return new;
    end if;
    perform applications.refuse('raised_is_only_lowered');
    return null;
end $$;
create trigger guard before update or delete on applications.raised
    for each row execute function applications.guard_raised();

-- As before, with the circumstances beside the amount.
create or replace function applications.guard_levels() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from applications.level_rule r where r.scheme_version_id = new.scheme_version_id) then
        perform applications.refuse('levels_unknown');
    end if;
    if exists (select 1 from applications.level_rule r
               where r.scheme_version_id = new.scheme_version_id
                 and (r.min_payable <= new.payable
                     or exists (select 1 from applications.raised c
                                where c.application_id = new.id and c.lowered_at is null
                                  and (c.cause = 'HIGH_RISK' and r.on_high_risk
                                      or c.cause = 'OVERRIDE' and r.on_override)))
                 and case when old.state = 'SUBMITTED' then r.level <> 'SCRUTINY'
                     else r.level <> old.level and not exists (
                         select 1 from applications.transition t
                         where t.application_id = new.id and t.from_state = 'UNDER_REVIEW' and t.from_level = r.level
                           and t.acting_level = r.level and t.to_state = 'UNDER_REVIEW'
                           and applications.level_rank(t.to_level) > applications.level_rank(r.level)
                           and not exists (
                               select 1 from applications.transition b
                               where b.application_id = new.id and b.seq > t.seq and b.to_state = 'UNDER_REVIEW'
                                 and applications.level_rank(b.to_level) < applications.level_rank(r.level))) end) then
        perform applications.refuse('needed_level_did_not_act');
    end if;
    return new;
end $$;
