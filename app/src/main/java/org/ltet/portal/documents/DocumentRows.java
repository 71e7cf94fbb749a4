package org.ltet.portal.documents;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ltet.portal.operations.spi.Held;
import org.ltet.portal.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of documents. */
@Component
class DocumentRows {

    /** A document with the key of its file. */
    record Row(StoredDocument document, byte[] wrappedKey) {

        /** Without the key. */
        @Override
        public String toString() {
            return "Row[" + document + "]";
        }
    }

    private static final String COLUMNS =
            "d.id, d.owner_kind, d.owner_id, d.type, d.file_name, d.media_type, d.size, d.sha256, d.added_at, d.added_by, d.safety";

    private final JdbcClient jdbc;
    private final LookRows looks;
    private final boolean scanned;

    DocumentRows(JdbcClient jdbc, LookRows looks, Quarantine quarantine) {
        this.jdbc = jdbc;
        this.looks = looks;
        this.scanned = quarantine.scans();
    }

    /** @param own made by the portal itself */
    void insert(StoredDocument document, byte[] wrappedKey, boolean own) {
        jdbc.sql("""
                insert into documents.document (id, owner_kind, owner_id, type, file_name, media_type, size, sha256,
                    wrapped_key, added_at, added_by, safety, scan_due)
                values (:id, :kind, :owner, :type, :name, :mediaType, :size, :sha256, :key, :at, :by, :safety, :at)
                """)
                .param("id", document.id())
                .param("kind", document.owner().kind())
                .param("owner", document.owner().id())
                .param("type", document.type())
                .param("name", document.fileName())
                .param("mediaType", document.mediaType())
                .param("size", document.size())
                .param("sha256", document.sha256())
                .param("key", wrappedKey)
                .param("at", document.addedAt().atOffset(ZoneOffset.UTC))
                .param("by", document.addedBy())
                .param("safety", own ? "OWN" : "UNCHECKED")
                .update();
    }

    /** As long as no scanner is configured, what was never scanned is open; once one is, it waits. */
    private Safety safety(String state) {
        return switch (state) {
            case "OWN", "CLEAN" -> Safety.OPEN;
            case "UNCHECKED" -> scanned ? Safety.WAITING : Safety.OPEN;
            default -> Safety.valueOf(state);
        };
    }

    Optional<Row> find(UUID id) {
        return jdbc.sql("select " + COLUMNS
                        + ", d.wrapped_key from documents.document d where d.id = :id and d.state = 'STORED'")
                .param("id", id)
                .query((rows, index) -> new Row(document(rows), rows.getBytes("wrapped_key")))
                .optional();
    }

    List<StoredDocument> ofOwners(String kind, Collection<UUID> owners, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                 from documents.document d
                where d.owner_kind = :kind and d.owner_id = any(:owners) and d.state = 'STORED'
                order by d.id limit :limit
                """)
                .param("kind", kind)
                .param("owners", owners.toArray(UUID[]::new))
                .param("limit", limit)
                .query((rows, index) -> document(rows))
                .list();
    }

    List<StoredDocument> sameContent(Collection<UUID> ids, int limit) {
        return jdbc.sql("select distinct " + COLUMNS + """
                 from documents.document mine
                 join documents.document d on d.sha256 = mine.sha256 and d.state = 'STORED'
                  and (d.owner_kind, d.owner_id) <> (mine.owner_kind, mine.owner_id)
                where mine.id = any(:ids)
                order by d.id limit :limit
                """)
                .param("ids", ids.toArray(UUID[]::new))
                .param("limit", limit)
                .query((rows, index) -> document(rows))
                .list();
    }

    List<LookAlike> lookAlikes(Collection<UUID> ids, int limit) {
        return jdbc.sql("select pair.mine, pair.distance, " + COLUMNS + """
                 from (
                    select document_id as mine, other_id as theirs, distance from documents.look_alike
                    where document_id = any(:ids)
                    union all
                    select other_id, document_id, distance from documents.look_alike where other_id = any(:ids)) pair
                 join documents.document d on d.id = pair.theirs and d.state = 'STORED'
                order by pair.distance, d.id limit :limit
                """)
                .param("ids", ids.toArray(UUID[]::new))
                .param("limit", limit)
                .query((rows, index) ->
                        new LookAlike(rows.getObject("mine", UUID.class), document(rows), rows.getInt("distance")))
                .list();
    }

    /** @throws Refused not found, when it was removed meanwhile */
    void markRemoved(UUID id, Instant now) {
        int changed = jdbc.sql("""
                update documents.document set state = 'REMOVED', removed_at = :now
                where id = :id and state = 'STORED'
                """)
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        if (changed == 0) {
            throw Refused.notFound("document");
        }
    }

    /** Removed documents whose content is still there and not held. */
    List<UUID> toErase(Held held, int limit) {
        return jdbc.sql("""
                select id from documents.document
                 where state = 'REMOVED' and owner_id <> all(:heldApplications) and added_by <> all(:heldMembers)
                 order by removed_at limit :limit
                """)
                .param("heldApplications", held.applicationIds())
                .param("heldMembers", held.memberNumbers())
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    /** What was read from a document goes with its content. */
    void markErased(Collection<UUID> ids) {
        jdbc.sql("delete from documents.reading_check where document_id = any(:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .update();
        jdbc.sql("delete from documents.reading where id = any(:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .update();
        looks.erase(ids);
        jdbc.sql("""
                update documents.document set state = 'ERASED', wrapped_key = null
                where id = any(:ids) and state = 'REMOVED'
                """).param("ids", ids.toArray(UUID[]::new)).update();
    }

    /** Which of these ids have a row, in whatever state, or are pieces of a file on its way. */
    Set<UUID> known(Collection<UUID> ids) {
        return jdbc.sql("""
                        select id from documents.document where id = any(:ids)
                        union all select id from documents.upload_part where id = any(:ids)
                        """).param("ids", ids.toArray(UUID[]::new)).query(UUID.class).list().stream()
                .collect(Collectors.toSet());
    }

    private StoredDocument document(ResultSet rows) throws SQLException {
        return new StoredDocument(
                rows.getObject("id", UUID.class),
                new DocumentOwner(rows.getString("owner_kind"), rows.getObject("owner_id", UUID.class)),
                rows.getString("type"),
                rows.getString("file_name"),
                rows.getString("media_type"),
                rows.getLong("size"),
                rows.getString("sha256"),
                rows.getTimestamp("added_at").toInstant(),
                rows.getString("added_by"),
                safety(rows.getString("safety")));
    }
}
