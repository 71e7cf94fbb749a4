package org.ltet.portal.people;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.operations.Setting;
import org.ltet.portal.operations.spi.DueRecords;
import org.ltet.portal.operations.spi.Held;
import org.ltet.portal.operations.spi.RetentionRule;
import org.ltet.portal.people.DataRequest.What;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Copies of members' data, which nobody can fetch any more. */
@Component
class ExportRetention implements RetentionRule {

    private static final Setting KEPT = Setting.days("people.exports.keptFor", 0, 0, 30);

    private static final String DUE = """
            select id, export_document_id from people.data_request
             where export_document_id is not null and export_until <= :before
               and employee_number <> all(:heldMembers)
             limit :most
            """;

    private record Export(UUID id, UUID exportDocumentId) {}

    private final DueRecords due;
    private final DataRequestRows rows;
    private final Documents documents;

    ExportRetention(JdbcClient jdbc, DataRequestRows rows, Documents documents) {
        this.due = new DueRecords(jdbc, DUE);
        this.rows = rows;
        this.documents = documents;
    }

    @Override
    public String name() {
        return "people.exports";
    }

    @Override
    public Setting keptFor() {
        return KEPT;
    }

    @Override
    public long due(Instant before, Held held) {
        return due.count(before, held);
    }

    @Override
    public int remove(Instant before, Held held) {
        List<Export> exports = due.in("%s for update skip locked", before, held, BATCH)
                .query(Export.class)
                .list();
        for (Export export : exports) {
            documents.remove(export.exportDocumentId());
            rows.exportGone(export.id());
            rows.step(export.id(), What.EXPORT_DELETED, "system:retention", null);
        }
        return exports.size();
    }
}
