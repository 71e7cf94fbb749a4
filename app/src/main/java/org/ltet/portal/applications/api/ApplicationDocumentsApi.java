package org.ltet.portal.applications.api;

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
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The documents of an application; adding one overwrites nothing, so no ETag is asked for. */
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
    @PostMapping
    ResponseEntity<ApplicationResource.Document> attach(
            @PathVariable UUID id,
            @RequestParam String type,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        if (file == null) {
            throw Refused.invalidField("file", "documents.empty");
        }
        String name = file.getOriginalFilename();
        try (InputStream content = file.getInputStream()) {
            StoredDocument stored =
                    attachDocument.attach(id, type, name == null ? "" : name, content, currentUser.get());
            return ResponseEntity.created(URI.create("/api/v1/documents/" + stored.id() + "/content"))
                    .body(ApplicationResource.Document.of(stored));
        }
    }

    @Allow(Role.MEMBER)
    @InScope(ApiScope.APPLICATIONS_WRITE)
    @DeleteMapping("/{documentId}")
    ResponseEntity<Void> remove(@PathVariable UUID id, @PathVariable UUID documentId) {
        attachDocument.remove(id, documentId, currentUser.get());
        return ResponseEntity.noContent().build();
    }
}
