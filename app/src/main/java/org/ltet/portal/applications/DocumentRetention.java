package org.ltet.portal.applications;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ltet.portal.operations.Setting;
import org.ltet.portal.operations.spi.DueRecords;
import org.ltet.portal.operations.spi.Held;
import org.ltet.portal.operations.spi.RetentionRule;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The documents of applications that were refused, lapsed or withdrawn: no money followed from them. */
@Component
class DocumentRetention implements RetentionRule {

    private static final Setting KEPT = Setting.days("applications.documents.keptFor", 1095, 365, 3650);

    private static final String DUE = """
            select id from applications.application
             where state in ('REJECTED', 'LAPSED', 'WITHDRAWN') and documents_removed_at is null
               and changed_at < :before
               and employee_number <> all(:heldMembers) and id <> all(:heldApplications)
             limit :most
            """;

    /** Each has documents of its own, every one of them an entry on record. */
    private static final int AT_ONCE = 50;

    private final DueRecords due;
    private final EraseApplications erase;

    DocumentRetention(JdbcClient jdbc, EraseApplications erase) {
        this.due = new DueRecords(jdbc, DUE);
        this.erase = erase;
    }

    @Override
    public String name() {
        return "applications.documents";
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
        List<UUID> ids = due.in("%s for update skip locked", before, held, AT_ONCE)
                .query(UUID.class)
                .list();
        erase.documentsOf(ids);
        return ids.size();
    }
}
