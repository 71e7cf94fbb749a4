package org.ltet.portal.documents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.UUID;
import org.ltet.portal.documents.spi.DocumentStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Moves all files from the store in which they lay before to the one in which they are kept now, while the portal runs:
 * each is copied as it is, sealed, opened again at its new place and compared with its checksum, and only then taken
 * away from the old one. Begun again, it goes on with what is left.
 */
@Component
class MoveDocuments {

    /**
     * How it went.
     *
     * @param there files that had come to the new store before
     * @param failed files that stay where they were; the log says why
     */
    record Moved(long moved, long there, long failed) {}

    private static final Logger LOG = LoggerFactory.getLogger(MoveDocuments.class);
    private static final int BATCH = 200;

    private final Stores stores;
    private final FileStore files;
    private final StoredFileRows rows;

    MoveDocuments(Stores stores, FileStore files, StoredFileRows rows) {
        this.stores = stores;
        this.files = files;
        this.rows = rows;
    }

    Moved run() {
        DocumentStore from = stores.before()
                .orElseThrow(() -> new IllegalStateException(
                        "Say in portal.documents.store-before from where the documents move"));
        long moved = 0;
        long there = 0;
        long failed = 0;
        UUID last = new UUID(0, 0);
        List<StoredFileRows.File> batch = rows.after(last, BATCH);
        while (!batch.isEmpty()) {
            for (StoredFileRows.File file : batch) {
                try {
                    if (move(file, from)) {
                        moved++;
                    } else {
                        there++;
                    }
                } catch (IOException broken) {
                    failed++;
                    LOG.error("File {} stays in {}", file.id(), from.name(), broken);
                }
                last = file.id();
            }
            LOG.info("{} files moved, {} were there, {} failed", moved, there, failed);
            batch = rows.after(last, BATCH);
        }
        return new Moved(moved, there, failed);
    }

    private boolean move(StoredFileRows.File file, DocumentStore from) throws IOException {
        DocumentStore to = stores.current();
        InputStream content;
        try {
            content = from.read(file.id());
        } catch (NoSuchFileException notThere) {
            files.verify(to, file.id(), file.wrappedKey(), file.size(), file.sha256());
            return false;
        }
        try (content) {
            to.write(file.id(), content::transferTo);
        }
        try {
            files.verify(to, file.id(), file.wrappedKey(), file.size(), file.sha256());
        } catch (IOException differs) {
            to.delete(file.id());
            throw differs;
        }
        from.delete(file.id());
        if (!rows.isThere(file.id())) {
            // it was erased while it was on its way
            to.delete(file.id());
        }
        return true;
    }
}
