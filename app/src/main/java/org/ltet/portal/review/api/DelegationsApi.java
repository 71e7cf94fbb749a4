package org.ltet.portal.review.api;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.review.DelegateWork;
import org.ltet.portal.review.Delegation;
import org.ltet.portal.review.Delegations;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who stands in for whom during leave (REV-5). */
@RestController
@RequestMapping("/api/v1/review/delegations")
@Allow({Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER})
class DelegationsApi {

    private final Delegations delegations;
    private final DelegateWork delegateWork;
    private final CurrentUser currentUser;
    private final Clock clock;

    DelegationsApi(Delegations delegations, DelegateWork delegateWork, CurrentUser currentUser, Clock clock) {
        this.delegations = delegations;
        this.delegateWork = delegateWork;
        this.currentUser = currentUser;
        this.clock = clock;
    }

    /**
     * @param delegate employee number of whoever stands in
     * @param until the last day, in India
     */
    record DelegationInput(
            @Nullable String level,
            @Nullable String delegate,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable String reason) {}

    /**
     * @param state PLANNED, RUNNING, OVER, or ENDED before its last day
     * @param endedBy employee number
     */
    record DelegationJson(
            UUID id,
            String delegator,
            String delegate,
            String level,
            LocalDate from,
            LocalDate until,
            String reason,
            String state,
            @Nullable Instant endedAt,
            @Nullable String endedBy) {}

    @InScope(ApiScope.REVIEW_READ)
    @Operation(summary = "The delegations of the caller, away or standing in, the latest first")
    @GetMapping
    List<DelegationJson> all() {
        return delegations.of(currentUser.get()).stream().map(this::json).toList();
    }

    @InScope(ApiScope.REVIEW_READ)
    @Operation(summary = "One delegation")
    @GetMapping("/{id}")
    DelegationJson one(@PathVariable UUID id) {
        return json(delegations.get(id, currentUser.get()));
    }

    @InScope(ApiScope.REVIEW_DECIDE)
    @Operation(summary = "Names who stands in for the caller")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<DelegationJson> delegate(@RequestBody DelegationInput input) {
        DelegateWork.Wish wish = new DelegateWork.Wish(
                Input.level("level", input.level()),
                Input.required("delegate", input.delegate()),
                day("from", input.from()),
                day("until", input.until()),
                Input.required("reason", input.reason()));
        Delegation made = delegateWork.delegate(wish, currentUser.get());
        return ResponseEntity.created(URI.create("/api/v1/review/delegations/" + made.id()))
                .body(json(made));
    }

    @InScope(ApiScope.REVIEW_DECIDE)
    @Operation(summary = "Ends a delegation early; either of the two may")
    @PostMapping("/{id}/end")
    DelegationJson end(@PathVariable UUID id) {
        return json(delegateWork.end(id, currentUser.get()));
    }

    private static LocalDate day(String field, @Nullable LocalDate day) {
        if (day == null) {
            throw Refused.invalidField(field, "review.missing", field);
        }
        return day;
    }

    private DelegationJson json(Delegation delegation) {
        return new DelegationJson(
                delegation.id(),
                delegation.delegator(),
                delegation.delegate(),
                delegation.level().name(),
                delegation.from(),
                delegation.until(),
                delegation.reason(),
                delegation.on(IndiaTime.today(clock)).name(),
                delegation.endedAt(),
                delegation.endedBy());
    }
}
