package org.ltet.portal.applications.api;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.ltet.portal.applications.web.UploadAnswers;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Documents sent piece by piece by the tus protocol 1.0: after a break they go on where they stopped. */
@RestController
@Allow(Role.MEMBER)
@RequestMapping("/api/v1/applications/{id}/uploads")
class ApplicationUploadsApi {

    private final UploadAnswers answers;

    ApplicationUploadsApi(UploadAnswers answers) {
        this.answers = answers;
    }

    @InScope(ApiScope.APPLICATIONS_WRITE)
    @Operation(summary = "What the portal can of the tus protocol, and how large a file may be")
    @RequestMapping(method = RequestMethod.OPTIONS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> options(@PathVariable UUID id) {
        return answers.options(id);
    }

    /**
     * Begins a file. Upload-Length has its size, Upload-Metadata filename, type (one of the scheme's document codes)
     * and, for a bill that is to be read and become a line, purpose BILL.
     */
    @InScope(ApiScope.APPLICATIONS_WRITE)
    @Operation(summary = "Begins a document that is sent piece by piece")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Void> begin(@PathVariable UUID id, HttpServletRequest request) {
        return answers.begin(id, request);
    }

    @InScope(ApiScope.APPLICATIONS_WRITE)
    @Operation(summary = "How far an upload is, and what became of it")
    @GetMapping("/{uploadId}")
    ResponseEntity<UploadAnswers.UploadResource> look(
            @PathVariable UUID id, @PathVariable UUID uploadId, HttpServletRequest request) {
        return answers.look(id, uploadId, request);
    }

    @InScope(ApiScope.APPLICATIONS_WRITE)
    @Operation(summary = "Takes the next piece; with the last one the file is checked and becomes a document")
    @PatchMapping("/{uploadId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> append(@PathVariable UUID id, @PathVariable UUID uploadId, HttpServletRequest request) {
        return answers.append(id, uploadId, request);
    }

    @InScope(ApiScope.APPLICATIONS_WRITE)
    @Operation(summary = "Gives an upload up; what arrived is erased")
    @DeleteMapping("/{uploadId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> remove(@PathVariable UUID id, @PathVariable UUID uploadId, HttpServletRequest request) {
        return answers.remove(id, uploadId, request);
    }
}
