-- What pages look like, in 64 bits each, so that a second photo of one paper is found among all others (APP-6).
create table documents.page_look (
    document_id uuid     not null references documents.document,
    page        smallint not null check (page between 0 and 255),
    hash        bigint   not null,
    -- Of two hashes that differ in at most seven bits, one of the four parts differs in at most one: by its parts a near
    -- one is found in indexes.
    part1       int      not null generated always as (((hash >> 48) & 65535)::int) stored,
    part2       int      not null generated always as (((hash >> 32) & 65535)::int) stored,
    part3       int      not null generated always as (((hash >> 16) & 65535)::int) stored,
    part4       int      not null generated always as ((hash & 65535)::int) stored,
    primary key (document_id, page)
);
create index page_look_part1 on documents.page_look (part1) include (hash, document_id);
create index page_look_part2 on documents.page_look (part2) include (hash, document_id);
create index page_look_part3 on documents.page_look (part3) include (hash, document_id);
create index page_look_part4 on documents.page_look (part4) include (hash, document_id);

-- A part and all those that differ from it in one bit.
create function documents.near_parts(part int) returns int[] language sql immutable parallel safe as $$
    select array_agg(part # case bit when 16 then 0 else 1 << bit end) from generate_series(0, 16) bit
$$;

-- Documents with a page that differs in at most seven bits, the nearest first. The parts are reckoned first and given as
-- values, so that each index is asked for them.
create function documents.near_looks(wanted bigint, most int)
    returns table (document_id uuid, distance int) language plpgsql stable as $$
begin
    return query execute $sql$
        select found.document_id, min(bit_count((found.hash # $1)::bit(64)))::int as distance from (
            select l.document_id, l.hash from documents.page_look l where l.part1 = any($2)
            union all select l.document_id, l.hash from documents.page_look l where l.part2 = any($3)
            union all select l.document_id, l.hash from documents.page_look l where l.part3 = any($4)
            union all select l.document_id, l.hash from documents.page_look l where l.part4 = any($5)) found
        where bit_count((found.hash # $1)::bit(64)) <= 7
        group by found.document_id order by 2, 1 limit $6
    $sql$ using wanted,
        documents.near_parts(((wanted >> 48) & 65535)::int), documents.near_parts(((wanted >> 32) & 65535)::int),
        documents.near_parts(((wanted >> 16) & 65535)::int), documents.near_parts((wanted & 65535)::int), most;
end $$;

-- Found once, when the later of the two was read, and seen from both.
create table documents.look_alike (
    document_id uuid        not null references documents.document,
    other_id    uuid        not null references documents.document,
    distance    int         not null check (distance between 0 and 7),
    found_at    timestamptz not null,
    primary key (document_id, other_id),
    check (document_id <> other_id)
);
create index look_alike_other on documents.look_alike (other_id);
