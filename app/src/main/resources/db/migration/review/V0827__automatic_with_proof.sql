-- All documents verified: every line has a bill that was read without doubt and says the same, every paper was read, and none
-- says otherwise. What was judged before these were looked at is for a person.
create function review.guard_automatic_proof() returns trigger language plpgsql as $$
begin
    if not exists (
            select 1 from review.risk_assessment a
            where a.id = new.assessment_id and a.application_id = new.application_id
              and (a.facts ->> 'UNPROVED_LINES')::integer = 0 and (a.facts ->> 'UNPROVED_PAPERS')::integer = 0
              and (a.facts ->> 'DIFFERENCES')::integer = 0 and (a.facts ->> 'DOCUMENTS')::integer > 0) then
        perform review.refuse('automatic_needs_proof');
    end if;
    return new;
end $$;
create trigger guard_proof before insert on review.automatic_decision
    for each row execute function review.guard_automatic_proof();
