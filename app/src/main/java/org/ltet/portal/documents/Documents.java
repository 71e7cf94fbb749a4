package org.ltet.portal.documents;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.documents.cleaning.Cleaning;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The documents of all owners. The file is written first and the row second, in the caller's transaction: when that
 * is rolled back, the file without a row is removed by {@link OrphanFiles}.
 */
@Component
public class Documents {

    /** More documents than any owner may have; a list is never unbounded. */
    private static final int MANY = 500;

    /** Who added a file that the portal made; the audit trail names the person who had it made. */
    private static final String GENERATED = "portal";

    private final FileStore files;
    private final ContentCheck check;
    private final DocumentRows rows;
    private final DocumentProperties limits;
    private final Quarantine quarantine;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Documents(
            FileStore files,
            ContentCheck check,
            DocumentRows rows,
            DocumentProperties limits,
            Quarantine quarantine,
            ApplicationEventPublisher events,
            Clock clock) {
        this.files = files;
        this.check = check;
        this.rows = rows;
        this.limits = limits;
        this.quarantine = quarantine;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Takes a file in one step. Looking into a file takes time: a caller that already holds a transaction open for
     * other reasons does better with {@link #receive} before it and {@link #keep} within it.
     *
     * @throws Refused code documents.*, field "file", when the file cannot be accepted: nothing is kept
     */
    @Transactional
    public StoredDocument add(NewDocument document) {
        ReceivedFile file = receive(document.fileName(), document.content());
        return keep(document.owner(), document.type(), file, document.addedBy());
    }

    /**
     * Streams a file into the store, without what photos tell besides the picture, encrypted, and checks it. Needs no
     * transaction.
     *
     * @throws Refused code documents.*, field "file"
     */
    public ReceivedFile receive(String fileName, InputStream content) {
        UUID id = Ids.next();
        FileStore.Written written = files.write(id, limits.maxSize().toBytes(), out -> Cleaning.copy(content, out));
        boolean accepted = false;
        try {
            if (written.size() == 0) {
                throw Refused.invalidField("file", "documents.empty");
            }
            String cleanName = FileNames.clean(fileName);
            MediaKind kind = check.accept(id, written, cleanName);
            accepted = true;
            return new ReceivedFile(
                    id,
                    kind.nameFor(cleanName),
                    kind.mediaType(),
                    written.size(),
                    written.sha256(),
                    written.wrappedKey());
        } finally {
            if (!accepted) {
                files.delete(id);
            }
        }
    }

    /** Makes a received file part of its owner. */
    @Transactional
    public StoredDocument keep(DocumentOwner owner, String type, ReceivedFile file, String addedBy) {
        return keep(owner, type, file, addedBy, false);
    }

    private StoredDocument keep(DocumentOwner owner, String type, ReceivedFile file, String addedBy, boolean own) {
        StoredDocument stored = new StoredDocument(
                file.id(),
                owner,
                type,
                file.fileName(),
                file.mediaType(),
                file.size(),
                file.sha256(),
                clock.instant(),
                addedBy,
                own || !quarantine.scans() ? Safety.OPEN : Safety.WAITING);
        rows.insert(stored, file.wrappedKey(), own);
        events.publishEvent(Audited.of("document.added", "document", stored.id())
                .changed("owner", null, owner.kind() + " " + owner.id())
                .changed("type", null, type)
                .changed("fileName", null, stored.fileName())
                .changed("sha256", null, stored.sha256()));
        if (stored.safety() == Safety.WAITING) {
            events.publishEvent(new ScanQueue.DocumentWaits());
        }
        return stored;
    }

    /** Keeps a file that the portal itself makes: no checks, no limit but the disk's. */
    @Transactional
    public StoredDocument write(
            DocumentOwner owner, String type, String fileName, String mediaType, ContentWriter content) {
        UUID id = Ids.next();
        FileStore.Written written = files.write(id, Long.MAX_VALUE, content);
        return keep(
                owner,
                type,
                new ReceivedFile(
                        id,
                        FileNames.clean(fileName),
                        mediaType,
                        written.size(),
                        written.sha256(),
                        written.wrappedKey()),
                GENERATED,
                true);
    }

    /** The owner's documents, oldest first. */
    public List<StoredDocument> of(DocumentOwner owner) {
        return rows.ofOwners(owner.kind(), List.of(owner.id()), MANY);
    }

    /** The documents of several owners of one kind, oldest first. */
    public List<StoredDocument> of(String kind, Collection<UUID> owners) {
        return owners.isEmpty() ? List.of() : rows.ofOwners(kind, owners, MANY * owners.size());
    }

    public Optional<StoredDocument> find(UUID id) {
        return rows.find(id).map(DocumentRows.Row::document);
    }

    /**
     * The clear content. The whole file is decrypted and its checksum compared before the first byte is given out, so
     * that nothing damaged or exchanged ever reaches a reader.
     *
     * @throws Refused not found; conflict documents.WAITING, .INFECTED or .UNSCANNABLE when it may not be opened
     */
    public Content open(UUID id) {
        DocumentRows.Row row = rows.find(id).orElseThrow(() -> Refused.notFound("document"));
        requireOpen(row.document());
        return new Content(row.document(), files.open(row.document(), row.wrappedKey()));
    }

    static void requireOpen(StoredDocument document) {
        if (document.safety() != Safety.OPEN) {
            throw Refused.conflict("documents." + document.safety().name(), document.fileName());
        }
    }

    /** The content as only the scanner may see it. */
    InputStream contentToCheck(UUID id) {
        DocumentRows.Row row = rows.find(id).orElseThrow(() -> Refused.notFound("document"));
        return files.open(row.document(), row.wrappedKey());
    }

    /** Takes a document away; its content is erased by the cleaning job once this transaction is kept. */
    @Transactional
    public void remove(UUID id) {
        StoredDocument document = find(id).orElseThrow(() -> Refused.notFound("document"));
        rows.markRemoved(id, clock.instant());
        events.publishEvent(Audited.of("document.removed", "document", id)
                .changed(
                        "owner",
                        document.owner().kind() + " " + document.owner().id(),
                        null)
                .changed("type", document.type(), null)
                .changed("fileName", document.fileName(), null));
    }

    /** Documents of other owners whose content is the same, byte for byte, as one of these (APP-6). */
    public List<StoredDocument> sameContent(Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : rows.sameContent(ids, MANY);
    }

    /** Documents of other owners that look like one of these: another photo of the same paper, most likely (APP-6). */
    public List<LookAlike> lookAlikes(Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : rows.lookAlikes(ids, MANY);
    }

    /** The whole content in memory, for what is known to be small. */
    public byte[] bytes(UUID id) {
        try (Content content = open(id)) {
            return requireNonNull(content.stream().readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
