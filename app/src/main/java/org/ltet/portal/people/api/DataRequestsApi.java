package org.ltet.portal.people.api;

import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
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
import org.ltet.portal.operations.spi.LegalGround;
import org.ltet.portal.people.DataRequest;
import org.ltet.portal.people.DataRequestDesk;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Etags;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
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

/** Members' requests about their own data, for the trust to answer in time (PRO-5). */
@RestController
@RequestMapping("/api/v1/data-requests")
@Allow(Role.TRUST_ADMIN)
class DataRequestsApi {

    private static final int PAGE_SIZE = 50;

    private final DataRequestDesk desk;
    private final CurrentUser currentUser;

    DataRequestsApi(DataRequestDesk desk, CurrentUser currentUser) {
        this.desk = desk;
        this.currentUser = currentUser;
    }

    /** @param words what the member is told, or asked */
    record Reply(@Nullable String words, @Nullable String ground) {}

    /** Open requests, the earliest due first; to read on, give dueOn and id of the last one. */
    @InScope(ApiScope.PRIVACY_READ)
    @Operation(summary = "The open requests of members about their data, the earliest due first")
    @GetMapping
    List<DataRequest> open(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate due,
            @RequestParam(required = false) @Nullable UUID after) {
        return desk.open(after == null ? null : due, after, PAGE_SIZE, currentUser.get());
    }

    @InScope(ApiScope.PRIVACY_READ)
    @Operation(summary = "One request of a member about personal data")
    @GetMapping("/{id}")
    ResponseEntity<DataRequest> one(@PathVariable UUID id) {
        return answer(id);
    }

    @InScope(ApiScope.PRIVACY_MANAGE)
    @Operation(summary = "Takes a data request into one's hands")
    @PostMapping("/{id}/take")
    ResponseEntity<DataRequest> take(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        desk.find(id, currentUser.get());
        desk.take(id, Etags.required(ifMatch), currentUser.get());
        return answer(id);
    }

    @InScope(ApiScope.PRIVACY_MANAGE)
    @Operation(summary = "Asks the member something about a data request")
    @PostMapping("/{id}/ask")
    ResponseEntity<DataRequest> askBack(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Reply reply) {
        desk.find(id, currentUser.get());
        desk.askBack(id, words(reply), Etags.required(ifMatch), currentUser.get());
        return answer(id);
    }

    /** Of an erasure, this erases. */
    @InScope(ApiScope.PRIVACY_MANAGE)
    @FreshFactor
    @Operation(summary = "Completes a data request; of an erasure, this erases")
    @PostMapping("/{id}/complete")
    ResponseEntity<DataRequest> complete(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Reply reply) {
        desk.find(id, currentUser.get());
        desk.complete(id, words(reply), Etags.required(ifMatch), currentUser.get());
        return answer(id);
    }

    @InScope(ApiScope.PRIVACY_MANAGE)
    @Operation(summary = "Refuses a data request on a ground, with words to the member")
    @PostMapping("/{id}/refuse")
    ResponseEntity<DataRequest> refuse(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Reply reply) {
        desk.find(id, currentUser.get());
        LegalGround ground = LegalGround.read(Objects.requireNonNullElse(reply.ground(), ""))
                .orElseThrow(() -> Refused.invalidField("ground", "people.required"));
        desk.refuse(id, ground, words(reply), Etags.required(ifMatch), currentUser.get());
        return answer(id);
    }

    private static String words(Reply reply) {
        return Objects.requireNonNullElse(reply.words(), "");
    }

    private ResponseEntity<DataRequest> answer(UUID id) {
        DataRequest request = desk.find(id, currentUser.get());
        return ResponseEntity.ok().eTag(Etags.of(request.version())).body(request);
    }
}
