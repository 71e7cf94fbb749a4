-- As many pages: half of them like nothing else, half like forms of which each comes 25 times, with a few bits changed.
alter table documents.page_look drop constraint page_look_document_id_fkey;
insert into documents.page_look (document_id, page, hash)
select uuidv7(), 0,
       case i % 2 when 0 then ('x' || substr(md5(i::text), 1, 16))::bit(64)::bigint
                  else ('x' || substr(md5((i % (:pages / 50)) || 'form'), 1, 16))::bit(64)::bigint
                       # (1::bigint << (i % 64)) # (1::bigint << (i / 64 % 64)) # (1::bigint << (i / 4096 % 64)) end
  from generate_series(1, :pages) i;
vacuum analyze documents.page_look;
