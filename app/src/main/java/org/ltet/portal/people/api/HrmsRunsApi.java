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
import org.ltet.portal.people.HrmsReject;
import org.ltet.portal.people.HrmsRun;
import org.ltet.portal.people.HrmsRun.Kind;
import org.ltet.portal.people.SynchroniseHrms;
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

/** The synchronisations with the HR system, for the system administrator. */
@RestController
@RequestMapping("/api/v1/hrms-runs")
@Allow(Role.SYSTEM_ADMIN)
class HrmsRunsApi {

    private static final int PAGE = 50;

    private final SynchroniseHrms hrms;
    private final CurrentUser currentUser;

    HrmsRunsApi(SynchroniseHrms hrms, CurrentUser currentUser) {
        this.hrms = hrms;
        this.currentUser = currentUser;
    }

    /** @param kind DELTA where it is left out */
    record NewRun(@Nullable Kind kind) {}

    record Run(
            UUID id,
            Kind kind,
            HrmsRun.State state,
            String requestedBy,
            Instant requestedAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Instant since,
            @Nullable Instant watermark,
            int membersRead,
            int added,
            int changed,
            int rejected,
            @Nullable String error) {}

    /** @param next value for "after" of the next page, null on the last */
    record Rejects(List<HrmsReject> items, @Nullable Long next) {}

    @InScope(value = ApiScope.PEOPLE_SYNC, systems = true)
    @Operation(summary = "Asks for people to be read from the HR system")
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Run> request(@RequestBody NewRun wanted) {
        Kind kind = wanted.kind() == null ? Kind.DELTA : wanted.kind();
        HrmsRun run = hrms.request(kind, currentUser.get().employeeNumber());
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/hrms-runs/" + run.id()))
                .body(shown(run));
    }

    @InScope(value = ApiScope.PEOPLE_SYNC, systems = true)
    @Operation(summary = "One reading from the HR system, and how far it is")
    @GetMapping("/{id}")
    Run run(@PathVariable UUID id) {
        return shown(hrms.find(id));
    }

    @InScope(value = ApiScope.PEOPLE_SYNC, systems = true)
    @Operation(summary = "The records of the HR system that could not be taken over, and why")
    @GetMapping("/{id}/rejects")
    Rejects rejects(@PathVariable UUID id, @RequestParam(defaultValue = "0") long after) {
        hrms.find(id);
        List<HrmsReject> found = hrms.rejects(id, after, PAGE + 1);
        return found.size() > PAGE
                ? new Rejects(found.subList(0, PAGE), found.get(PAGE - 1).id())
                : new Rejects(found, null);
    }

    private static Run shown(HrmsRun run) {
        return new Run(
                run.id(),
                run.kind(),
                run.state(),
                run.requestedBy(),
                run.requestedAt(),
                run.startedAt(),
                run.endedAt(),
                run.since(),
                run.watermark(),
                run.membersRead(),
                run.added(),
                run.changed(),
                run.rejected(),
                run.error());
    }
}
