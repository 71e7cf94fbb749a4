package org.ltet.portal.documents;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ltet.portal.operations.FieldCipher;
import org.ltet.portal.operations.SealedColumn;
import org.ltet.portal.shared.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table of readings. What was read names people, so it lies sealed. */
@Component
class ReadingRows {

    /** What is sealed as one. */
    private record Content(List<ReadField> fields, Set<Reading.Defect> defects) {}

    static final SealedColumn CONTENT = SealedColumn.of("documents.reading", "content");
    static final SealedColumn CONFIRMED = SealedColumn.of("documents.reading_check", "confirmed");

    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final JsonMapper mapper = JsonMapper.shared();

    ReadingRows(JdbcClient jdbc, FieldCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    /** @return false when it was asked for before */
    boolean insert(UUID documentId, DocumentKind kind, Instant now) {
        return jdbc.sql("""
                        insert into documents.reading (id, kind, asked_at) values (:id, :kind, :now)
                        on conflict (id) do nothing
                        """)
                        .param("id", documentId)
                        .param("kind", kind.name())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    List<Reading> of(Collection<UUID> documentIds) {
        return jdbc.sql("select id, state, kind, content from documents.reading where id = any(:ids) order by id")
                .param("ids", documentIds.toArray(UUID[]::new))
                .query((row, index) -> reading(row))
                .list();
    }

    /** The kind to look for, while it still has to be read; counts the attempt. */
    Optional<DocumentKind> begin(UUID documentId, Instant now) {
        return jdbc.sql("""
                update documents.reading set attempts = attempts + 1, begun_at = :now
                where id = :id and state = 'WAITING'
                returning kind
                """)
                .param("id", documentId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, index) -> DocumentKind.valueOf(row.getString("kind")))
                .optional();
    }

    int attempts(UUID documentId) {
        return jdbc.sql("select attempts from documents.reading where id = :id")
                .param("id", documentId)
                .query(Integer.class)
                .single();
    }

    /** Only the first who comes to an end has an effect. */
    boolean finish(Reading reading, Instant now) {
        byte[] content = cipher.encrypt(
                mapper.writeValueAsString(new Content(reading.fields(), reading.defects())),
                CONTENT.at(reading.documentId()));
        return jdbc.sql("""
                        update documents.reading set state = :state, kind = :kind, content = :content, ended_at = :now
                        where id = :id and state = 'WAITING'
                        """)
                        .param("state", reading.state().name())
                        .param("kind", reading.kind().name())
                        .param("content", content)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("id", reading.documentId())
                        .update()
                > 0;
    }

    void check(UUID documentId, ReadField field, String confirmed, Instant now) {
        UUID id = Ids.next();
        boolean agreed = field.value().equalsIgnoreCase(confirmed.strip());
        jdbc.sql("""
                insert into documents.reading_check (id, document_id, field, confidence, agreed, confirmed, checked_at)
                values (:id, :document, :field, :confidence, :agreed, :confirmed, :now)
                on conflict (document_id, field) do nothing
                """)
                .param("id", id)
                .param("document", documentId)
                .param("field", field.name().name())
                .param("confidence", BigDecimal.valueOf(field.confidence()).setScale(3, RoundingMode.HALF_UP))
                .param("agreed", agreed)
                .param("confirmed", agreed ? null : cipher.encrypt(confirmed, CONFIRMED.at(id)), Types.BINARY)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void forgetChecks(UUID documentId) {
        jdbc.sql("delete from documents.reading_check where document_id = :document")
                .param("document", documentId)
                .update();
    }

    /** What a person says of a field, also of one that was not found. */
    void confirm(UUID documentId, ReadField.Name name, Optional<ReadField> field, String confirmed, Instant now) {
        UUID id = Ids.next();
        boolean agreed =
                field.filter(read -> read.value().equalsIgnoreCase(confirmed)).isPresent();
        jdbc.sql("""
                insert into documents.reading_check (id, document_id, field, confidence, agreed, confirmed, checked_at)
                values (:id, :document, :field, :confidence, :agreed, :confirmed, :now)
                """)
                .param("id", id)
                .param("document", documentId)
                .param("field", name.name())
                .param(
                        "confidence",
                        BigDecimal.valueOf(field.map(ReadField::confidence).orElse(0.0))
                                .setScale(3, RoundingMode.HALF_UP))
                .param("agreed", agreed)
                .param("confirmed", agreed ? null : cipher.encrypt(confirmed, CONFIRMED.at(id)), Types.BINARY)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What people said of fields, by document; empty where they agreed with what was read. */
    Map<UUID, Map<ReadField.Name, Optional<String>>> confirmed(Collection<UUID> documentIds) {
        Map<UUID, Map<ReadField.Name, Optional<String>>> said = new HashMap<>();
        jdbc.sql("""
                select id, document_id, field, confirmed from documents.reading_check
                where document_id = any(:ids) order by document_id, field
                """).param("ids", documentIds.toArray(UUID[]::new)).query(row -> {
            byte[] sealed = row.getBytes("confirmed");
            UUID id = row.getObject("id", UUID.class);
            said.computeIfAbsent(row.getObject("document_id", UUID.class), _ -> new EnumMap<>(ReadField.Name.class))
                    .put(
                            ReadField.Name.valueOf(row.getString("field")),
                            Optional.ofNullable(sealed).map(value -> cipher.decrypt(value, CONFIRMED.at(id))));
        });
        return said;
    }

    private Reading reading(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] sealed = row.getBytes("content");
        Content content = sealed == null
                ? new Content(List.of(), Set.of())
                : mapper.readValue(cipher.decrypt(sealed, CONTENT.at(id)), Content.class);
        return new Reading(
                id,
                Reading.State.valueOf(row.getString("state")),
                DocumentKind.valueOf(row.getString("kind")),
                content.fields(),
                content.defects());
    }
}
