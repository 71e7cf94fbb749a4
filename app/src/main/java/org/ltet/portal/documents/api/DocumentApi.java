package org.ltet.portal.documents.api;

import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.ltet.portal.documents.ReadDocument;
import org.ltet.portal.documents.Readings;
import org.ltet.portal.documents.web.DocumentResponse;
import org.ltet.portal.documents.web.PagePictures;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

@RestController
class DocumentApi {

    private final DocumentResponse responses;
    private final PagePictures pictures;
    private final ReadDocument documents;
    private final Readings readings;
    private final CurrentUser currentUser;

    DocumentApi(
            DocumentResponse responses,
            PagePictures pictures,
            ReadDocument documents,
            Readings readings,
            CurrentUser currentUser) {
        this.responses = responses;
        this.pictures = pictures;
        this.documents = documents;
        this.readings = readings;
        this.currentUser = currentUser;
    }

    /** With a stamp on every page where an administrator asks for it. */
    @AllowSignedIn
    @InScope(ApiScope.DOCUMENTS_READ)
    @Operation(summary = "The content of a document as it was handed in")
    @GetMapping("/api/v1/documents/{id}/content")
    ResponseEntity<Resource> content(@PathVariable UUID id, WebRequest request) {
        return responses.of(id, true, request);
    }

    /**
     * A page as a JPEG, upright once the document was read.
     *
     * @param number from 1
     * @param width as large as it is needed, in pixels; what is made may be larger
     */
    @AllowSignedIn
    @InScope(ApiScope.DOCUMENTS_READ)
    @Operation(summary = "One page of a document as a JPEG, upright once the document was read")
    @GetMapping("/api/v1/documents/{id}/pages/{number}")
    ResponseEntity<byte[]> page(
            @PathVariable UUID id,
            @PathVariable int number,
            @RequestParam(defaultValue = "1080") int width,
            WebRequest request) {
        return pictures.of(id, number, width, request);
    }

    /** What was read from a document and how sure that is; the state is NONE for one that is not to be read. */
    @AllowSignedIn
    @InScope(ApiScope.DOCUMENTS_READ)
    @Operation(summary = "What was read from a document, and how sure that is")
    @GetMapping("/api/v1/documents/{id}/reading")
    ReadingResource reading(@PathVariable UUID id) {
        documents.look(id, currentUser.get());
        return readings.of(id).map(ReadingResource::of).orElse(ReadingResource.NONE);
    }
}
