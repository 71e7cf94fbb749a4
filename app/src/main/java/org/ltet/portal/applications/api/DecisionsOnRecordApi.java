package org.ltet.portal.applications.api;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApprovedAs;
import org.ltet.portal.applications.ApprovedDecisions;
import org.ltet.portal.applications.DecisionView;
import org.ltet.portal.applications.Finance;
import org.ltet.portal.applications.StoppedPayments;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.shared.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Decisions as they were put on record, each checked as it is read; and the payments that the portal stopped. */
@RestController
@RequestMapping("/api/v1/decisions")
class DecisionsOnRecordApi {

    private final ApprovedDecisions decisions;
    private final StoppedPayments stopped;
    private final Finance finance;
    private final CurrentUser currentUser;

    DecisionsOnRecordApi(
            ApprovedDecisions decisions, StoppedPayments stopped, Finance finance, CurrentUser currentUser) {
        this.decisions = decisions;
        this.stopped = stopped;
        this.finance = finance;
        this.currentUser = currentUser;
    }

    /**
     * @param approvedAs how the application stands against its last sanction; none while nothing is sanctioned
     * @param decisions the latest first
     */
    record OnRecord(@Nullable ApprovedAs approvedAs, List<DecisionView> decisions) {}

    record GiveBack(@Nullable String reasonCode, @Nullable String comment) {}

    /** Sanctioned applications that are not any more what was sanctioned; nothing of them is paid. */
    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER, Role.HEAD})
    @InScope(ApiScope.PAYMENTS_READ)
    @Operation(summary = "Sanctioned applications whose payment is stopped: they are not what was sanctioned")
    @GetMapping("/stopped")
    List<StoppedPayments.Stopped> stopped() {
        return stopped.open(currentUser.get());
    }

    @Allow({
        Role.SCRUTINY_OFFICER,
        Role.SUB_PANEL_MEMBER,
        Role.APEX_PANEL_MEMBER,
        Role.ACCOUNTS_OFFICER,
        Role.ACCOUNTS_APPROVER,
        Role.HEAD
    })
    @InScope(ApiScope.APPLICATIONS_READ)
    @Operation(summary = "The decisions of one application, each checked as it is read")
    @GetMapping("/{id}")
    OnRecord one(@PathVariable UUID id) {
        return new OnRecord(
                decisions.standing(id, currentUser.get()).orElse(null), decisions.of(id, currentUser.get()));
    }

    @Allow({Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER})
    @InScope(ApiScope.PAYMENTS_WRITE)
    @Operation(summary = "Gives an application whose payment is stopped back to scrutiny, to be decided anew")
    @PostMapping("/{id}/return")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void giveBack(@PathVariable UUID id, @RequestBody(required = false) @Nullable GiveBack body) {
        if (body == null || body.comment() == null) {
            throw Refused.invalidField("comment", "applications.commentRequired");
        }
        finance.returnStopped(
                id, body.reasonCode() == null ? "" : body.reasonCode(), body.comment(), currentUser.get());
    }
}
