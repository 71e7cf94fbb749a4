package org.ltet.portal.applications.api;

import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.web.Letters;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The letter of sanction or rejection of an application. */
@RestController
class LettersApi {

    private final Letters letters;
    private final CurrentUser currentUser;

    LettersApi(Letters letters, CurrentUser currentUser) {
        this.letters = letters;
        this.currentUser = currentUser;
    }

    /** @param language en or hi; without it the one in which the member is written to */
    @Operation(summary = "The letter of sanction or rejection, as a PDF")
    @AllowSignedIn
    @InScope(ApiScope.APPLICATIONS_READ)
    @GetMapping(path = "/api/v1/applications/{id}/letter", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> letter(@PathVariable UUID id, @RequestParam(required = false) @Nullable String language) {
        return letters.answer(id, language, currentUser.get());
    }
}
