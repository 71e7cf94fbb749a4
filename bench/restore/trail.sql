-- :entries entries of a trail that began before the portal marked its entries, chained by the function that chains all.
insert into audit.entry (at, actor_account, actor_number, actor_name, actor_roles, action, object_type, object_id, changes)
select now() - interval '1 second' + n * interval '1 microsecond', gen_random_uuid(), (30000000 + n % 600000)::text, 'Member ' || n,
    'MEMBER', 'application.edited', 'application', gen_random_uuid()::text,
    jsonb_build_object('hospital', jsonb_build_array(null, 'Jeevan Jyoti Hospital'), 'claimed', jsonb_build_array(null, n % 90000))
from generate_series(1, :entries) n;
create procedure pg_temp.chained() language plpgsql as $$
begin
    while audit.link_waiting(20000) = 20000 loop
        commit;
    end loop;
end $$;
call pg_temp.chained();
