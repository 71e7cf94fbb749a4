package org.ltet.portal.documents.web;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.Content;
import org.ltet.portal.documents.ReadDocument;
import org.ltet.portal.documents.Safety;
import org.ltet.portal.documents.StampedDocuments;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.GivenFactors;
import org.ltet.portal.identity.User;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.WebRequest;

/**
 * A document as an HTTP answer in which nothing can run: its kind is never guessed, it loads nothing, and only the
 * portal frames it. What is neither PDF nor picture is never shown, only saved. A browser may keep it for its one
 * reader, but must ask each time whether that reader still may see it.
 */
@Component
public class DocumentResponse {

    private static final String POLICY = "default-src 'none'; sandbox; frame-ancestors 'self'";
    private static final Set<String> SHOWN = Set.of("application/pdf", "image/jpeg", "image/png");

    private final ReadDocument documents;
    private final StampedDocuments stamped;
    private final CurrentUser currentUser;
    private final GivenFactors factors;

    DocumentResponse(ReadDocument documents, StampedDocuments stamped, CurrentUser currentUser, GivenFactors factors) {
        this.documents = documents;
        this.stamped = stamped;
        this.factors = factors;
        this.currentUser = currentUser;
    }

    /** For the person of this request; 404 when it is not theirs to read. */
    public ResponseEntity<Resource> of(UUID id, boolean save, WebRequest request) {
        User reader = currentUser.get();
        StoredDocument document = documents.find(id, reader);
        Optional<ApiScope> unmasks = documents.unmasksUnder(document);
        if (unmasks.isPresent()) {
            factors.requireToUnmask(unmasks.get());
            HttpHeaders headers = common(null);
            headers.setCacheControl(CacheControl.noStore());
            return answer(documents.open(id, reader), headers, save);
        }
        if (document.safety() == Safety.OPEN && stamped.stamps(document)) {
            HttpHeaders headers = common(null);
            headers.setCacheControl(CacheControl.noStore());
            return answer(stamped.of(documents.open(id, reader), reader), headers, save);
        }
        String tag = "\"" + document.sha256() + "\"";
        if (document.safety() == Safety.OPEN && request.checkNotModified(tag)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .headers(common(tag))
                    .build();
        }
        return answer(documents.open(id, reader), common(tag), save);
    }

    private static ResponseEntity<Resource> answer(Content content, HttpHeaders headers, boolean save) {
        StoredDocument document = content.document();
        headers.setContentType(MediaType.parseMediaType(document.mediaType()));
        headers.setContentLength(document.size());
        headers.setContentDisposition((save || !SHOWN.contains(document.mediaType())
                        ? ContentDisposition.attachment()
                        : ContentDisposition.inline())
                .filename(document.fileName(), StandardCharsets.UTF_8)
                .build());
        return ResponseEntity.ok().headers(headers).body(new InputStreamResource(content.stream()));
    }

    static HttpHeaders common(@Nullable String tag) {
        HttpHeaders headers = new HttpHeaders();
        headers.setETag(tag);
        headers.setCacheControl(CacheControl.noCache().cachePrivate());
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", POLICY);
        return headers;
    }
}
