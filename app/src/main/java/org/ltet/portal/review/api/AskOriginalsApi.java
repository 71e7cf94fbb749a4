package org.ltet.portal.review.api;

import io.swagger.v3.oas.annotations.Operation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.AskOriginals;
import org.ltet.portal.applications.OriginalsLetter;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.review.DecideTask;
import org.ltet.portal.web.Etags;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Asking for original papers on a task in the caller's hands; If-Match as for every decision (REV-4). */
@RestController
@RequestMapping("/api/v1/review/tasks/{id}/originals")
@Allow({Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER})
class AskOriginalsApi {

    private final DecideTask decide;
    private final CurrentUser currentUser;

    AskOriginalsApi(DecideTask decide, CurrentUser currentUser) {
        this.decide = decide;
        this.currentUser = currentUser;
    }

    /**
     * @param documents codes of the scheme's documents
     * @param others papers that the scheme does not name
     * @param words for the member
     * @param waits nothing is granted before they are here
     */
    record Question(
            @Nullable List<String> documents,
            @Nullable List<String> others,
            @Nullable String words,
            @Nullable Boolean waits) {}

    /** @param number of the covering letter, as in its barcode */
    record Letter(UUID id, String number, boolean waits) {}

    record Reason(@Nullable String reason) {}

    /** The member gets a notice and a covering letter. */
    @InScope(ApiScope.REVIEW_DECIDE)
    @Operation(summary = "Asks the member for original papers")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Letter ask(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Question question) {
        OriginalsLetter letter = decide.askOriginals(
                id,
                new AskOriginals.Wish(
                        question.documents() == null
                                ? new LinkedHashSet<>()
                                : new LinkedHashSet<>(question.documents()),
                        question.others() == null ? List.of() : question.others(),
                        question.words() == null ? "" : question.words(),
                        Boolean.TRUE.equals(question.waits())),
                Etags.required(ifMatch),
                currentUser.get());
        return new Letter(letter.id(), letter.number(), letter.waits());
    }

    /** What has not come yet is not needed any more. */
    @InScope(ApiScope.REVIEW_DECIDE)
    @Operation(summary = "Takes back what of the original papers has not come")
    @PostMapping("/{number}/cancel")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(
            @PathVariable UUID id,
            @PathVariable String number,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable Reason body) {
        decide.cancelOriginals(
                id,
                number,
                body == null || body.reason() == null ? "" : body.reason(),
                Etags.required(ifMatch),
                currentUser.get());
    }
}
