package org.ltet.portal.review.api;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.ApproveMany;
import org.ltet.portal.review.BulkApproval;
import org.ltet.portal.shared.Money;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Approving many at the panels: prepare, look, run (REV-5). */
@RestController
@RequestMapping("/api/v1/review/bulk-approvals")
@Allow({Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER})
class BulkApprovalsApi {

    private final ApproveMany approveMany;
    private final CurrentUser currentUser;

    BulkApprovalsApi(ApproveMany approveMany, CurrentUser currentUser) {
        this.approveMany = approveMany;
        this.currentUser = currentUser;
    }

    record Choice(@Nullable String level, @Nullable List<UUID> tasks) {}

    /** @param outcome APPROVED or REFUSED, absent before it was decided */
    record Line(
            UUID id,
            String number,
            String payable,
            @Nullable String outcome,
            @Nullable String refusal) {}

    /** @param leftOut how many of the chosen ones cannot be approved here */
    record Bulk(
            UUID id,
            String level,
            boolean started,
            boolean finished,
            int leftOut,
            String total,
            String approvedTotal,
            String currency,
            List<Line> lines) {}

    @InScope(ApiScope.REVIEW_DECIDE)
    @Operation(summary = "Prepares the approval of up to 100 tasks; nothing is decided yet")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Bulk> prepare(@RequestBody Choice choice) {
        User user = currentUser.get();
        List<UUID> tasks = choice.tasks();
        UUID id = approveMany.prepare(tasks == null ? List.of() : tasks, TasksApi.level(choice.level(), user), user);
        return ResponseEntity.created(URI.create("/api/v1/review/bulk-approvals/" + id))
                .body(json(approveMany.get(id, user)));
    }

    @InScope(ApiScope.REVIEW_READ)
    @Operation(summary = "One bulk approval with the result of each task")
    @GetMapping("/{id}")
    Bulk bulk(@PathVariable UUID id) {
        return json(approveMany.get(id, currentUser.get()));
    }

    @InScope(ApiScope.REVIEW_DECIDE)
    @Operation(summary = "Decides a bulk approval that was prepared; asked again, answers the same result")
    @PostMapping("/{id}/run")
    Bulk run(@PathVariable UUID id) {
        return json(approveMany.run(id, currentUser.get()));
    }

    private static Bulk json(BulkApproval bulk) {
        return new Bulk(
                bulk.id(),
                bulk.level().name(),
                bulk.startedAt() != null,
                bulk.finished(),
                bulk.leftOut(),
                bulk.total().plain(),
                bulk.approvedTotal().plain(),
                Money.CURRENCY,
                bulk.lines().stream()
                        .map(line -> new Line(
                                line.applicationId(),
                                line.number(),
                                line.payable().plain(),
                                line.outcome() == null ? null : line.outcome().name(),
                                line.refusal()))
                        .toList());
    }
}
