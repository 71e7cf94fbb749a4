package org.ltet.portal.review.api;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.review.QueueFilter;
import org.ltet.portal.review.QueueTab;
import org.ltet.portal.review.SavedFilter;
import org.ltet.portal.review.SavedFilters;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The filters of the queue that the caller keeps, at most nine (REV-1). */
@RestController
@RequestMapping("/api/v1/review/filters")
@Allow({Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER})
class SavedFiltersApi {

    private static final int LONGEST = 60;

    private final SavedFilters savedFilters;
    private final CurrentUser currentUser;

    SavedFiltersApi(SavedFilters savedFilters, CurrentUser currentUser) {
        this.savedFilters = savedFilters;
        this.currentUser = currentUser;
    }

    /**
     * @param preferred the queue opens with it on the screen; one of the caller's at most
     * @param tab as in the queue
     * @param age 3, 7, 15 or 30 days
     * @param risk LOW, MEDIUM or HIGH
     * @param order RISK for the highest risk first
     */
    record FilterInput(
            @Nullable String name,
            @Nullable Boolean preferred,
            @Nullable String tab,
            @Nullable String scheme,
            @Nullable String ic,
            @Nullable String state,
            @Nullable Integer age,
            @Nullable String from,
            @Nullable String to,
            @Nullable String number,
            @Nullable String risk,
            @Nullable String order) {}

    /** @param place the digit that picks it on the screen */
    record FilterJson(
            UUID id,
            int place,
            String name,
            boolean preferred,
            String tab,
            @Nullable String scheme,
            @Nullable String ic,
            @Nullable String state,
            @Nullable Integer age,
            @Nullable String from,
            @Nullable String to,
            @Nullable String number,
            @Nullable String risk,
            @Nullable String order) {}

    @InScope(ApiScope.REVIEW_READ)
    @Operation(summary = "The filters of the queue that the caller keeps")
    @GetMapping
    List<FilterJson> all() {
        return savedFilters.of(currentUser.get()).stream()
                .map(SavedFiltersApi::json)
                .toList();
    }

    @InScope(ApiScope.REVIEW_READ)
    @Operation(summary = "One filter that the caller keeps")
    @GetMapping("/{id}")
    FilterJson one(@PathVariable UUID id) {
        return json(savedFilters.get(id, currentUser.get()));
    }

    @InScope(ApiScope.REVIEW_DECIDE)
    @Operation(summary = "Keeps a filter of the queue under a name")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<FilterJson> save(@RequestBody FilterInput input) {
        SavedFilter saved = savedFilters.save(wish(input), currentUser.get());
        return ResponseEntity.created(URI.create("/api/v1/review/filters/" + saved.id()))
                .body(json(saved));
    }

    @InScope(ApiScope.REVIEW_DECIDE)
    @Operation(summary = "Changes a filter that the caller keeps")
    @PutMapping("/{id}")
    FilterJson change(@PathVariable UUID id, @RequestBody FilterInput input) {
        return json(savedFilters.change(id, wish(input), currentUser.get()));
    }

    @InScope(ApiScope.REVIEW_DECIDE)
    @Operation(summary = "Removes a filter that the caller keeps")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        savedFilters.delete(id, currentUser.get());
    }

    private static SavedFilter.Wish wish(FilterInput input) {
        QueueTab tab = input.tab() == null
                ? QueueTab.TO_DO
                : QueueTab.ofCode(input.tab()).orElseThrow(() -> Refused.invalidField("tab", "review.tab"));
        ApplicationState state = input.state() == null ? null : TasksApi.state(input.state());
        return new SavedFilter.Wish(
                Input.required("name", input.name()),
                Boolean.TRUE.equals(input.preferred()),
                tab,
                new QueueFilter(
                        text("scheme", input.scheme()),
                        text("ic", input.ic()),
                        state,
                        input.age(),
                        input.from() == null ? null : Input.money("from", input.from()),
                        input.to() == null ? null : Input.money("to", input.to()),
                        text("number", input.number()),
                        input.risk() == null ? null : RiskApi.band(input.risk()),
                        input.order() == null ? null : RiskApi.order(input.order())));
    }

    private static @Nullable String text(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.strip().length() > LONGEST) {
            throw Refused.invalidField(field, "review.filterLong", LONGEST);
        }
        return text.strip();
    }

    private static FilterJson json(SavedFilter saved) {
        QueueFilter filter = saved.filter();
        return new FilterJson(
                saved.id(),
                saved.place(),
                saved.name(),
                saved.preferred(),
                saved.tab().code(),
                filter.scheme(),
                filter.ic(),
                filter.state() == null ? null : filter.state().name(),
                filter.atLeastDays(),
                plain(filter.from()),
                plain(filter.to()),
                filter.number(),
                filter.risk() == null ? null : filter.risk().name(),
                filter.order() == null ? null : filter.order().name());
    }

    private static @Nullable String plain(@Nullable Money amount) {
        return amount == null ? null : amount.plain();
    }
}
