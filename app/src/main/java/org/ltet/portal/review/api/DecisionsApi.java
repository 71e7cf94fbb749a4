package org.ltet.portal.review.api;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.Deduction;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.applications.Sanction;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.DecideTask;
import org.ltet.portal.review.HandlingTimes;
import org.ltet.portal.review.ReviewFile;
import org.ltet.portal.review.ReviewFiles;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Etags;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Decisions on a task in the caller's hands (REV-3, REV-4). Each needs If-Match with the ETag of the task as it was
 * read: 428 without it, 412 when it was changed since, 409 when the task is not in the caller's hands any more.
 */
@RestController
@RequestMapping("/api/v1/review/tasks/{id}")
@Allow({Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER})
class DecisionsApi {

    private final DecideTask decide;
    private final ReviewFiles files;
    private final HandlingTimes times;
    private final CurrentUser currentUser;
    private final Clock clock;

    DecisionsApi(DecideTask decide, ReviewFiles files, HandlingTimes times, CurrentUser currentUser, Clock clock) {
        this.decide = decide;
        this.files = files;
        this.times = times;
        this.currentUser = currentUser;
        this.clock = clock;
    }

    /** @param amount taken off the line in all, as "1400.00"; "0.00" takes a deduction back */
    record DeductionInput(
            @Nullable UUID lineId,
            @Nullable String amount,
            @Nullable String reasonCode,
            @Nullable String comment) {}

    /** @param level a later level; the next one that the amount needs when absent */
    record ForwardInput(@Nullable String level, @Nullable String comment) {}

    /** @param lineRemarks by line id, for the member like the comment */
    record SendBackInput(
            @Nullable String reasonCode,
            @Nullable String comment,
            @Nullable Map<UUID, String> lineRemarks) {}

    record ReturnInput(
            @Nullable String level,
            @Nullable String reasonCode,
            @Nullable String comment) {}

    record RejectInput(
            @Nullable String reasonCode, @Nullable String comment) {}

    /**
     * @param expectedPayable the payable amount as it was read; when it changed since, 409 tells the new one
     * @param cap grants at most this, with capReason
     * @param comment for the member
     */
    record ApproveInput(
            @Nullable String expectedPayable,
            @Nullable String cap,
            @Nullable String capReason,
            @Nullable String comment) {}

    @InScope(ApiScope.REVIEW_DECIDE)
    @Operation(summary = "Takes an amount off a bill of the application")
    @PostMapping("/deductions")
    ResponseEntity<FileJson> deduct(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody DeductionInput input) {
        User user = currentUser.get();
        long seen = Etags.required(ifMatch);
        UUID line = input.lineId();
        if (line == null) {
            throw Refused.invalidField("lineId", "review.missing", "lineId");
        }
        decide.deduct(
                id,
                line,
                new Deduction(
                        Input.money("amount", input.amount()),
                        Input.required("reasonCode", input.reasonCode()),
                        input.comment()),
                seen,
                user);
        return file(id, user);
    }

    @InScope(ApiScope.REVIEW_DECIDE)
    @Operation(summary = "Passes the application on to a later level")
    @PostMapping("/forward")
    ResponseEntity<FileJson> forward(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ForwardInput input) {
        User user = currentUser.get();
        ReviewLevel to = input.level() == null ? null : Input.level("level", input.level());
        decide.forward(id, to, input.comment(), Etags.required(ifMatch), user);
        return file(id, user);
    }

    @InScope(ApiScope.REVIEW_DECIDE)
    @Operation(summary = "Sends the application back to the member, with what is asked")
    @PostMapping("/send-back")
    ResponseEntity<FileJson> sendBack(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody SendBackInput input) {
        User user = currentUser.get();
        Map<UUID, String> remarks = input.lineRemarks();
        decide.sendBack(
                id,
                Input.required("reasonCode", input.reasonCode()),
                Input.required("comment", input.comment()),
                remarks == null ? Map.of() : remarks,
                Etags.required(ifMatch),
                user);
        return file(id, user);
    }

    @InScope(ApiScope.REVIEW_DECIDE)
    @Operation(summary = "Returns the application to an earlier level")
    @PostMapping("/return")
    ResponseEntity<FileJson> returnToLevel(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ReturnInput input) {
        User user = currentUser.get();
        decide.returnToLevel(
                id,
                Input.level("level", input.level()),
                Input.required("reasonCode", input.reasonCode()),
                Input.required("comment", input.comment()),
                Etags.required(ifMatch),
                user);
        return file(id, user);
    }

    @InScope(ApiScope.REVIEW_DECIDE)
    @Operation(summary = "Rejects the application, with the reason")
    @PostMapping("/reject")
    ResponseEntity<FileJson> reject(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody RejectInput input) {
        User user = currentUser.get();
        decide.reject(
                id,
                Input.required("reasonCode", input.reasonCode()),
                Input.required("comment", input.comment()),
                Etags.required(ifMatch),
                user);
        return file(id, user);
    }

    @InScope(ApiScope.REVIEW_DECIDE)
    @Operation(summary = "Approves the application")
    @PostMapping("/approve")
    ResponseEntity<FileJson> approve(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ApproveInput input) {
        User user = currentUser.get();
        Sanction sanction = new Sanction(
                Etags.required(ifMatch),
                Input.money("expectedPayable", input.expectedPayable()),
                input.cap() == null ? null : Input.money("cap", input.cap()),
                input.capReason(),
                input.comment());
        decide.approve(id, sanction, user);
        return file(id, user);
    }

    private ResponseEntity<FileJson> file(UUID id, User user) {
        ReviewFile file = files.open(id, user);
        return ResponseEntity.ok()
                .eTag(Etags.of(file.application().version()))
                .body(FileJson.of(file, clock.instant(), times.likelyLate(file.task())));
    }
}
