package org.ltet.portal.applications;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Upload;
import org.ltet.portal.documents.Uploads;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;

/**
 * Adds documents to an application piece by piece (DOC-1): begun, sent in pieces that go on after a break, and attached
 * as soon as the last piece is there. Each step asks anew whether the member may still change the application.
 */
@Component
public class AttachUpload {

    /** What becomes of the file. */
    public enum Purpose {
        /** A document of the application. */
        DOCUMENT,
        /** A bill that is read and becomes a line. */
        BILL
    }

    private static final String BUSY = "documents.busy";

    private final AttachDocument attachDocument;
    private final BillPhotos photos;
    private final Uploads uploads;
    private final ApplicationRows rows;

    AttachUpload(AttachDocument attachDocument, BillPhotos photos, Uploads uploads, ApplicationRows rows) {
        this.attachDocument = attachDocument;
        this.photos = photos;
        this.uploads = uploads;
        this.rows = rows;
    }

    public long largest() {
        return uploads.largest();
    }

    /** @throws Refused not found for everybody but the member whose application it is */
    public void requireOwn(UUID applicationId, User user) {
        ApplicationGuard.member(rows.find(applicationId).orElseThrow(() -> Refused.notFound("application")), user);
    }

    /**
     * Begins a file.
     *
     * @param type one of the scheme's document codes
     * @throws Refused when such a file cannot be added now
     */
    public Upload begin(UUID applicationId, Purpose purpose, String type, String fileName, long length, User user) {
        attachDocument.requireAttachable(applicationId, type, user);
        return uploads.begin(owner(applicationId), purpose.name(), type, fileName, length, user.employeeNumber());
    }

    /** @throws Refused not found, also when it is somebody else's */
    public Upload find(UUID applicationId, UUID uploadId, User user) {
        requireOwn(applicationId, user);
        return uploads.find(uploadId, owner(applicationId), user.employeeNumber());
    }

    /**
     * Takes the next piece, and attaches the file when it was the last. After a break in between, an empty piece at the
     * end of a whole file has it attached.
     *
     * @throws Refused when the file does not go on there, or cannot be accepted
     */
    public Upload append(UUID applicationId, UUID uploadId, long offset, InputStream content, User user) {
        Upload upload = find(applicationId, uploadId, user);
        attachDocument.requireAttachable(applicationId, upload.type(), user);
        Upload grown = uploads.append(upload, offset, content);
        return grown.isWhole() && grown.state() == Upload.State.OPEN ? attach(applicationId, grown, user) : grown;
    }

    private Upload attach(UUID applicationId, Upload upload, User user) {
        try (InputStream content = uploads.content(upload)) {
            UUID document = Purpose.valueOf(upload.purpose()) == Purpose.BILL
                    ? photos.add(applicationId, upload.type(), upload.fileName(), content, user)
                    : attachDocument
                            .attach(applicationId, upload.type(), upload.fileName(), content, user)
                            .id();
            uploads.taken(upload, document);
        } catch (Refused refused) {
            // what can be tried again stays as it is
            if (refused.kind() == Refused.Kind.INVALID && !refused.code().equals(BUSY)) {
                uploads.refused(upload, refused);
            }
            throw refused;
        } catch (IOException failed) {
            throw new UncheckedIOException("Upload " + upload.id() + " cannot be attached", failed);
        }
        return uploads.find(upload.id(), upload.owner(), upload.begunBy());
    }

    /** Gives a file up. */
    public void remove(UUID applicationId, UUID uploadId, User user) {
        uploads.remove(find(applicationId, uploadId, user));
    }

    private static DocumentOwner owner(UUID applicationId) {
        return new DocumentOwner(Applications.DOCUMENT_OWNER, applicationId);
    }
}
