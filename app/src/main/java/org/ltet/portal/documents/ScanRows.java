package org.ltet.portal.documents;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is known of documents by the virus scanner. */
@Component
class ScanRows {

    /** A document taken to be scanned. */
    record Claimed(UUID id, int attempts) {}

    private final JdbcClient jdbc;

    ScanRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes the newest that is due and puts it off until then, so that no other takes it meanwhile: when the taker dies,
     * it is due again.
     */
    Optional<Claimed> claim(Instant now, Instant until) {
        return jdbc.sql("""
                update documents.document set scan_due = :until
                where id = (
                    select id from documents.document
                    where safety = 'UNCHECKED' and state = 'STORED' and scan_due <= :now
                    order by scan_due desc limit 1 for update skip locked)
                returning id, scan_attempts
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, index) -> new Claimed(row.getObject("id", UUID.class), row.getInt("scan_attempts")))
                .optional();
    }

    /** @param attempts those in which the scanner did not manage this very document */
    void putOff(UUID id, int attempts, Instant until) {
        jdbc.sql("""
                update documents.document set scan_due = :until, scan_attempts = :attempts
                where id = :id and safety = 'UNCHECKED'
                """)
                .param("id", id)
                .param("attempts", attempts)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Only the first who comes to an end has an effect. */
    boolean finish(UUID id, String safety, @Nullable String virus, String scannedBy, Instant now) {
        return jdbc.sql("""
                        update documents.document
                        set safety = :safety, virus = :virus, scanned_by = :by, scanned_at = :now
                        where id = :id and safety = 'UNCHECKED'
                        """)
                        .param("id", id)
                        .param("safety", safety)
                        .param("virus", virus)
                        .param("by", scannedBy)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    long waiting() {
        return jdbc.sql("""
                select count(*) from (
                    select from documents.document where safety = 'UNCHECKED' and state = 'STORED' limit 100000)
                """).query(Long.class).single();
    }

    /** Newest first. */
    List<KeptAway> keptAway(@Nullable UUID before, int limit) {
        return jdbc.sql("""
                select id, owner_kind, owner_id, file_name, safety, virus, added_at, added_by, scanned_at, scanned_by,
                    state <> 'STORED' as removed
                from documents.document
                where safety in ('INFECTED', 'UNSCANNABLE') and (:before::uuid is null or id < :before::uuid)
                order by id desc limit :limit
                """)
                .param("before", before)
                .param("limit", limit)
                .query((row, index) -> new KeptAway(
                        row.getObject("id", UUID.class),
                        new DocumentOwner(row.getString("owner_kind"), row.getObject("owner_id", UUID.class)),
                        row.getString("file_name"),
                        Safety.valueOf(row.getString("safety")),
                        row.getString("virus"),
                        row.getTimestamp("added_at").toInstant(),
                        row.getString("added_by"),
                        row.getTimestamp("scanned_at").toInstant(),
                        row.getString("scanned_by"),
                        row.getBoolean("removed")))
                .list();
    }

    /** Documents that may be read by now and wait for it, though nothing is there that will do it. */
    List<UUID> readableWithoutJob(boolean scanned, int limit) {
        return jdbc.sql("""
                select r.id from documents.reading r
                join documents.document d on d.id = r.id and d.state = 'STORED'
                where r.state = 'WAITING'
                  and (d.safety in ('OWN', 'CLEAN') or (d.safety = 'UNCHECKED' and not :scanned))
                  and not exists (select from documents.reading_job j where j.task_instance = r.id::text)
                order by r.asked_at limit :limit
                """)
                .param("scanned", scanned)
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }
}
