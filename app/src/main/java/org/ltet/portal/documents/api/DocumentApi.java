package org.ltet.portal.documents.api;

import java.util.UUID;
import org.ltet.portal.documents.web.DocumentResponse;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.InScope;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

@RestController
class DocumentApi {

    private final DocumentResponse responses;

    DocumentApi(DocumentResponse responses) {
        this.responses = responses;
    }

    /** The content of a document as it was handed in. */
    @AllowSignedIn
    @InScope(ApiScope.DOCUMENTS_READ)
    @GetMapping("/api/v1/documents/{id}/content")
    ResponseEntity<Resource> content(@PathVariable UUID id, WebRequest request) {
        return responses.of(id, true, request);
    }
}
