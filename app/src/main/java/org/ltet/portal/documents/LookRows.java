package org.ltet.portal.documents;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.ltet.portal.documents.reader.ReadResult;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What pages look like, and which of them look alike. */
@Component
class LookRows {

    /** More than these that look like one page tell nothing more: it is a form. */
    private static final int NEAREST = 20;

    private final JdbcClient jdbc;

    LookRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the looks of a document that was just read, and finds those of other owners that are like them. */
    void insert(UUID documentId, List<ReadResult.Look> looks, Instant now) {
        if (looks.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into documents.page_look (document_id, page, hash)
                select :id, page, hash from unnest(:pages::int[], :hashes::bigint[]) as look (page, hash)
                """)
                .param("id", documentId)
                .param("pages", looks.stream().map(ReadResult.Look::page).toArray(Integer[]::new))
                .param("hashes", looks.stream().map(ReadResult.Look::hash).toArray(Long[]::new))
                .update();
        jdbc.sql("""
                insert into documents.look_alike (document_id, other_id, distance, found_at)
                select :id, near.document_id, min(near.distance), :now
                from documents.document mine
                cross join unnest(:hashes::bigint[]) as look (hash)
                cross join lateral documents.near_looks(look.hash, :nearest) near
                join documents.document other on other.id = near.document_id and other.state = 'STORED'
                  and (other.owner_kind, other.owner_id) <> (mine.owner_kind, mine.owner_id)
                where mine.id = :id
                group by near.document_id
                """)
                .param("id", documentId)
                .param("hashes", looks.stream().map(ReadResult.Look::hash).toArray(Long[]::new))
                .param("nearest", NEAREST)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** With the content of documents goes what they looked like. */
    void erase(Collection<UUID> ids) {
        UUID[] gone = ids.toArray(UUID[]::new);
        jdbc.sql("delete from documents.look_alike where document_id = any(:ids) or other_id = any(:ids)")
                .param("ids", gone)
                .update();
        jdbc.sql("delete from documents.page_look where document_id = any(:ids)")
                .param("ids", gone)
                .update();
    }
}
