package org.ltet.portal.review.api;

import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.review.AskApprover;
import org.ltet.portal.shared.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One more person asked to approve one application before it goes on (REV-5). */
@RestController
@RequestMapping("/api/v1/review/tasks/{id}/approver")
@Allow({Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER, Role.HEAD})
class ApproversApi {

    private final AskApprover askApprover;
    private final CurrentUser currentUser;

    ApproversApi(AskApprover askApprover, CurrentUser currentUser) {
        this.askApprover = askApprover;
        this.currentUser = currentUser;
    }

    /** @param person employee number of somebody who reviews, wherever */
    record Question(@Nullable String person, @Nullable String reason) {}

    /**
     * @param comment needed to decline
     * @param payable what was seen to be payable, as 12500.00; an approval is refused (412) when it is another by now
     */
    record Answer(
            @Nullable Boolean approve,
            @Nullable String comment,
            @Nullable String payable) {}

    record Reason(@Nullable String reason) {}

    /** By whoever has the task in hands, or the head; the application then waits for that person. */
    @InScope(ApiScope.REVIEW_DECIDE)
    @Operation(summary = "Asks a person beside the levels to approve; the application waits for the answer")
    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void ask(@PathVariable UUID id, @RequestBody Question question) {
        askApprover.ask(
                id,
                Input.required("person", question.person()),
                Input.required("reason", question.reason()),
                currentUser.get());
    }

    /** By the person who is asked, or who stands in today. */
    @Allow({Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER})
    @InScope(ApiScope.REVIEW_DECIDE)
    @Operation(summary = "Answers as the person beside the levels who was asked, or who stands in")
    @PostMapping("/answer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void answer(@PathVariable UUID id, @RequestBody Answer answer) {
        Boolean approve = answer.approve();
        if (approve == null) {
            throw Refused.invalidField("approve", "review.missing", "approve");
        }
        askApprover.answer(id, approve, answer.comment(), answer.payable(), currentUser.get());
    }

    /** By whoever asked, or the head. */
    @InScope(ApiScope.REVIEW_DECIDE)
    @Operation(summary = "Takes back what was asked of a person beside the levels")
    @PostMapping("/take-back")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeBack(@PathVariable UUID id, @RequestBody(required = false) @Nullable Reason body) {
        askApprover.takeBack(id, body == null || body.reason() == null ? "" : body.reason(), currentUser.get());
    }
}
