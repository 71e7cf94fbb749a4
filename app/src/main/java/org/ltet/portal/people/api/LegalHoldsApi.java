package org.ltet.portal.people.api;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.operations.LegalHold;
import org.ltet.portal.operations.LegalHolds;
import org.ltet.portal.operations.spi.HoldTarget;
import org.ltet.portal.people.web.TrustWide;
import org.ltet.portal.shared.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What must not be deleted for now (SEC-5). */
@RestController
@RequestMapping("/api/v1/legal-holds")
@Allow(Role.TRUST_ADMIN)
class LegalHoldsApi {

    private static final int PAGE_SIZE = 50;

    private final LegalHolds holds;
    private final CurrentUser currentUser;

    LegalHoldsApi(LegalHolds holds, CurrentUser currentUser) {
        this.holds = holds;
        this.currentUser = currentUser;
    }

    /** @param target an employee number, or the number of an application */
    record NewHold(
            @Nullable String target,
            @Nullable String reason,
            @Nullable LocalDate until) {}

    record Reason(@Nullable String reason) {}

    /** The newest first; to read on, give the id of the last one as "before". */
    @InScope(ApiScope.PRIVACY_READ)
    @Operation(summary = "The legal holds, the newest first")
    @GetMapping
    List<LegalHold> all(@RequestParam(required = false) @Nullable UUID before) {
        TrustWide.require(currentUser.get());
        return holds.page(before, PAGE_SIZE);
    }

    @InScope(ApiScope.PRIVACY_MANAGE)
    @Operation(summary = "Places a legal hold on a member or an application: nothing of it is erased")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<LegalHold> place(@RequestBody NewHold wanted) {
        String by = TrustWide.require(currentUser.get()).employeeNumber();
        HoldTarget.Found target = holds.find(Objects.requireNonNullElse(wanted.target(), ""))
                .orElseThrow(() -> Refused.invalidField("target", "people.holdTarget"));
        UUID id = holds.place(target, Objects.requireNonNullElse(wanted.reason(), ""), wanted.until(), by);
        return ResponseEntity.created(URI.create("/api/v1/legal-holds/" + id)).body(holds.find(id));
    }

    @InScope(ApiScope.PRIVACY_READ)
    @Operation(summary = "One legal hold")
    @GetMapping("/{id}")
    LegalHold one(@PathVariable UUID id) {
        TrustWide.require(currentUser.get());
        return holds.find(id);
    }

    @InScope(ApiScope.PRIVACY_MANAGE)
    @Operation(summary = "Lifts a legal hold, with the reason")
    @PostMapping("/{id}/lift")
    LegalHold lift(@PathVariable UUID id, @RequestBody Reason reason) {
        String by = TrustWide.require(currentUser.get()).employeeNumber();
        holds.find(id);
        holds.lift(id, Objects.requireNonNullElse(reason.reason(), ""), by);
        return holds.find(id);
    }
}
