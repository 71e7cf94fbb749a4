package org.ltet.portal.payments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.shared.Audited;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The one release of each batch: payments.release. */
@Repository
class ReleaseRows {

    private static final String SELECT = """
            select batch_id, message_id, file_name, pain_document, pain_sha256, neft_document, released_by, released_at,
                delivered_at, delivery_tries, last_error
            from payments.release
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;

    ReleaseRows(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
        this.transactions = transactions;
    }

    void insert(UUID batchId, String messageId, String fileName, StoredDocument pain, StoredDocument neft, String by) {
        jdbc.sql("""
                insert into payments.release (batch_id, message_id, file_name, pain_document, pain_sha256,
                    neft_document, neft_layout_id, released_by, released_at)
                select id, :message, :file, :pain, :sha256, :neft, neft_layout_id, :by, :now
                from payments.batch where id = :batch
                """)
                .param("batch", batchId)
                .param("message", messageId)
                .param("file", fileName)
                .param("pain", pain.id())
                .param("sha256", pain.sha256())
                .param("neft", neft.id())
                .param("by", by)
                .param("now", Columns.time(clock.instant()))
                .update();
    }

    Optional<ReleaseView> find(UUID batchId) {
        return jdbc.sql(SELECT + "where batch_id = :batch")
                .param("batch", batchId)
                .query(ReleaseRows::view)
                .optional();
    }

    /** The batch whose bank file had this message id. */
    Optional<UUID> batchOf(String messageId) {
        return jdbc.sql("select batch_id from payments.release where message_id = :message")
                .param("message", messageId)
                .query(UUID.class)
                .optional();
    }

    void delivered(UUID batchId) {
        transactions.executeWithoutResult(status -> noteDelivered(batchId));
    }

    private void noteDelivered(UUID batchId) {
        jdbc.sql("""
                update payments.release set delivered_at = coalesce(delivered_at, :now),
                    delivery_tries = delivery_tries + 1, last_error = null
                where batch_id = :batch
                """)
                .param("batch", batchId)
                .param("now", Columns.time(clock.instant()))
                .update();
        events.publishEvent(Audited.of("batch.delivered", "batch", batchId));
    }

    void failed(UUID batchId, String error) {
        transactions.executeWithoutResult(status -> noteFailed(batchId, error));
    }

    private void noteFailed(UUID batchId, String error) {
        jdbc.sql("""
                update payments.release set delivery_tries = delivery_tries + 1, last_error = :error
                where batch_id = :batch
                """)
                .param("batch", batchId)
                .param("error", error.length() <= 300 ? error : error.substring(0, 300))
                .update();
        events.publishEvent(Audited.of("batch.deliveryFailed", "batch", batchId).because(error));
    }

    private static ReleaseView view(ResultSet row, int index) throws SQLException {
        return new ReleaseView(
                Columns.id(row, "batch_id"),
                row.getString("message_id"),
                row.getString("file_name"),
                Columns.id(row, "pain_document"),
                row.getString("pain_sha256"),
                Columns.id(row, "neft_document"),
                row.getString("released_by"),
                Columns.instant(row, "released_at"),
                Columns.instantOrNull(row, "delivered_at"),
                row.getInt("delivery_tries"),
                Columns.textOrNull(row, "last_error"));
    }
}
