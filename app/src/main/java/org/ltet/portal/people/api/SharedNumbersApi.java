package org.ltet.portal.people.api;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.people.ReadSharedNumber;
import org.ltet.portal.people.SharedNumber;
import org.ltet.portal.people.SharedNumbers;
import org.ltet.portal.people.SharedNumbers.Outcome;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Etags;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** PANs and bank accounts that two members gave, for accounts staff (PRO-2). */
@RestController
@RequestMapping("/api/v1/shared-numbers")
@Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
class SharedNumbersApi {

    private static final int PAGE_SIZE = 50;

    private final SharedNumbers shared;
    private final ReadSharedNumber read;
    private final CurrentUser currentUser;

    SharedNumbersApi(SharedNumbers shared, ReadSharedNumber read, CurrentUser currentUser) {
        this.shared = shared;
        this.read = read;
        this.currentUser = currentUser;
    }

    /** @param next give it as "after" to read on; none on the last page */
    record Part(List<SharedNumber> items, @Nullable UUID next) {}

    record Settlement(@Nullable String outcome, @Nullable String note) {}

    record Reason(@Nullable String reason) {}

    record ClearNumber(String number) {

        /** Without the number: it must not find its way into a log. */
        @Override
        public String toString() {
            return "ClearNumber[]";
        }
    }

    @InScope(ApiScope.NUMBERS_READ)
    @Operation(summary = "The identity numbers that more than one person gave")
    @GetMapping
    Part open(@RequestParam(required = false) @Nullable UUID after) {
        List<SharedNumber> found = shared.open(currentUser.get(), after, PAGE_SIZE + 1);
        List<SharedNumber> shown = found.subList(0, Math.min(PAGE_SIZE, found.size()));
        return new Part(shown, found.size() > PAGE_SIZE ? shown.getLast().id() : null);
    }

    @InScope(ApiScope.NUMBERS_READ)
    @Operation(summary = "One identity number that more than one person gave")
    @GetMapping("/{id}")
    ResponseEntity<SharedNumber> one(@PathVariable UUID id) {
        return answer(id);
    }

    @InScope(ApiScope.NUMBERS_SETTLE)
    @Operation(summary = "Settles an identity number that more than one person gave, with outcome and note")
    @PostMapping("/{id}/settle")
    ResponseEntity<SharedNumber> settle(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Settlement settlement) {
        int version = Math.toIntExact(Math.min(Etags.required(ifMatch), Integer.MAX_VALUE));
        shared.find(id, currentUser.get());
        Outcome outcome = Outcome.read(Objects.requireNonNullElse(settlement.outcome(), ""))
                .orElseThrow(() -> Refused.invalidField("outcome", "people.required"));
        shared.settle(
                id, outcome, Objects.requireNonNullElse(settlement.note(), "").strip(), version, currentUser.get());
        return answer(id);
    }

    @InScope(ApiScope.NUMBERS_REVEAL)
    @FreshFactor
    @Operation(summary = "A shared identity number in clear, with the reason; the reading goes on record")
    @PostMapping("/{id}/readings")
    ClearNumber read(@PathVariable UUID id, @RequestBody Reason reason) {
        shared.find(id, currentUser.get());
        String why = Objects.requireNonNullElse(reason.reason(), "").strip();
        if (why.isEmpty()) {
            throw Refused.invalidField("reason", "people.required");
        }
        return new ClearNumber(read.read(id, why, currentUser.get()));
    }

    private ResponseEntity<SharedNumber> answer(UUID id) {
        SharedNumber number = shared.find(id, currentUser.get());
        return ResponseEntity.ok().eTag(Etags.of(number.version())).body(number);
    }
}
