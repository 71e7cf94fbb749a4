package org.ltet.portal.applications.api;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.Drafting;
import org.ltet.portal.applications.LineInput;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Etags;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The bills and fees of an application. */
@RestController
@RequestMapping("/api/v1/applications/{id}/lines")
@Allow(Role.MEMBER)
class ApplicationLinesApi {

    private final CurrentUser currentUser;
    private final Applications applications;
    private final Drafting drafting;
    private final Resources resources;

    ApplicationLinesApi(CurrentUser currentUser, Applications applications, Drafting drafting, Resources resources) {
        this.currentUser = currentUser;
        this.applications = applications;
        this.drafting = drafting;
        this.resources = resources;
    }

    /** All as text: amounts as "31200.00", dates as "2026-11-05"; key and quantity where the head asks for them. */
    record Line(
            @Nullable String head,
            @Nullable String billNumber,
            @Nullable String billDate,
            @Nullable String vendor,
            @Nullable String claimed,
            @Nullable String quantity,
            @Nullable String key) {

        LineInput read() {
            Map<String, String> typed = new HashMap<>();
            put(typed, "head", head);
            put(typed, "billNumber", billNumber);
            put(typed, "billDate", billDate);
            put(typed, "vendor", vendor);
            put(typed, "claimed", claimed);
            put(typed, "quantity", quantity);
            put(typed, "key", key);
            return LineInput.read(typed);
        }

        private static void put(Map<String, String> typed, String field, @Nullable String text) {
            if (text != null) {
                typed.put(field, text);
            }
        }
    }

    @InScope(ApiScope.APPLICATIONS_WRITE)
    @Operation(summary = "Adds a bill or fee to an application")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ApplicationResource> add(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Line line,
            Locale locale) {
        User user = currentUser.get();
        long version = newest(id, ifMatch, user);
        return resources.answer(
                ResponseEntity.created(URI.create("/api/v1/applications/" + id)),
                drafting.addLine(id, version, line.read(), user),
                locale);
    }

    @InScope(ApiScope.APPLICATIONS_WRITE)
    @Operation(summary = "Changes a bill or fee of an application")
    @PutMapping("/{lineId}")
    ResponseEntity<ApplicationResource> edit(
            @PathVariable UUID id,
            @PathVariable UUID lineId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Line line,
            Locale locale) {
        User user = currentUser.get();
        long version = newest(id, ifMatch, user);
        return resources.answer(drafting.editLine(id, version, lineId, line.read(), user), locale);
    }

    @InScope(ApiScope.APPLICATIONS_WRITE)
    @Operation(summary = "Takes a bill or fee out of an application")
    @DeleteMapping("/{lineId}")
    ResponseEntity<ApplicationResource> remove(
            @PathVariable UUID id,
            @PathVariable UUID lineId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Locale locale) {
        User user = currentUser.get();
        long version = newest(id, ifMatch, user);
        return resources.answer(drafting.removeLine(id, version, lineId, user), locale);
    }

    /** An ETag stands for the whole application, not for one line of it. */
    private long newest(UUID id, @Nullable String ifMatch, User user) {
        long version = Etags.required(ifMatch);
        ApplicationView view = applications.get(id, user);
        if (view.version() != version) {
            throw Refused.stale();
        }
        return version;
    }
}
