\set i random(1, 500000) * 2
select * from documents.near_looks(('x' || substr(md5(:i::text), 1, 16))::bit(64)::bigint # 17, 20);
