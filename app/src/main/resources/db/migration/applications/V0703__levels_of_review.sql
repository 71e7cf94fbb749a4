-- Which levels of review an amount needs, as the scheme version said when the first application under it was
-- submitted. No sanction passes without every one of them having acted, whatever the program does.
create table applications.level_rule (
    scheme_version_id uuid not null,
    level             text not null check (level in ('SCRUTINY', 'SUB_PANEL', 'APEX_PANEL')),
    min_payable       numeric(14, 2) not null check (min_payable >= 0),
    primary key (scheme_version_id, level)
);
create trigger guard before update or delete on applications.level_rule
    for each row execute function applications.guard_append_only();

create function applications.level_rank(level text) returns integer language sql immutable as $$
    select array_position(array['SCRUTINY', 'SUB_PANEL', 'APEX_PANEL'], level)
$$;

-- The level that decides acts by deciding. Each other level that the payable amount needs has passed the application
-- on, and it has not been below that level since. A job decides only where scrutiny alone would do.
create function applications.guard_levels() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from applications.level_rule r where r.scheme_version_id = new.scheme_version_id) then
        perform applications.refuse('levels_unknown');
    end if;
    if exists (select 1 from applications.level_rule r
               where r.scheme_version_id = new.scheme_version_id and r.min_payable <= new.payable
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
create trigger guard_levels before update on applications.application for each row
    when (new.state = 'APPROVED' and old.state <> 'APPROVED') execute function applications.guard_levels();
