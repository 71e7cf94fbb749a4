package org.ltet.portal.people.api;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.operations.Retention;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The schedule after which records go, and its runs (SEC-5). */
@RestController
@RequestMapping("/api/v1/retention-runs")
@Allow({Role.TRUST_ADMIN, Role.SYSTEM_ADMIN})
class RetentionApi {

    private static final int PAGE_SIZE = 50;

    private final Retention retention;
    private final CurrentUser currentUser;

    RetentionApi(Retention retention, CurrentUser currentUser) {
        this.retention = retention;
        this.currentUser = currentUser;
    }

    record Whole(
            UUID id,
            boolean dry,
            String askedBy,
            Instant startedAt,
            @Nullable Instant endedAt,
            List<Retention.Result> results) {}

    /** The newest first; to read on, give the id of the last one as "before". */
    @InScope(ApiScope.PRIVACY_READ)
    @Operation(summary = "The runs that removed or counted data whose time is over, the newest first")
    @GetMapping
    List<Retention.Run> runs(@RequestParam(required = false) @Nullable UUID before) {
        return retention.runs(before, PAGE_SIZE);
    }

    /** Counts what would go today, and removes nothing. */
    @InScope(ApiScope.PRIVACY_MANAGE)
    @Operation(summary = "Counts what would be removed today because its time is over, and removes nothing")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Whole> look() {
        UUID id = retention.look(currentUser.get().employeeNumber());
        return ResponseEntity.created(URI.create("/api/v1/retention-runs/" + id))
                .body(whole(id));
    }

    @InScope(ApiScope.PRIVACY_READ)
    @Operation(summary = "One retention run with its counts by rule")
    @GetMapping("/{id}")
    Whole one(@PathVariable UUID id) {
        return whole(id);
    }

    private Whole whole(UUID id) {
        Retention.Run run = retention.find(id);
        return new Whole(run.id(), run.dry(), run.askedBy(), run.startedAt(), run.endedAt(), retention.results(id));
    }
}
