package org.ltet.portal.payments.api;

import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.payments.posting.PostingDates;
import org.ltet.portal.payments.posting.PostingFilter;
import org.ltet.portal.payments.posting.PostingKind;
import org.ltet.portal.payments.posting.PostingState;
import org.ltet.portal.payments.posting.PostingView;
import org.ltet.portal.payments.posting.Postings;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Etags;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The documents that the ledger asks of the accounting system, and the days compared. */
@RestController
@RequestMapping("/api/v1")
class PostingsApi {

    private final Postings postings;
    private final PostingDates dates;
    private final CurrentUser currentUser;

    PostingsApi(Postings postings, PostingDates dates, CurrentUser currentUser) {
        this.postings = postings;
        this.dates = dates;
        this.currentUser = currentUser;
    }

    /** Those of one state, told again for one reason; the days are the ledger's. */
    record Retrying(
            @Nullable PostingState state,
            @Nullable PostingKind kind,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable String reason) {}

    /** @param count how many are told again; with 500 there may be more */
    record Retried(int count) {}

    record Dating(@Nullable LocalDate day, @Nullable String reason) {}

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "The postings that wait, are posted or were refused, the newest first")
    @GetMapping("/postings")
    Postings.Page postings(
            @RequestParam(defaultValue = "WAITING") PostingState state,
            @RequestParam(required = false) @Nullable PostingKind kind,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate until,
            @RequestParam(required = false) @Nullable Long before) {
        return postings.list(new PostingFilter(state, kind, from, until), before, currentUser.get());
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "One posting with the document number of the accounting system")
    @GetMapping("/postings/{id}")
    ResponseEntity<PostingView> posting(@PathVariable UUID id) {
        return shown(id);
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @InScope(ApiScope.PAYMENTS_WRITE)
    @Operation(summary = "Has a posting told to the accounting system again")
    @PostMapping("/postings/{id}/retry")
    ResponseEntity<PostingView> retry(
            @PathVariable UUID id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        postings.retry(id, Etags.required(ifMatch), currentUser.get());
        return shown(id);
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @InScope(ApiScope.PAYMENTS_WRITE)
    @Operation(summary = "Has those postings that a filter finds told again, the oldest 500 of them at most")
    @PostMapping("/postings/retry")
    Retried retryMany(@RequestBody Retrying wanted) {
        if (wanted.state() == null) {
            throw Refused.invalidField("state", "payments.postingStateMissing");
        }
        PostingFilter filter = new PostingFilter(wanted.state(), wanted.kind(), wanted.from(), wanted.until());
        return new Retried(postings.retryMany(filter, wanted.reason(), currentUser.get()));
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @InScope(ApiScope.PAYMENTS_WRITE)
    @Operation(summary = "Proposes another date for a posting that was refused; a second person confirms it")
    @PostMapping("/postings/{id}/date")
    ResponseEntity<PostingView> proposeDate(
            @PathVariable UUID id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Dating wanted) {
        dates.propose(id, Etags.required(ifMatch), wanted.day(), wanted.reason(), currentUser.get());
        return shown(id);
    }

    @Allow(Role.ACCOUNTS_APPROVER)
    @FreshFactor
    @InScope(ApiScope.PAYMENTS_RELEASE)
    @Operation(summary = "Confirms the date that another person proposed for a posting, which is told again with it")
    @PostMapping("/postings/{id}/date/confirm")
    ResponseEntity<PostingView> confirmDate(
            @PathVariable UUID id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        dates.confirm(id, Etags.required(ifMatch), currentUser.get());
        return shown(id);
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @InScope(ApiScope.PAYMENTS_WRITE)
    @Operation(summary = "Drops the date that was proposed for a posting")
    @PostMapping("/postings/{id}/date/drop")
    ResponseEntity<PostingView> dropDate(
            @PathVariable UUID id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        dates.drop(id, Etags.required(ifMatch), currentUser.get());
        return shown(id);
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(value = ApiScope.PAYMENTS_READ, systems = true)
    @Operation(summary = "What the ledger and the accounting system hold for each day, the newest first")
    @GetMapping("/posting-days")
    Postings.Days days(@RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate before) {
        return postings.days(before, currentUser.get());
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @InScope(ApiScope.PAYMENTS_WRITE)
    @Operation(summary = "Asks the accounting system anew what it holds for the last days")
    @PostMapping("/posting-days/compare")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void compare() {
        postings.compare(currentUser.get());
    }

    private ResponseEntity<PostingView> shown(UUID id) {
        PostingView posting = postings.posting(id, currentUser.get());
        return ResponseEntity.ok().eTag(Etags.of(posting.version())).body(posting);
    }
}
