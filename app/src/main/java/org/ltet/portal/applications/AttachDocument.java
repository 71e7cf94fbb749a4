package org.ltet.portal.applications;

import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.documents.Readings;
import org.ltet.portal.documents.ReceivedFile;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.identity.User;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Adds documents to a draft, or to an application that was sent back, and takes them away again. */
@Component
public class AttachDocument {

    /** A passbook page or a cancelled cheque, which every application may have. */
    public static final String BANK_PROOF = "BANK_PROOF";

    private static final int MOST = 40;

    /** @param version of the application, with the document in it */
    public record Attached(StoredDocument document, long version) {}

    private final ApplicationRows rows;
    private final Documents documents;
    private final Readings readings;
    private final Schemes schemes;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AttachDocument(
            ApplicationRows rows,
            Documents documents,
            Readings readings,
            Schemes schemes,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.documents = documents;
        this.readings = readings;
        this.schemes = schemes;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Looks into the file first, without holding anything, and then makes it part of the application. The same file
     * sent twice is one document.
     *
     * @param type one of the scheme's document codes, or {@link #BANK_PROOF}
     * @throws Refused documents.* when the file cannot be accepted
     */
    public StoredDocument attach(UUID id, String type, String fileName, InputStream content, User user) {
        return attach(id, null, type, fileName, content, user).document();
    }

    /**
     * @param seen the version of the application that was read; none where any will do
     * @throws Refused stale; documents.* when the file cannot be accepted
     */
    public Attached attach(UUID id, @Nullable Long seen, String type, String fileName, InputStream content, User user) {
        requireAttachable(id, type, user);
        ReceivedFile file = documents.receive(fileName, content);
        return transaction.execute(status -> {
            Application app = rows.lock(id);
            requireAttachable(app, type, user);
            Optional<StoredDocument> same = documents.of(owner(id)).stream()
                    .filter(other -> other.type().equals(type) && other.sha256().equals(file.sha256()))
                    .findFirst();
            if (same.isPresent()) {
                return new Attached(same.get(), app.version);
            }
            requireVersion(app, seen);
            StoredDocument stored = documents.keep(owner(id), type, file, user.employeeNumber());
            readings.request(stored.id(), KindOfDocument.of(type));
            rows.save(app, clock.instant());
            return new Attached(stored, app.version);
        });
    }

    public void remove(UUID id, UUID documentId, User user) {
        remove(id, null, documentId, user);
    }

    /**
     * @param seen the version of the application that was read; none where any will do
     * @return the version of the application without the document
     * @throws Refused stale
     */
    public long remove(UUID id, @Nullable Long seen, UUID documentId, User user) {
        return transaction.execute(status -> {
            Application app = rows.lock(id);
            requireEditable(app, user);
            StoredDocument document = documents
                    .find(documentId)
                    .filter(found -> found.owner().equals(owner(id)))
                    .orElseThrow(() -> Refused.notFound("document"));
            if (!removable(app.submittedAt, document)) {
                throw Refused.conflict("applications.documentSubmitted");
            }
            requireVersion(app, seen);
            documents.remove(documentId);
            rows.save(app, clock.instant());
            return app.version;
        });
    }

    private static void requireVersion(Application app, @Nullable Long seen) {
        if (seen != null) {
            app.requireVersion(seen);
        }
    }

    /** What was handed in stays, but for what nobody may ever open. */
    public static boolean removable(@Nullable Instant submitted, StoredDocument document) {
        return submitted == null
                || !document.addedAt().isBefore(submitted)
                || document.safety().keptAway();
    }

    /** @throws Refused when no such document can be added now */
    void requireAttachable(UUID id, String type, User user) {
        requireAttachable(rows.find(id).orElseThrow(() -> Refused.notFound("application")), type, user);
    }

    private void requireAttachable(Application app, String type, User user) {
        requireEditable(app, user);
        boolean known = type.equals(BANK_PROOF)
                || schemes.version(app.versionId).definition().documents().stream()
                        .anyMatch(document -> document.code().equals(type));
        if (!known) {
            throw Refused.invalidField("type", "applications.documentType");
        }
        if (documents.of(owner(app.id)).size() >= MOST) {
            throw Refused.invalidField("file", "applications.documents", MOST);
        }
    }

    private static void requireEditable(Application app, User user) {
        ApplicationGuard.member(app, user);
        if (!app.state().editable()) {
            throw Refused.conflict("applications.notNow", app.state().name());
        }
    }

    private static DocumentOwner owner(UUID id) {
        return new DocumentOwner(Applications.DOCUMENT_OWNER, id);
    }
}
