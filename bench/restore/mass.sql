-- :applications more applications, each like one of the demonstration that no money was sanctioned for (its answers, lines,
-- moves and task), spread over :people more members. Contents stay sealed under the ids of those they are copies of.
\set ON_ERROR_STOP on
set session_replication_role = replica;
create function pg_temp.columns_of(of regclass) returns text[] language sql as $$
    select array_agg(quote_ident(attname) order by attnum) from pg_attribute
    where attrelid = of and attnum > 0 and not attisdropped and attgenerated = ''
$$;
-- copies the rows of a table that belong to what is copied; changes says what differs in the copy
create function pg_temp.copied(of regclass, key text, copies regclass, changes jsonb) returns void language plpgsql as $$
declare
    names text[] := pg_temp.columns_of(of);
begin
    execute format('insert into %s (%s) select %s from %s c join %s t on t.%I = c.old', of, array_to_string(names, ', '),
        (select string_agg(coalesce(changes ->> name, 't.' || name), ', ' order by place)
            from unnest(names) with ordinality as n (name, place)), copies, of, key);
end $$;

create temp table person as
    select n, old.id as old, uuidv7() as id from generate_series(1, :people) n
    join lateral (select array_agg(id order by id) ids from people.member) all_of on true
    join lateral (select all_of.ids[1 + n % array_length(all_of.ids, 1)] as id) old on true;
select pg_temp.copied('people.member', 'id', 'person', '{"id": "c.id", "employee_number": "(30000000 + c.n)::text"}');

create temp table application as
    select n, uuidv7() as id, kinds.ids[1 + n % array_length(kinds.ids, 1)] as old, p.id as member,
        (30000000 + p.n)::text as employee
    from generate_series(1, :applications) n
    join person p on p.n = 1 + n % :people
    cross join (select array_agg(id order by id) ids from applications.application
        where number is not null and sanctioned is null and voucher_number is null
          and state in ('SUBMITTED', 'REJECTED', 'WITHDRAWN')) kinds;
select pg_temp.copied('applications.application', 'id', 'application', '{"id": "c.id", "member_id": "c.member",
    "employee_number": "c.employee", "number": "''LTET/2025-26/S13/'' || lpad(c.n::text, 8, ''0'')"}');
select pg_temp.copied('applications.line', 'application_id', 'application', '{"id": "uuidv7()", "application_id": "c.id"}');
select pg_temp.copied('applications.level_actor', 'application_id', 'application', '{"application_id": "c.id"}');
select pg_temp.copied('applications.transition', 'application_id', 'application', '{"application_id": "c.id"}');
select pg_temp.copied('review.task', 'application_id', 'application', '{"application_id": "c.id", "member_id": "c.member",
    "employee_number": "c.employee", "number": "''LTET/2025-26/S13/'' || lpad(c.n::text, 8, ''0'')"}');
select pg_temp.copied('notifications.notice', 'application_id', 'application', '{"id": "uuidv7()", "application_id": "c.id",
    "event_key": "''copy '' || c.n || '' '' || t.id", "employee_number": "c.employee"}');
