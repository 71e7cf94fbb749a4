package org.ltet.portal.documents;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.SealedColumn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The tables of files on their way. */
@Component
class UploadRows {

    /** A piece of a file. */
    record Part(UUID id, long size, byte[] wrappedKey) {

        /** Without the key. */
        @Override
        public String toString() {
            return "Part[" + id + ", " + size + " bytes]";
        }
    }

    static final SealedColumn WRAPPED = FileKeys.WRAPPED.copiedTo("documents.upload_part", "wrapped_key", "id");

    private final JdbcClient jdbc;
    private final JsonMapper mapper = JsonMapper.shared();

    UploadRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Upload upload, Instant now) {
        jdbc.sql("""
                insert into documents.upload (id, owner_kind, owner_id, purpose, type, file_name, length, begun_by,
                    begun_at, expires_at)
                values (:id, :kind, :owner, :purpose, :type, :name, :length, :by, :now, :expires)
                """)
                .param("id", upload.id())
                .param("kind", upload.owner().kind())
                .param("owner", upload.owner().id())
                .param("purpose", upload.purpose())
                .param("type", upload.type())
                .param("name", upload.fileName())
                .param("length", upload.length())
                .param("by", upload.begunBy())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", upload.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    int open(String begunBy) {
        return jdbc.sql("select count(*) from documents.upload where begun_by = :by and state = 'OPEN'")
                .param("by", begunBy)
                .query(Integer.class)
                .single();
    }

    Optional<Upload> find(UUID id) {
        return jdbc.sql("""
                select problem, id, owner_kind, owner_id, purpose, type, file_name, length, received, state,
                    document_id, begun_by, expires_at
                from documents.upload where id = :id
                """).param("id", id).query((row, index) -> upload(row)).optional();
    }

    /** @return false when another piece came in between: this one then has no place */
    boolean append(UUID id, long offset, Part part, Instant expires) {
        boolean next = jdbc.sql("""
                        update documents.upload set received = received + :size, expires_at = :expires
                        where id = :id and received = :offset and state = 'OPEN'
                        """)
                        .param("size", part.size())
                        .param("expires", expires.atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .param("offset", offset)
                        .update()
                == 1;
        if (next) {
            jdbc.sql("""
                    insert into documents.upload_part (id, upload_id, starts_at, size, wrapped_key)
                    values (:id, :upload, :offset, :size, :key)
                    """)
                    .param("id", part.id())
                    .param("upload", id)
                    .param("offset", offset)
                    .param("size", part.size())
                    .param("key", part.wrappedKey())
                    .update();
        }
        return next;
    }

    List<Part> parts(UUID id) {
        return jdbc.sql("""
                select id, size, wrapped_key from documents.upload_part where upload_id = :id order by starts_at
                """)
                .param("id", id)
                .query((row, index) ->
                        new Part(row.getObject("id", UUID.class), row.getLong("size"), row.getBytes("wrapped_key")))
                .list();
    }

    void deleteParts(UUID id) {
        jdbc.sql("delete from documents.upload_part where upload_id = :id")
                .param("id", id)
                .update();
    }

    void end(UUID id, @Nullable UUID documentId, Upload.@Nullable Problem problem) {
        jdbc.sql("""
                update documents.upload set state = :state, document_id = :document, problem = :problem
                where id = :id and state = 'OPEN'
                """)
                .param("state", documentId == null ? "REFUSED" : "TAKEN")
                .param("document", documentId)
                .param("problem", problem == null ? null : mapper.writeValueAsString(problem))
                .param("id", id)
                .update();
    }

    void delete(UUID id) {
        deleteParts(id);
        jdbc.sql("delete from documents.upload where id = :id").param("id", id).update();
    }

    List<UUID> expired(Instant now, int limit) {
        return jdbc.sql("select id from documents.upload where expires_at < :now order by expires_at limit :limit")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    private Upload upload(ResultSet row) throws SQLException {
        String problem = row.getString("problem");
        return new Upload(
                row.getObject("id", UUID.class),
                new DocumentOwner(row.getString("owner_kind"), row.getObject("owner_id", UUID.class)),
                row.getString("purpose"),
                row.getString("type"),
                row.getString("file_name"),
                row.getLong("length"),
                row.getLong("received"),
                Upload.State.valueOf(row.getString("state")),
                row.getObject("document_id", UUID.class),
                problem == null ? null : mapper.readValue(problem, Upload.Problem.class),
                row.getString("begun_by"),
                row.getTimestamp("expires_at").toInstant());
    }
}
