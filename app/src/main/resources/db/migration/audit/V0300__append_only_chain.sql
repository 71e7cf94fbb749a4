create schema audit;

-- One row per thing done. Rows are only ever added.
create table audit.entry (
    id             bigint generated always as identity primary key,
    at             timestamptz not null,
    actor_account  uuid        not null,
    actor_number   text        not null,
    actor_name     text        not null,
    actor_roles    text        not null,
    from_address   text,
    action         text        not null check (action ~ '^[a-zA-Z]+\.[a-zA-Z]+$'),
    object_type    text        not null,
    object_id      text        not null,
    application_id uuid,
    scheme_code    text,
    changes        jsonb       not null,
    reason         text
);
create index entry_by_application on audit.entry (application_id, id) where application_id is not null;
create index entry_by_scheme on audit.entry (scheme_code, id) where scheme_code is not null;
create index entry_by_actor on audit.entry (actor_number, id);
create index entry_by_object on audit.entry (object_type, object_id, id);
create index entry_by_time on audit.entry (at);

-- The chain: each link's hash covers the entry and the link before. Entries are written by many transactions at once
-- and chained by one job shortly after, so that writing them never makes transactions wait for each other.
create table audit.link (
    place      bigint not null primary key check (place > 0),
    entry_id      bigint not null unique references audit.entry,
    previous_hash bytea  not null,
    hash          bytea  not null check (length(hash) = 32)
);

-- Entries that wait for their link.
create table audit.unlinked (
    entry_id bigint not null primary key
);

create function audit.await_link() returns trigger language plpgsql as $$
begin
    insert into audit.unlinked (entry_id) values (new.id);
    return null;
end $$;
create trigger entry_awaits_link after insert on audit.entry for each row execute function audit.await_link();

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'The audit trail is append-only: % on %.% is refused', tg_op, tg_table_schema, tg_table_name;
end $$;
create trigger entry_append_only before update or delete on audit.entry
    for each row execute function audit.refuse_change();
create trigger entry_never_emptied before truncate on audit.entry
    for each statement execute function audit.refuse_change();
create trigger link_append_only before update or delete on audit.link
    for each row execute function audit.refuse_change();
create trigger link_never_emptied before truncate on audit.link
    for each statement execute function audit.refuse_change();

-- Every field takes part, each with its length before it, so that no two different entries read the same.
create function audit.hash_of(previous bytea, e audit.entry) returns bytea language sql immutable as $$
    select sha256(previous || convert_to(string_agg(coalesce(length(field)::text || ':' || field, '-'), ',' order by n), 'UTF8'))
    from unnest(array[
        e.id::text, (extract(epoch from e.at) * 1000000)::bigint::text, e.actor_account::text, e.actor_number,
        e.actor_name, e.actor_roles, e.from_address, e.action, e.object_type, e.object_id, e.application_id::text,
        e.scheme_code, e.changes::text, e.reason]) with ordinality as fields(field, n)
$$;

-- Chains up to so many waiting entries; answers how many. One caller at a time.
create function audit.link_waiting(most int) returns int language plpgsql as $$
declare
    head audit.link;
    next_place bigint;
    previous bytea;
    current audit.entry;
    linked int := 0;
begin
    perform pg_advisory_xact_lock(hashtextextended('audit.link', 0));
    select * into head from audit.link order by place desc limit 1;
    next_place := coalesce(head.place, 0) + 1;
    previous := coalesce(head.hash, sha256('LTET audit chain'::bytea));
    for current in
        select e.* from audit.unlinked u join audit.entry e on e.id = u.entry_id order by e.id limit most
    loop
        insert into audit.link (place, entry_id, previous_hash, hash)
        values (next_place, current.id, previous, audit.hash_of(previous, current))
        returning hash into previous;
        next_place := next_place + 1;
        linked := linked + 1;
        delete from audit.unlinked where entry_id = current.id;
    end loop;
    return linked;
end $$;

-- What is wrong with the chain; no row when nothing is. Names each changed, removed or inserted entry.
create function audit.broken_links() returns table (place bigint, entry_id bigint, problem text) language sql stable as $$
    select l.place, l.entry_id,
        case
            when e.id is null then 'REMOVED'
            when l.hash <> audit.hash_of(l.previous_hash, e) then 'CHANGED'
            else 'OUT_OF_CHAIN'
        end
    from (
        select link.*, lag(hash) over (order by place) as hash_before,
            lag(place) over (order by place) as place_before
        from audit.link
    ) l
    left join audit.entry e on e.id = l.entry_id
    where e.id is null
        or l.hash <> audit.hash_of(l.previous_hash, e)
        or l.previous_hash <> coalesce(l.hash_before, sha256('LTET audit chain'::bytea))
        or l.place <> coalesce(l.place_before, 0) + 1
    union all
    select null, e.id, 'INSERTED'
    from audit.entry e
    left join audit.link l on l.entry_id = e.id
    left join audit.unlinked u on u.entry_id = e.id
    where l.entry_id is null and u.entry_id is null
$$;
