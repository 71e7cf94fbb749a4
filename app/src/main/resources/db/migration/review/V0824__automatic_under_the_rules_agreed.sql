-- Two people agreed on a limit of points as the rules gave them then: what is judged by rules made later is for a person,
-- until two people have agreed anew. The rules that the portal came with were known to everybody who agreed.
create function review.guard_automatic_rules() returns trigger language plpgsql as $$
begin
    if exists (
            select 1 from review.risk_assessment a join review.risk_rules r on r.version = a.rules_version,
                review.automatic_setting s
            where a.id = new.assessment_id and s.id = new.setting_id and r.version > 1 and r.made_at > s.agreed_at) then
        perform review.refuse('automatic_rules_were_changed');
    end if;
    return new;
end $$;
create trigger guard_rules before insert on review.automatic_decision
    for each row execute function review.guard_automatic_rules();
