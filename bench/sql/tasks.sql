-- Fills review.task with :tasks applications of the last year. Three in a hundred wait, one is in somebody's hands or
-- back with the member, the others are done, as in a trust that keeps up.
insert into review.task (application_id, number, scheme_code, scheme_version_id, ic, region, member_id, employee_number,
    member_name, beneficiary_name, claimed, payable, state, level, assigned_to, taken_at, submitted_at,
    level_entered_at, due_at, paused_at, seconds_left, acted)
select uuidv7(), 'LTET/2026-27/S13/' || lpad(n::text, 7, '0'), 'S' || lpad((1 + n % 14)::text, 2, '0'), uuidv7(),
    (array['HEAV', 'POWR', 'BLDG', 'HYDC', 'INFO', 'SHIP'])[1 + n % 6], (array['NORTH', 'SOUTH', 'EAST', 'WEST'])[1 + n % 4],
    gen_random_uuid(), (20000000 + n % 600000)::text, 'Member ' || n, 'Member ' || n, 1000 + n % 90000, 500 + n % 50000,
    case place when 'WAITING' then case when level = 'SCRUTINY' then 'SUBMITTED' else 'UNDER_REVIEW' end
        when 'HELD' then 'UNDER_REVIEW' when 'BACK' then 'SENT_BACK' else 'DISBURSED' end,
    level, case when place in ('HELD', 'BACK') then officer end, case when place in ('HELD', 'BACK') then since end, since,
    since, since + interval '3 days', case when place = 'BACK' then since end, case when place = 'BACK' then 3600 end,
    case when place = 'WAITING' and level = 'SCRUTINY' then '{}' else array['SCRUTINY:' || scrutiny] end
  from (select n, now() - interval '1 year' * (1 - n / (:tasks)::numeric) as since,
               (10000011 + n % 40)::text as officer, (10000011 + (n + 1) % 40)::text as scrutiny,
               case when n % 100 < 3 then 'WAITING' when n % 200 = 5 then 'HELD' when n % 200 = 7 then 'BACK'
                    else 'DONE' end as place,
               case when n % 10 < 7 then 'SCRUTINY' when n % 10 < 9 then 'SUB_PANEL' else 'APEX_PANEL' end as level
          from generate_series(1, :tasks) as numbers (n)) as made;
insert into review.task_actor (application_id, actor, level, since, finished_at)
select application_id, (10000011 + abs(hashtext(number)) % 40)::text, 'SCRUTINY', submitted_at,
    submitted_at + interval '2 days'
  from review.task where state = 'DISBURSED';
vacuum analyze review.task, review.task_actor;
