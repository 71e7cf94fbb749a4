package org.ltet.portal.documents.web;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.AllowSignedIn;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.WebRequest;

/** Shows a document in the browser, or saves it with "?download". */
@Controller
class DocumentPage {

    private final DocumentResponse responses;

    DocumentPage(DocumentResponse responses) {
        this.responses = responses;
    }

    @AllowSignedIn
    @GetMapping("/documents/{id}")
    ResponseEntity<Resource> show(
            @PathVariable UUID id, @RequestParam(required = false) @Nullable String download, WebRequest request) {
        return responses.of(id, download != null, request);
    }
}
