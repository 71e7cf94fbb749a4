package org.ltet.portal.documents;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All files that the store holds: of documents, and pieces of files on their way. */
@Component
class StoredFileRows {

    /** @param sha256 null of a piece, which is known by its size and its seal */
    record File(UUID id, long size, @Nullable String sha256, byte[] wrappedKey) {

        /** Without the key. */
        @Override
        public String toString() {
            return "File[" + id + ", " + size + " bytes]";
        }
    }

    private static final String ALL = """
            (select id, size, sha256::text as sha256, wrapped_key from documents.document
              where state <> 'ERASED' and id > :after
              order by id limit :limit)
            union all
            (select id, size, null, wrapped_key from documents.upload_part where id > :after order by id limit :limit)
            order by id limit :limit
            """;

    private final JdbcClient jdbc;

    StoredFileRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<File> after(UUID last, int limit) {
        return jdbc.sql(ALL)
                .param("after", last)
                .param("limit", limit)
                .query((row, index) -> new File(
                        row.getObject("id", UUID.class),
                        row.getLong("size"),
                        row.getString("sha256"),
                        row.getBytes("wrapped_key")))
                .list();
    }

    boolean isThere(UUID id) {
        return jdbc.sql("""
                        select exists (select from documents.document where id = :id and state <> 'ERASED')
                            or exists (select from documents.upload_part where id = :id)
                        """).param("id", id).query(Boolean.class).single();
    }
}
