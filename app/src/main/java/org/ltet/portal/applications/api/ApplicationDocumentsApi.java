package org.ltet.portal.applications.api;

import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.AttachDocument;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Etags;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * The documents of an application. They are part of it: a change needs the application's ETag in If-Match, and its answer
 * has the new one.
 */
@RestController
@RequestMapping("/api/v1/applications/{id}/documents")
class ApplicationDocumentsApi {

    private final CurrentUser currentUser;
    private final Applications applications;
    private final AttachDocument attachDocument;
    private final Resources resources;

    ApplicationDocumentsApi(
            CurrentUser currentUser, Applications applications, AttachDocument attachDocument, Resources resources) {
        this.currentUser = currentUser;
        this.applications = applications;
        this.attachDocument = attachDocument;
        this.resources = resources;
    }

    @AllowSignedIn
    @InScope(ApiScope.APPLICATIONS_READ)
    @Operation(summary = "The documents of an application")
    @GetMapping
    List<ApplicationResource.Document> documents(@PathVariable UUID id) {
        return resources.documents(applications.get(id, currentUser.get())).stream()
                .map(ApplicationResource.Document::of)
                .toList();
    }

    /**
     * Takes a multipart form with type and file.
     *
     * @param type one of the scheme's document codes
     */
    @Allow(Role.MEMBER)
    @InScope(ApiScope.APPLICATIONS_WRITE)
    @Operation(summary = "Attaches a file to an application as one of the scheme's documents")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ApplicationResource.Document> attach(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestParam String type,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        long version = Etags.required(ifMatch);
        if (file == null) {
            throw Refused.invalidField("file", "documents.empty");
        }
        String name = file.getOriginalFilename();
        try (InputStream content = file.getInputStream()) {
            AttachDocument.Attached attached =
                    attachDocument.attach(id, version, type, name == null ? "" : name, content, currentUser.get());
            StoredDocument stored = attached.document();
            return ResponseEntity.created(URI.create("/api/v1/documents/" + stored.id() + "/content"))
                    .eTag(Etags.of(attached.version()))
                    .body(ApplicationResource.Document.of(stored));
        }
    }

    @Allow(Role.MEMBER)
    @InScope(ApiScope.APPLICATIONS_WRITE)
    @Operation(summary = "Takes a document away from an application")
    @DeleteMapping("/{documentId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> remove(
            @PathVariable UUID id,
            @PathVariable UUID documentId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        long version = attachDocument.remove(id, Etags.required(ifMatch), documentId, currentUser.get());
        return ResponseEntity.noContent().eTag(Etags.of(version)).build();
    }
}
