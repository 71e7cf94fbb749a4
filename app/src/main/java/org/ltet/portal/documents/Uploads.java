package org.ltet.portal.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes files piece by piece (DOC-1): what arrived before a break stays, and the next piece goes on from there, on
 * whichever node it arrives. The pieces lie sealed in the store. Whole, the file is handed to its owner, who has it
 * checked like any other; nobody reads it before.
 */
@Component
public class Uploads {

    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
    private static final int BUFFER = 16 * 1024;
    private static final int BATCH = 200;

    private final FileStore files;
    private final UploadRows rows;
    private final UploadProperties properties;
    private final DocumentProperties limits;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Uploads(
            FileStore files,
            UploadRows rows,
            UploadProperties properties,
            DocumentProperties limits,
            TransactionTemplate transaction,
            Clock clock) {
        this.files = files;
        this.rows = rows;
        this.properties = properties;
        this.limits = limits;
        this.transaction = transaction;
        this.clock = clock;
    }

    public long largest() {
        return limits.maxSize().toBytes();
    }

    /**
     * Begins a file. The caller has made sure that the person may add to this owner.
     *
     * @throws Refused when it will be larger than a document may be, or the person has too many on the way
     */
    public Upload begin(
            DocumentOwner owner, String purpose, String type, String fileName, long length, String begunBy) {
        if (length <= 0) {
            throw Refused.invalidField("file", "documents.empty");
        }
        if (length > largest()) {
            throw Refused.invalidField(
                    "file", "documents.tooLarge", limits.maxSize().toMegabytes());
        }
        if (rows.open(begunBy) >= properties.most()) {
            throw Refused.conflict("documents.tooManyUploads", properties.most());
        }
        Instant now = clock.instant();
        Upload upload = new Upload(
                Ids.next(),
                owner,
                purpose,
                type,
                FileNames.clean(fileName),
                length,
                0,
                Upload.State.OPEN,
                null,
                null,
                begunBy,
                now.plus(properties.kept()));
        rows.insert(upload, now);
        return upload;
    }

    /** @throws Refused not found, also when it is somebody else's or of another owner */
    public Upload find(UUID id, DocumentOwner owner, String begunBy) {
        return rows.find(id)
                .filter(upload ->
                        upload.owner().equals(owner) && upload.begunBy().equals(begunBy))
                .orElseThrow(() -> Refused.notFound("upload"));
    }

    /**
     * Takes the next piece. When the connection breaks, what arrived until then is kept.
     *
     * @param offset where the sender thinks that the piece belongs
     * @throws Refused conflict when the file does not go on there, or is done with
     */
    public Upload append(Upload upload, long offset, InputStream content) {
        if (upload.state() != Upload.State.OPEN || offset != upload.received()) {
            throw Refused.conflict("documents.uploadOffset", upload.received());
        }
        if (upload.isWhole()) {
            return upload;
        }
        UUID part = Ids.next();
        FileStore.Written written =
                files.write(part, upload.length() - offset, out -> copy(content, out, upload.length() - offset));
        boolean kept = false;
        try {
            if (written.size() > 0) {
                kept = Boolean.TRUE.equals(transaction.execute(status -> rows.append(
                        upload.id(),
                        offset,
                        new UploadRows.Part(part, written.size(), written.wrappedKey()),
                        clock.instant().plus(properties.kept()))));
                if (!kept) {
                    throw Refused.conflict("documents.uploadOffset", offset);
                }
            }
        } finally {
            if (!kept) {
                files.delete(part);
            }
        }
        return rows.find(upload.id()).orElseThrow(() -> Refused.notFound("upload"));
    }

    /** Until the piece ends, the connection breaks, or the file is whole. */
    private static void copy(InputStream content, OutputStream out, long most) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long left = most;
        while (left > 0) {
            int count;
            try {
                count = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            } catch (IOException broken) {
                LOG.debug("A file stopped arriving with {} bytes to go", left, broken);
                return;
            }
            if (count < 0) {
                return;
            }
            out.write(buffer, 0, count);
            left -= count;
        }
    }

    /** The whole file, piece after piece, for its owner to have it checked; nobody else reads it. */
    public InputStream content(Upload upload) {
        Iterator<UploadRows.Part> parts = rows.parts(upload.id()).iterator();
        return new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return parts.hasNext();
            }

            @Override
            public InputStream nextElement() {
                UploadRows.Part part = parts.next();
                try {
                    return files.read(part.id(), part.wrappedKey());
                } catch (IOException failed) {
                    throw new UncheckedIOException("A piece of upload " + upload.id() + " cannot be read", failed);
                }
            }
        });
    }

    /** It became a document. */
    public void taken(Upload upload, UUID documentId) {
        end(upload, documentId, List.of(), "");
    }

    /** It cannot be accepted; why can be asked for as long as it is remembered. */
    public void refused(Upload upload, Refused why) {
        end(upload, null, why.arguments(), why.code());
    }

    private void end(Upload upload, @Nullable UUID documentId, List<Object> arguments, String code) {
        List<UploadRows.Part> parts = rows.parts(upload.id());
        transaction.executeWithoutResult(status -> {
            rows.end(
                    upload.id(),
                    documentId,
                    documentId == null
                            ? new Upload.Problem(
                                    code,
                                    arguments.stream().map(String::valueOf).toList())
                            : null);
            rows.deleteParts(upload.id());
        });
        parts.forEach(part -> files.delete(part.id()));
    }

    /** Forgets it with all that arrived. */
    public void remove(Upload upload) {
        remove(upload.id());
    }

    private void remove(UUID id) {
        List<UploadRows.Part> parts = rows.parts(id);
        transaction.executeWithoutResult(status -> rows.delete(id));
        parts.forEach(part -> files.delete(part.id()));
    }

    /** Forgets those of which nothing more came. */
    void expire() {
        List<UUID> expired = rows.expired(clock.instant(), BATCH);
        int forgotten = 0;
        while (!expired.isEmpty()) {
            expired.forEach(this::remove);
            forgotten += expired.size();
            expired = rows.expired(clock.instant(), BATCH);
        }
        if (forgotten > 0) {
            LOG.info("Forgot {} uploads of which nothing more came", forgotten);
        }
    }
}
