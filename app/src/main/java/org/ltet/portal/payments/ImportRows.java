package org.ltet.portal.payments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.spi.RemoteFile;
import org.ltet.portal.shared.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The bank's files: payments.bank_import. */
@Repository
class ImportRows {

    /** Any number: whoever imports or settles holds it until the end of the transaction, so one does it at a time. */
    private static final long ONE_AT_A_TIME = 900_001;

    private static final String SELECT = """
            select id, file_name, source, outcome, message_type, message_id, refusal_code, refusal_value, document_id,
                size, entries, known_entries, paid, failed, reversed, noted, opened, imported_by, imported_at
            from payments.bank_import
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    ImportRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void lockReconciliation() {
        jdbc.sql("select pg_advisory_xact_lock(:key)::text")
                .param("key", ONE_AT_A_TIME)
                .query(String.class)
                .optional();
    }

    Optional<ImportView> find(UUID id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(ImportRows::view)
                .optional();
    }

    Optional<ImportView> importedWithContent(String sha256) {
        return jdbc.sql(SELECT + "where sha256 = :sha256 and outcome = 'IMPORTED'")
                .param("sha256", sha256)
                .query(ImportRows::view)
                .optional();
    }

    Optional<ImportView> importedWithMessage(StatementMessage message) {
        return jdbc.sql(SELECT + "where message_type = :type and message_id = :id and outcome = 'IMPORTED'")
                .param("type", message.type().name())
                .param("id", message.messageId())
                .query(ImportRows::view)
                .optional();
    }

    /** Those names of the bank's outbox that were looked at before, in this size. */
    Set<RemoteFile> seen(Collection<RemoteFile> files) {
        return new HashSet<>(jdbc.sql("""
                select distinct file_name, size from payments.bank_import
                where source = 'OUTBOX' and file_name = any(:names)
                """)
                .param(
                        "names",
                        Columns.texts(files.stream().map(RemoteFile::name).toList()))
                .query((row, index) -> new RemoteFile(row.getString("file_name"), row.getLong("size")))
                .list());
    }

    /** @return false when another transaction took the same content or message in the meantime */
    boolean insertImported(UUID id, ReceivedStatement file, StatementMessage message, UUID documentId, String by) {
        return insert(id, file, by, message, null, documentId) == 1;
    }

    void insertRefused(UUID id, ReceivedStatement file, UnreadableFile why, @Nullable UUID documentId, String by) {
        insert(id, file, by, null, why, documentId);
    }

    private int insert(
            UUID id,
            ReceivedStatement file,
            String by,
            @Nullable StatementMessage message,
            @Nullable UnreadableFile why,
            @Nullable UUID documentId) {
        return jdbc.sql("""
                insert into payments.bank_import (id, file_name, source, sha256, size, outcome, message_type, message_id,
                    refusal_code, refusal_value, document_id, imported_by, imported_at)
                values (:id, :name, :source, :sha256, :size, :outcome, :type, :message, :code, :value, :document, :by,
                    :now)
                on conflict do nothing
                """)
                .param("id", id)
                .param("name", file.name())
                .param("source", file.source())
                .param("sha256", file.sha256())
                .param("size", file.size())
                .param("outcome", why == null ? "IMPORTED" : "REFUSED")
                .param("type", message == null ? null : message.type().name())
                .param("message", message == null ? null : message.messageId())
                .param("code", why == null ? null : why.code())
                .param("value", why == null ? null : why.detail())
                .param("document", documentId)
                .param("by", by)
                .param("now", Columns.time(clock.instant()))
                .update();
    }

    void count(UUID id, ImportCounts counts) {
        jdbc.sql("""
                update payments.bank_import set entries = :entries, known_entries = :known, paid = :paid,
                    failed = :failed, reversed = :reversed, noted = :noted, opened = :opened
                where id = :id
                """)
                .param("id", id)
                .param("entries", counts.entries())
                .param("known", counts.known())
                .param("paid", counts.paid())
                .param("failed", counts.failed())
                .param("reversed", counts.reversed())
                .param("noted", counts.noted())
                .param("opened", counts.opened())
                .update();
    }

    /** The heading under which stands what the payment gateway says of a batch, or of what is not ours. */
    UUID ofGateway(String messageId) {
        jdbc.sql("""
                insert into payments.bank_import (id, file_name, source, sha256, size, outcome, message_type, message_id,
                    imported_by, imported_at)
                values (:id, :name, 'GATEWAY', encode(sha256(convert_to(:name, 'UTF8')), 'hex'), 0, 'IMPORTED', 'GATEWAY',
                    :message, 'system:payment-gateway', :now)
                on conflict do nothing
                """)
                .param("id", Ids.next())
                .param("name", "Payment gateway, " + messageId)
                .param("message", messageId)
                .param("now", Columns.time(clock.instant()))
                .update();
        return jdbc.sql("""
                select id from payments.bank_import
                where message_type = 'GATEWAY' and message_id = :message and outcome = 'IMPORTED'
                """).param("message", messageId).query(UUID.class).single();
    }

    /** What one more word of the gateway did. */
    void countMore(UUID id, ImportCounts counts) {
        jdbc.sql("""
                update payments.bank_import set entries = entries + :entries, known_entries = known_entries + :known,
                    paid = paid + :paid, failed = failed + :failed, reversed = reversed + :reversed,
                    noted = noted + :noted, opened = opened + :opened
                where id = :id
                """)
                .param("id", id)
                .param("entries", counts.entries())
                .param("known", counts.known())
                .param("paid", counts.paid())
                .param("failed", counts.failed())
                .param("reversed", counts.reversed())
                .param("noted", counts.noted())
                .param("opened", counts.opened())
                .update();
    }

    /** The files of the bank, without the headings of the gateway. */
    List<ImportView> page(@Nullable UUID before, int limit) {
        return jdbc.sql(SELECT + """
                where source <> 'GATEWAY' and (:before::uuid is null or id < :before) order by id desc limit :limit
                """)
                .param("before", before)
                .param("limit", limit)
                .query(ImportRows::view)
                .list();
    }

    private static ImportView view(ResultSet row, int index) throws SQLException {
        return new ImportView(
                Columns.id(row, "id"),
                row.getString("file_name"),
                row.getString("source"),
                row.getString("outcome").equals("IMPORTED"),
                Columns.textOrNull(row, "message_type"),
                Columns.textOrNull(row, "message_id"),
                Columns.textOrNull(row, "refusal_code"),
                Columns.textOrNull(row, "refusal_value"),
                Columns.idOrNull(row, "document_id"),
                row.getLong("size"),
                new ImportCounts(
                        row.getInt("entries"),
                        row.getInt("known_entries"),
                        row.getInt("paid"),
                        row.getInt("failed"),
                        row.getInt("reversed"),
                        row.getInt("noted"),
                        row.getInt("opened")),
                row.getString("imported_by"),
                Columns.instant(row, "imported_at"));
    }
}
