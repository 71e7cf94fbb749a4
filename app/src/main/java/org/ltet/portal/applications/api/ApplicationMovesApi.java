package org.ltet.portal.applications.api;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.AnswerSendBack;
import org.ltet.portal.applications.Drafting;
import org.ltet.portal.applications.SubmitApplication;
import org.ltet.portal.applications.WithdrawApplication;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.web.Etags;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the member does with an application as a whole. Each may be repeated: it is done once. */
@RestController
@RequestMapping("/api/v1/applications/{id}")
@Allow(Role.MEMBER)
class ApplicationMovesApi {

    private final CurrentUser currentUser;
    private final SubmitApplication submitApplication;
    private final AnswerSendBack answerSendBack;
    private final WithdrawApplication withdrawApplication;
    private final Drafting drafting;
    private final Resources resources;

    ApplicationMovesApi(
            CurrentUser currentUser,
            SubmitApplication submitApplication,
            AnswerSendBack answerSendBack,
            WithdrawApplication withdrawApplication,
            Drafting drafting,
            Resources resources) {
        this.currentUser = currentUser;
        this.submitApplication = submitApplication;
        this.answerSendBack = answerSendBack;
        this.withdrawApplication = withdrawApplication;
        this.drafting = drafting;
        this.resources = resources;
    }

    record Comment(@Nullable String comment) {
        static @Nullable String of(@Nullable Comment body) {
            return body == null ? null : body.comment();
        }
    }

    @InScope(ApiScope.APPLICATIONS_WRITE)
    @Operation(summary = "Hands an application in; answers 422 with every point that is missing or wrong")
    @PostMapping("/submit")
    ResponseEntity<ApplicationResource> submit(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Locale locale) {
        return resources.answer(submitApplication.submit(id, Etags.required(ifMatch), currentUser.get()), locale);
    }

    @InScope(ApiScope.APPLICATIONS_WRITE)
    @Operation(summary = "Answers a send-back and gives the application back to the level that asked")
    @PostMapping("/resubmit")
    ResponseEntity<ApplicationResource> resubmit(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable Comment body,
            Locale locale) {
        return resources.answer(
                answerSendBack.resubmit(id, Comment.of(body), Etags.required(ifMatch), currentUser.get()), locale);
    }

    @InScope(ApiScope.APPLICATIONS_WRITE)
    @Operation(summary = "Takes an application back that is not decided yet")
    @PostMapping("/withdraw")
    ResponseEntity<ApplicationResource> withdraw(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable Comment body,
            Locale locale) {
        return resources.answer(
                withdrawApplication.withdraw(id, Etags.required(ifMatch), Comment.of(body), currentUser.get()), locale);
    }

    @InScope(ApiScope.APPLICATIONS_WRITE)
    @Operation(summary = "Throws a draft away")
    @PostMapping("/discard")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> discard(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        withdrawApplication.discard(id, Etags.required(ifMatch), currentUser.get());
        return ResponseEntity.noContent().build();
    }

    @InScope(ApiScope.APPLICATIONS_WRITE)
    @Operation(summary = "Takes a draft over to the scheme version in force")
    @PostMapping("/move-to-current-version")
    ResponseEntity<ApplicationResource> moveToCurrentVersion(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Locale locale) {
        return resources.answer(drafting.moveToCurrentVersion(id, Etags.required(ifMatch), currentUser.get()), locale);
    }
}
