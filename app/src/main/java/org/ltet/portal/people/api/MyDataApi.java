package org.ltet.portal.people.api;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.operations.spi.Erasure;
import org.ltet.portal.people.ConsentEntry;
import org.ltet.portal.people.ConsentEntry.Way;
import org.ltet.portal.people.Consents;
import org.ltet.portal.people.DataRequest;
import org.ltet.portal.people.DataRequest.Kind;
import org.ltet.portal.people.Member;
import org.ltet.portal.people.MyDataRequests;
import org.ltet.portal.people.People;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Etags;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The signed-in member's consents, and requests about the own data (PRO-5). */
@RestController
@RequestMapping("/api/v1/me")
@AllowSignedIn
class MyDataApi {

    private final CurrentUser currentUser;
    private final People people;
    private final Consents consents;
    private final MyDataRequests requests;
    private final Clock clock;

    MyDataApi(CurrentUser currentUser, People people, Consents consents, MyDataRequests requests, Clock clock) {
        this.currentUser = currentUser;
        this.people = people;
        this.consents = consents;
        this.requests = requests;
        this.clock = clock;
    }

    record NewRequest(@Nullable String kind, @Nullable String words) {}

    record Answer(@Nullable String words) {}

    record MyStep(String what, Instant at, @Nullable String words) {}

    /** @param download address of the copy, as long as it can be fetched */
    record MyRequest(
            UUID id,
            String kind,
            String state,
            Instant receivedAt,
            LocalDate dueOn,
            @Nullable Instant closedAt,
            @Nullable String ground,
            List<Erasure> erasure,
            @Nullable String download,
            @Nullable Instant downloadUntil,
            List<MyStep> steps) {}

    @InScope(ApiScope.PROFILE_READ)
    @Operation(summary = "What the signed-in person agreed to or took note of, and when")
    @GetMapping("/consents")
    List<ConsentEntry> consents() {
        return consents.history(own().id());
    }

    @InScope(ApiScope.PROFILE_WRITE)
    @Operation(summary = "Notes that the signed-in person has read how the data are used, in today's words")
    @PostMapping("/consents/notice")
    List<ConsentEntry> noticeRead() {
        Member member = own();
        consents.noticeRead(member.id(), Way.API, member.employeeNumber());
        return consents.history(member.id());
    }

    @InScope(ApiScope.PROFILE_READ)
    @Operation(summary = "The signed-in member's requests about personal data")
    @GetMapping("/data-requests")
    List<MyRequest> all() {
        return requests.all(currentUser.get()).stream().map(this::shown).toList();
    }

    @InScope(ApiScope.PROFILE_WRITE)
    @Operation(summary = "Asks for a copy, correction or erasure of one's personal data, or complains about them")
    @PostMapping("/data-requests")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<MyRequest> ask(@RequestBody NewRequest wanted) {
        Kind kind = Kind.read(Objects.requireNonNullElse(wanted.kind(), ""))
                .orElseThrow(() -> Refused.invalidField("kind", "people.required"));
        UUID id = requests.ask(kind, wanted.words(), currentUser.get());
        DataRequest request = requests.find(id, currentUser.get());
        return ResponseEntity.created(URI.create("/api/v1/me/data-requests/" + id))
                .eTag(Etags.of(request.version()))
                .body(shown(request));
    }

    @InScope(ApiScope.PROFILE_READ)
    @Operation(summary = "One of the signed-in member's requests about personal data")
    @GetMapping("/data-requests/{id}")
    ResponseEntity<MyRequest> one(@PathVariable UUID id) {
        return answer(id);
    }

    @InScope(ApiScope.PROFILE_WRITE)
    @Operation(summary = "Answers what was asked back about a data request")
    @PostMapping("/data-requests/{id}/answer")
    ResponseEntity<MyRequest> reply(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Answer answer) {
        requests.find(id, currentUser.get());
        long version = Etags.required(ifMatch);
        requests.answer(id, Objects.requireNonNullElse(answer.words(), ""), version, currentUser.get());
        return answer(id);
    }

    @InScope(ApiScope.PROFILE_WRITE)
    @Operation(summary = "Takes a data request back")
    @PostMapping("/data-requests/{id}/withdraw")
    ResponseEntity<MyRequest> withdraw(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        requests.find(id, currentUser.get());
        requests.withdraw(id, Etags.required(ifMatch), currentUser.get());
        return answer(id);
    }

    private ResponseEntity<MyRequest> answer(UUID id) {
        DataRequest request = requests.find(id, currentUser.get());
        return ResponseEntity.ok().eTag(Etags.of(request.version())).body(shown(request));
    }

    private MyRequest shown(DataRequest request) {
        boolean ready = request.ready(clock.instant());
        return new MyRequest(
                request.id(),
                request.kind().name(),
                request.state().name(),
                request.receivedAt(),
                request.dueOn(),
                request.closedAt(),
                request.ground() == null ? null : request.ground().name(),
                request.erasure(),
                ready ? "/api/v1/documents/" + request.exportDocument() + "/content" : null,
                ready ? request.exportUntil() : null,
                request.steps().stream()
                        .map(step -> new MyStep(step.what().name(), step.at(), step.words()))
                        .toList());
    }

    private Member own() {
        return people.byEmployeeNumber(currentUser.get().employeeNumber())
                .orElseThrow(() -> Refused.notFound("member"));
    }
}
