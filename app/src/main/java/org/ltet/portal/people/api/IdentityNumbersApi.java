package org.ltet.portal.people.api;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.people.ConsentEntry.Way;
import org.ltet.portal.people.IdentityNumber;
import org.ltet.portal.people.IdentityNumbers;
import org.ltet.portal.people.Member;
import org.ltet.portal.people.People;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Etags;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The signed-in member's own PAN and Aadhaar (PRO-4); the ETag is that of the member's record. */
@RestController
@RequestMapping("/api/v1/me/identity-numbers")
@AllowSignedIn
class IdentityNumbersApi {

    private final CurrentUser currentUser;
    private final People people;
    private final IdentityNumbers numbers;

    IdentityNumbersApi(CurrentUser currentUser, People people, IdentityNumbers numbers) {
        this.currentUser = currentUser;
        this.people = people;
        this.numbers = numbers;
    }

    record MyNumber(String kind, String masked, Instant givenAt) {}

    /** @param consent true when the person agreed to the words of the purpose */
    record NewNumber(@Nullable String number, boolean consent) {}

    record ClearNumber(String kind, String number) {

        /** Without the number: it must not find its way into a log. */
        @Override
        public String toString() {
            return "ClearNumber[" + kind + "]";
        }
    }

    @InScope(ApiScope.PROFILE_READ)
    @Operation(summary = "The caller's identity numbers, masked")
    @GetMapping
    ResponseEntity<List<MyNumber>> all() {
        return answer(own());
    }

    @InScope(ApiScope.PROFILE_WRITE)
    @Operation(summary = "Gives or changes an identity number of the caller, with consent")
    @PutMapping("/{kind}")
    ResponseEntity<List<MyNumber>> give(
            @PathVariable String kind,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody NewNumber number) {
        long version = Etags.required(ifMatch);
        Member member = own();
        numbers.give(
                member.id(),
                kind(kind),
                Objects.requireNonNullElse(number.number(), ""),
                number.consent(),
                version,
                Way.API,
                member.employeeNumber());
        return answer(people.byId(member.id()));
    }

    @InScope(ApiScope.PROFILE_WRITE)
    @Operation(summary = "Takes back an identity number of the caller, and the consent with it")
    @DeleteMapping("/{kind}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> remove(@PathVariable String kind) {
        Member member = own();
        numbers.remove(member.id(), kind(kind), Way.API, member.employeeNumber());
        return ResponseEntity.noContent().build();
    }

    @InScope(ApiScope.PROFILE_REVEAL)
    @FreshFactor
    @Operation(summary = "One identity number of the caller in clear; the reading goes on record")
    @PostMapping("/{kind}/readings")
    ClearNumber read(@PathVariable String kind) {
        IdentityNumber which = kind(kind);
        return new ClearNumber(which.name(), numbers.read(own().id(), which, null));
    }

    private ResponseEntity<List<MyNumber>> answer(Member member) {
        return ResponseEntity.ok()
                .eTag(Etags.of(member.version()))
                .body(numbers.of(member.id()).stream()
                        .map(shown -> new MyNumber(shown.kind().name(), shown.masked(), shown.givenAt()))
                        .toList());
    }

    private static IdentityNumber kind(String text) {
        return IdentityNumber.read(text).orElseThrow(() -> Refused.notFound("identityNumber"));
    }

    private Member own() {
        return people.byEmployeeNumber(currentUser.get().employeeNumber())
                .orElseThrow(() -> Refused.notFound("member"));
    }
}
