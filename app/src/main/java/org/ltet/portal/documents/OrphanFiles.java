package org.ltet.portal.documents;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ltet.portal.operations.LegalHolds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps files and rows together: erases the content of removed documents and of files whose transaction never came to
 * be. A file without a row is left alone until it is older than any transaction can be.
 */
@Component
class OrphanFiles {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanFiles.class);
    private static final int BATCH = 500;

    /** Longer than any request or job that stores a file may take. */
    private static final Duration STILL_IN_WORK = Duration.ofHours(2);

    /** Longer than the portal is ever switched off; orphans arise only on the day their file is written. */
    private static final int DAYS_BACK = 30;

    private final FileStore files;
    private final DocumentRows rows;
    private final LegalHolds holds;
    private final TransactionTemplate transactions;

    OrphanFiles(FileStore files, DocumentRows rows, LegalHolds holds, TransactionTemplate transactions) {
        this.files = files;
        this.rows = rows;
        this.holds = holds;
        this.transactions = transactions;
    }

    void clean() {
        Instant now = files.now();
        Instant before = now.minus(STILL_IN_WORK);
        files.deleteHalfWritten(before);
        int erased = eraseRemoved();
        int orphans = 0;
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        for (LocalDate day = today.minusDays(DAYS_BACK); !day.isAfter(today.plusDays(1)); day = day.plusDays(1)) {
            orphans += eraseOrphans(day, before);
        }
        if (erased + orphans > 0) {
            LOG.info("Erased {} removed documents and {} files that belong to nothing", erased, orphans);
        }
    }

    /** The file goes first: a stop in between leaves a row that is simply erased again. */
    private int eraseRemoved() {
        int erased = 0;
        int batch = eraseBatch();
        while (batch > 0) {
            erased += batch;
            batch = eraseBatch();
        }
        return erased;
    }

    private int eraseBatch() {
        Integer erased = transactions.execute(status -> {
            List<UUID> batch = rows.toErase(holds.now(), BATCH);
            batch.forEach(files::delete);
            rows.markErased(batch);
            return batch.size();
        });
        return erased == null ? 0 : erased;
    }

    private int eraseOrphans(LocalDate day, Instant before) {
        int orphans = 0;
        List<UUID> found = files.writtenOn(day, before);
        for (int from = 0; from < found.size(); from += BATCH) {
            List<UUID> batch = new ArrayList<>(found.subList(from, Math.min(found.size(), from + BATCH)));
            Set<UUID> known = rows.known(batch);
            batch.removeAll(known);
            batch.forEach(files::delete);
            orphans += batch.size();
        }
        return orphans;
    }
}
