-- One page of a scrutiny officer's queue, as the portal asks for it: first, then from a place in the middle.
select * from ((select t.*, t.due_at as sort_at from review.task t
  where t.level = 'SCRUTINY' and t.queue = 'WAITING' and t.member_id <> all('{0196bfc0-0000-7000-8000-000000000001}'::uuid[])
    and not t.acted && array['SUB_PANEL:10000011', 'APEX_PANEL:10000011']
  order by t.due_at, t.application_id limit 51)) as found order by sort_at, application_id limit 51;
select * from ((select t.*, t.due_at as sort_at from review.task t
  where t.level = 'SCRUTINY' and t.queue = 'WAITING' and t.member_id <> all('{0196bfc0-0000-7000-8000-000000000001}'::uuid[])
    and not t.acted && array['SUB_PANEL:10000011', 'APEX_PANEL:10000011']
    and (t.due_at, t.application_id) > (now() - interval '180 days', '0196bfc0-0000-7000-8000-000000000001'::uuid)
  order by t.due_at, t.application_id limit 51)) as found order by sort_at, application_id limit 51;
