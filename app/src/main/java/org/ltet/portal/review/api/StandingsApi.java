package org.ltet.portal.review.api;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.review.AddedApprovals;
import org.ltet.portal.review.SumUpWeek;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the levels stand, for those who look after them (REV-7). */
@RestController
@Allow({Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER, Role.HEAD})
class StandingsApi {

    private final SumUpWeek summary;
    private final AddedApprovals approvals;
    private final CurrentUser currentUser;

    StandingsApi(SumUpWeek summary, AddedApprovals approvals, CurrentUser currentUser) {
        this.approvals = approvals;
        this.summary = summary;
        this.currentUser = currentUser;
    }

    /** @param usualHandlingTime in working time, as "PT3H20M"; absent while there are few decisions */
    record Standing(
            String level,
            int waiting,
            int overdue,
            int escalated,
            int likelyLate,
            int decidedInLastWeek,
            @Nullable String usualHandlingTime) {}

    @InScope(ApiScope.REVIEW_READ)
    @Operation(summary = "How each level stands that the caller looks after, within the scope of the role")
    @GetMapping("/api/v1/review/standings")
    List<Standing> standings() {
        return summary.standings(currentUser.get()).stream()
                .map(standing -> new Standing(
                        standing.level().name(),
                        standing.waiting(),
                        standing.overdue(),
                        standing.escalated(),
                        standing.likelyLate(),
                        standing.decided(),
                        standing.usual() == null ? null : standing.usual().toString()))
                .toList();
    }

    /** @param applicationId the task, whose question the head may take back */
    record Waiting(
            UUID applicationId,
            String number,
            String level,
            String askedBy,
            String person,
            Instant askedAt,
            Instant dueAt) {}

    @Allow(Role.HEAD)
    @InScope(ApiScope.REVIEW_READ)
    @Operation(summary = "The applications that wait for an approval beside the levels, the most urgent first")
    @GetMapping("/api/v1/review/added-approvals")
    List<Waiting> addedApprovals() {
        return currentUser.get().scopeOf(Role.HEAD).map(approvals::waiting).orElse(List.of()).stream()
                .map(one -> new Waiting(
                        one.approval().applicationId(),
                        one.number(),
                        one.approval().level().name(),
                        one.approval().askedBy(),
                        one.approval().person(),
                        one.approval().askedAt(),
                        one.approval().dueAt()))
                .toList();
    }
}
