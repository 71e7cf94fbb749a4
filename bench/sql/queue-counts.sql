-- What each tab of the queue counts, as the portal asks for it.
select waiting.n as to_do, held.n as mine, back.n as sent_back, waiting.late + held.late as overdue, done.n as done
from (select count(*) as n, count(*) filter (where t.due_at < now()) as late
      from review.task t where t.level = 'SCRUTINY' and t.queue = 'WAITING'
        and t.member_id <> all('{0196bfc0-0000-7000-8000-000000000001}'::uuid[])
        and not t.acted && array['SUB_PANEL:10000011', 'APEX_PANEL:10000011']) as waiting,
     (select count(*) as n, count(*) filter (where t.due_at < now()) as late
      from review.task t where t.level = 'SCRUTINY' and t.assigned_to = '10000011' and t.queue = 'HELD') as held,
     (select count(*) as n from review.task t
      where t.level = 'SCRUTINY' and t.assigned_to = '10000011' and t.queue = 'SENT_BACK') as back,
     (select count(*) as n from review.task_actor a join review.task t on t.application_id = a.application_id
      where a.actor = '10000011' and a.level = 'SCRUTINY' and a.finished_at >= now() - interval '30 days') as done;
