package org.ltet.portal.identity.api;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.AccessReview;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.ReviewAccess;
import org.ltet.portal.identity.ReviewItem;
import org.ltet.portal.identity.ReviewPrograms;
import org.ltet.portal.identity.ReviewedProgram;
import org.ltet.portal.identity.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Quarterly reviews of access: what stood out, what was decided, who signed. */
@RestController
@RequestMapping("/api/v1/access-reviews")
@Allow({Role.SYSTEM_ADMIN, Role.HEAD})
@InScope(ApiScope.ACCOUNTS_MANAGE)
class AccessReviewsApi {

    private static final int PAGE_SIZE = 50;

    private final ReviewAccess reviews;
    private final ReviewPrograms programs;
    private final CurrentUser currentUser;

    AccessReviewsApi(ReviewAccess reviews, ReviewPrograms programs, CurrentUser currentUser) {
        this.reviews = reviews;
        this.programs = programs;
        this.currentUser = currentUser;
    }

    record ReasonInput(@Nullable String reason) {

        String text() {
            return Objects.requireNonNullElse(reason, "").strip();
        }
    }

    /** @param next the id to send as "after" for more, null at the end */
    record Items(List<ReviewItem> items, @Nullable UUID next) {}

    /** @param next the id to send as "after" for more, null at the end */
    record FoundPrograms(
            List<ReviewedProgram> programs, @Nullable UUID next) {}

    @InScope(ApiScope.ACCOUNTS_READ)
    @Operation(summary = "The latest reviews of who may do what")
    @GetMapping
    List<AccessReview> latest() {
        return reviews.latest();
    }

    @InScope(ApiScope.ACCOUNTS_READ)
    @Operation(summary = "One review of access")
    @GetMapping("/{id}")
    AccessReview one(@PathVariable UUID id) {
        return reviews.get(id);
    }

    @InScope(ApiScope.ACCOUNTS_READ)
    @Operation(summary = "The roles of people that a review asks about")
    @GetMapping("/{id}/items")
    Items items(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Boolean open,
            @RequestParam(required = false) @Nullable UUID after) {
        reviews.get(id);
        List<ReviewItem> items = reviews.items(id, open, after, PAGE_SIZE + 1);
        return items.size() > PAGE_SIZE
                ? new Items(
                        items.subList(0, PAGE_SIZE), items.get(PAGE_SIZE - 1).id())
                : new Items(items, null);
    }

    @Operation(summary = "Lets a person keep a role, with the reason")
    @PostMapping("/{id}/items/{item}/keep")
    AccessReview keep(@PathVariable UUID id, @PathVariable UUID item, @RequestBody ReasonInput input) {
        reviews.keep(id, item, input.text(), currentUser.get());
        return reviews.get(id);
    }

    @FreshFactor
    @Operation(summary = "Takes a role from a person, with the reason")
    @PostMapping("/{id}/items/{item}/revoke")
    AccessReview revoke(@PathVariable UUID id, @PathVariable UUID item, @RequestBody ReasonInput input) {
        reviews.revoke(id, item, input.text(), currentUser.get());
        return reviews.get(id);
    }

    @InScope(ApiScope.ACCOUNTS_READ)
    @Operation(summary = "The programs that a review asks about: who answers for each, when it was last used")
    @GetMapping("/{id}/programs")
    FoundPrograms programs(@PathVariable UUID id, @RequestParam(required = false) @Nullable UUID after) {
        reviews.get(id);
        List<ReviewedProgram> found = programs.programs(id, null, after, PAGE_SIZE + 1);
        return found.size() > PAGE_SIZE
                ? new FoundPrograms(
                        found.subList(0, PAGE_SIZE), found.get(PAGE_SIZE - 1).id())
                : new FoundPrograms(found, null);
    }

    @Operation(summary = "Lets a program keep its access, with the reason")
    @PostMapping("/{id}/programs/{program}/keep")
    AccessReview keepProgram(@PathVariable UUID id, @PathVariable UUID program, @RequestBody ReasonInput input) {
        programs.keep(id, program, input.text(), currentUser.get());
        return reviews.get(id);
    }

    @FreshFactor
    @Operation(summary = "Ends a program's access at once and for good")
    @PostMapping("/{id}/programs/{program}/revoke")
    AccessReview revokeProgram(@PathVariable UUID id, @PathVariable UUID program, @RequestBody ReasonInput input) {
        programs.revoke(id, program, input.text(), currentUser.get());
        return reviews.get(id);
    }

    @FreshFactor
    @Operation(summary = "Signs a review off once everything in it is decided")
    @PostMapping("/{id}/sign")
    AccessReview sign(@PathVariable UUID id) {
        reviews.sign(id, currentUser.get());
        return reviews.get(id);
    }
}
