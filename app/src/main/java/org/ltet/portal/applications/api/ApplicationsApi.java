package org.ltet.portal.applications.api;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationSummary;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.DraftChanges;
import org.ltet.portal.applications.Drafting;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.applications.StartDraft;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Etags;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Beginning, reading and filling in applications. */
@RestController
@RequestMapping("/api/v1/applications")
class ApplicationsApi {

    private static final int MOST = 100;

    private final CurrentUser currentUser;
    private final Applications applications;
    private final StartDraft startDraft;
    private final Drafting drafting;
    private final Resources resources;
    private final ProblemList problems;

    ApplicationsApi(
            CurrentUser currentUser,
            Applications applications,
            StartDraft startDraft,
            Drafting drafting,
            Resources resources,
            ProblemList problems) {
        this.currentUser = currentUser;
        this.applications = applications;
        this.startDraft = startDraft;
        this.drafting = drafting;
        this.resources = resources;
        this.problems = problems;
    }

    /** @param beneficiaryId the member's own id or that of a dependent */
    record NewDraft(String schemeCode, UUID beneficiaryId) {}

    /** @param answers field code to text; null takes the answer away */
    record Changes(
            @Nullable UUID beneficiaryId,
            @Nullable Map<String, @Nullable String> answers,
            @Nullable String otherReimbursement,
            @Nullable UUID bankAccountId,
            @JsonAnySetter @Nullable Map<String, @Nullable Object> unknown) {

        /** @throws Refused invalid, naming the first property that does not exist: nothing is dropped in silence */
        DraftChanges read() {
            if (unknown != null && !unknown.isEmpty()) {
                throw Refused.invalidField(unknown.keySet().iterator().next(), "applications.unknownProperty");
            }
            Map<String, String> texts = new HashMap<>();
            if (answers != null) {
                answers.forEach((field, text) -> texts.put(field, text == null ? "" : text));
            }
            return new DraftChanges(beneficiaryId, texts, otherReimbursement, bankAccountId);
        }
    }

    record Summary(
            UUID id,
            @Nullable String number,
            ApplicationState state,
            @Nullable ReviewLevel level,
            String schemeCode,
            String beneficiaryName,
            String currency,
            String claimed,
            String payable,
            @Nullable String sanctioned,
            Instant startedAt,
            Instant changedAt,
            @Nullable Instant submittedAt,
            @Nullable LocalDate draftExpiresOn,
            @Nullable LocalDate paidOn) {}

    /** @param next value for "before" of the next page, null on the last */
    record Summaries(List<Summary> items, @Nullable UUID next) {}

    record Checklist(boolean complete, boolean schemeOpen, List<ProblemList.Point> problems) {}

    @Allow(Role.MEMBER)
    @InScope(ApiScope.APPLICATIONS_READ)
    @Operation(summary = "The signed-in member's own applications, newest first")
    @GetMapping
    Summaries mine(
            @RequestParam(defaultValue = "") Set<ApplicationState> state,
            @RequestParam @Nullable UUID before,
            @RequestParam(defaultValue = "20") int limit) {
        int size = Math.clamp(limit, 1, MOST);
        List<Summary> found = applications.mine(currentUser.get(), state, before, size + 1).stream()
                .map(ApplicationsApi::summary)
                .toList();
        return found.size() > size
                ? new Summaries(found.subList(0, size), found.get(size - 1).id())
                : new Summaries(found, null);
    }

    @Allow(Role.MEMBER)
    @InScope(ApiScope.APPLICATIONS_WRITE)
    @Operation(summary = "Begins a draft of a scheme for the member or a dependent")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ApplicationResource> start(@RequestBody NewDraft draft, Locale locale) {
        if (draft.schemeCode() == null || draft.beneficiaryId() == null) {
            throw Refused.invalid("applications.newDraft");
        }
        var view = startDraft.start(draft.schemeCode(), draft.beneficiaryId(), currentUser.get());
        return resources.answer(ResponseEntity.created(URI.create("/api/v1/applications/" + view.id())), view, locale);
    }

    @AllowSignedIn
    @InScope(ApiScope.APPLICATIONS_READ)
    @Operation(summary = "One application, for its member and for staff whose role, level and scope reach it")
    @GetMapping("/{id}")
    ResponseEntity<ApplicationResource> get(@PathVariable UUID id, Locale locale) {
        return resources.answer(applications.get(id, currentUser.get()), locale);
    }

    @Allow(Role.MEMBER)
    @InScope(ApiScope.APPLICATIONS_WRITE)
    @Operation(summary = "Changes answers, beneficiary, reimbursement or bank account of a draft, all or none")
    @PatchMapping("/{id}")
    ResponseEntity<ApplicationResource> change(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Changes changes,
            Locale locale) {
        return resources.answer(
                drafting.change(id, Etags.required(ifMatch), changes.read(), currentUser.get()), locale);
    }

    @Allow(Role.MEMBER)
    @InScope(ApiScope.APPLICATIONS_READ)
    @Operation(summary = "Everything that is missing or wrong before an application can be submitted")
    @GetMapping("/{id}/checklist")
    Checklist checklist(@PathVariable UUID id, Locale locale) {
        User user = currentUser.get();
        List<ProblemList.Point> points = problems.points(drafting.check(id, user), locale);
        boolean open = drafting.isOpen(applications.get(id, user));
        return new Checklist(points.isEmpty() && open, open, points);
    }

    private static Summary summary(ApplicationSummary found) {
        return new Summary(
                found.id(),
                found.number(),
                found.state(),
                found.level(),
                found.schemeCode(),
                found.beneficiaryName(),
                Money.CURRENCY,
                found.claimed().plain(),
                found.payable().plain(),
                ApplicationResource.plain(found.sanctioned()),
                found.startedAt(),
                found.changedAt(),
                found.submittedAt(),
                found.draftExpiresOn(),
                found.paidOn());
    }
}
