-- Once days without automatic approval are set, nothing is approved by itself on them: whoever sets them waits for the
-- decisions that are being made, and what begins afterwards sees them.
create function review.wait_for_automatic_decisions() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('review.automatic_blackout', 0));
    return new;
end $$;
create trigger wait_for_decisions before insert on review.automatic_blackout
    for each row execute function review.wait_for_automatic_decisions();

create or replace function review.guard_automatic_decision() returns trigger language plpgsql as $$
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
    -- likewise whoever sets days without
    perform pg_advisory_xact_lock_shared(hashtextextended('review.automatic_blackout', 0));
    if exists (select 1 from review.automatic_blackout b
               where b.lifted_at is null and (new.at at time zone 'Asia/Kolkata')::date between b.first_day and b.last_day) then
        perform review.refuse('automatic_blackout');
    end if;
    return new;
end $$;
