package org.ltet.portal.applications.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.AttachUpload;
import org.ltet.portal.applications.AttachUpload.Purpose;
import org.ltet.portal.documents.Upload;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Words;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * Files sent piece by piece, as the tus protocol 1.0 has it: creation, termination and expiration besides its core. For
 * the pages and for programs alike.
 */
@Component
public class UploadAnswers {

    /**
     * How far an upload is, and what became of it.
     *
     * @param document its id, once it was taken
     * @param problem why it was refused, in the reader's language
     */
    public record UploadResource(
            Upload.State state,
            long offset,
            long length,
            String fileName,
            @Nullable UUID document,
            @Nullable String problem) {}

    private static final String VERSION = "1.0.0";
    private static final String RESUMABLE = "Tus-Resumable";
    private static final String OFFSET = "Upload-Offset";
    private static final String LENGTH = "Upload-Length";
    private static final String METADATA = UploadMetadata.HEADER;
    private static final String EXPIRES = "Upload-Expires";
    private static final String PIECE = "application/offset+octet-stream";

    private final AttachUpload uploads;
    private final CurrentUser currentUser;
    private final MessageSource messages;

    UploadAnswers(AttachUpload uploads, CurrentUser currentUser, MessageSource messages) {
        this.uploads = uploads;
        this.currentUser = currentUser;
        this.messages = messages;
    }

    /** What this server can. */
    public ResponseEntity<Void> options(UUID applicationId) {
        uploads.requireOwn(applicationId, currentUser.get());
        return ResponseEntity.noContent()
                .header(RESUMABLE, VERSION)
                .header("Tus-Version", VERSION)
                .header("Tus-Extension", "creation,expiration,termination")
                .header("Tus-Max-Size", Long.toString(uploads.largest()))
                .build();
    }

    /** Begins a file: its length, and in the metadata filename, type and, for a bill to be read, purpose. */
    public ResponseEntity<Void> begin(UUID applicationId, HttpServletRequest request) {
        User user = currentUser.get();
        uploads.requireOwn(applicationId, user);
        if (isOtherVersion(request)) {
            return otherVersion();
        }
        Map<String, String> metadata = UploadMetadata.read(request.getHeader(METADATA));
        Upload upload = uploads.begin(
                applicationId,
                purpose(metadata.getOrDefault("purpose", Purpose.DOCUMENT.name())),
                metadata.getOrDefault("type", ""),
                metadata.getOrDefault("filename", ""),
                number(request, LENGTH),
                user);
        return with(ResponseEntity.created(URI.create(request.getRequestURI() + "/" + upload.id())), upload)
                .build();
    }

    /** How far it is; also answers HEAD, by which a sender learns where to go on. */
    public ResponseEntity<UploadResource> look(UUID applicationId, UUID uploadId, HttpServletRequest request) {
        Upload upload = uploads.find(applicationId, uploadId, currentUser.get());
        return with(ResponseEntity.ok(), upload)
                .header(LENGTH, Long.toString(upload.length()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(resource(upload, request));
    }

    /** Takes the next piece. */
    public ResponseEntity<Void> append(UUID applicationId, UUID uploadId, HttpServletRequest request) {
        User user = currentUser.get();
        Upload upload = uploads.find(applicationId, uploadId, user);
        if (isOtherVersion(request)) {
            return otherVersion();
        }
        if (!PIECE.equals(request.getContentType())) {
            return ResponseEntity.status(HttpStatus.UNSUPPORTED_MEDIA_TYPE)
                    .header(RESUMABLE, VERSION)
                    .build();
        }
        long offset = number(request, OFFSET);
        if (request.getContentLengthLong() > upload.length() - offset) {
            throw Refused.invalid("documents.uploadTooLong");
        }
        try {
            Upload grown = uploads.append(applicationId, uploadId, offset, request.getInputStream(), user);
            return with(ResponseEntity.status(HttpStatus.NO_CONTENT), grown).build();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Gives it up. */
    public ResponseEntity<Void> remove(UUID applicationId, UUID uploadId, HttpServletRequest request) {
        User user = currentUser.get();
        uploads.find(applicationId, uploadId, user);
        if (isOtherVersion(request)) {
            return otherVersion();
        }
        uploads.remove(applicationId, uploadId, user);
        return ResponseEntity.noContent().header(RESUMABLE, VERSION).build();
    }

    private UploadResource resource(Upload upload, HttpServletRequest request) {
        Words words = new Words(messages, RequestContextUtils.getLocale(request));
        Upload.Problem problem = upload.problem();
        return new UploadResource(
                upload.state(),
                upload.received(),
                upload.length(),
                upload.fileName(),
                upload.documentId(),
                problem == null
                        ? null
                        : words.t(
                                "refused." + problem.code(), problem.arguments().toArray()));
    }

    private static ResponseEntity.BodyBuilder with(ResponseEntity.BodyBuilder answer, Upload upload) {
        return answer.header(RESUMABLE, VERSION)
                .header(OFFSET, Long.toString(upload.received()))
                .header(
                        EXPIRES,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                upload.expiresAt().atOffset(ZoneOffset.UTC)));
    }

    private static boolean isOtherVersion(HttpServletRequest request) {
        return !VERSION.equals(request.getHeader(RESUMABLE));
    }

    private static ResponseEntity<Void> otherVersion() {
        return ResponseEntity.status(HttpStatus.PRECONDITION_FAILED)
                .header(RESUMABLE, VERSION)
                .header("Tus-Version", VERSION)
                .build();
    }

    private static long number(HttpServletRequest request, String header) {
        String said = request.getHeader(header);
        if (said == null || !said.matches("\\d{1,12}")) {
            throw Refused.invalid("documents.uploadHeader", header);
        }
        return Long.parseLong(said);
    }

    private static Purpose purpose(String said) {
        return Arrays.stream(Purpose.values())
                .filter(one -> one.name().equals(said))
                .findFirst()
                .orElseThrow(() -> Refused.invalid("documents.uploadHeader", METADATA));
    }
}
