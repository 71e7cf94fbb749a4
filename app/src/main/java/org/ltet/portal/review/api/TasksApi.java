package org.ltet.portal.review.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.Delegations;
import org.ltet.portal.review.Desk;
import org.ltet.portal.review.HandlingTimes;
import org.ltet.portal.review.QueueCounts;
import org.ltet.portal.review.QueueFilter;
import org.ltet.portal.review.QueuePage;
import org.ltet.portal.review.QueueTab;
import org.ltet.portal.review.ReviewFile;
import org.ltet.portal.review.ReviewFiles;
import org.ltet.portal.review.ReviewLevels;
import org.ltet.portal.review.ReviewQueue;
import org.ltet.portal.review.SavedFilter;
import org.ltet.portal.review.SavedFilters;
import org.ltet.portal.review.TakeAway;
import org.ltet.portal.review.TakeTask;
import org.ltet.portal.review.web.BundleAnswer;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Etags;
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

/** The reviewers' queue: looking, taking, giving back (REV-1, REV-6). */
@RestController
@RequestMapping("/api/v1/review/tasks")
@Allow({Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER})
class TasksApi {

    private final ReviewQueue queue;
    private final ReviewFiles files;
    private final TakeTask takeTask;
    private final TakeAway takeAway;
    private final Delegations delegations;
    private final SavedFilters savedFilters;
    private final HandlingTimes times;
    private final CurrentUser currentUser;
    private final Clock clock;
    private final BundleAnswer bundle;

    TasksApi(
            ReviewQueue queue,
            ReviewFiles files,
            TakeTask takeTask,
            TakeAway takeAway,
            Delegations delegations,
            SavedFilters savedFilters,
            HandlingTimes times,
            CurrentUser currentUser,
            Clock clock,
            BundleAnswer bundle) {
        this.queue = queue;
        this.files = files;
        this.takeTask = takeTask;
        this.takeAway = takeAway;
        this.delegations = delegations;
        this.savedFilters = savedFilters;
        this.times = times;
        this.currentUser = currentUser;
        this.clock = clock;
        this.bundle = bundle;
    }

    /** @param next send it as "after" for the following page; absent on the last one */
    record Queue(
            String level,
            String tab,
            QueueCounts counts,
            List<TaskJson> items,
            @Nullable String next) {}

    /**
     * A queue, the most urgent first; in the tab "done" the latest first.
     *
     * @param level SCRUTINY, SUB_PANEL or APEX_PANEL; the first at which the caller works when absent
     * @param tab todo, mine, sent-back, overdue, escalated or done
     * @param age submitted at least so many days ago
     * @param number the whole number, or the digits at its end
     * @param risk LOW, MEDIUM or HIGH
     * @param order RISK for the highest risk first
     * @param absent employee number of a colleague on leave for whom the caller stands in: what lies on that desk
     * @param saved a filter that the caller keeps: its tab and its conditions, in the place of those named here
     */
    @InScope(ApiScope.REVIEW_READ)
    @Operation(summary = "The tasks of a queue, the most urgent first")
    @GetMapping
    Queue tasks(
            @RequestParam(required = false) @Nullable String level,
            @RequestParam(defaultValue = "todo") String tab,
            @RequestParam(required = false) @Nullable String scheme,
            @RequestParam(required = false) @Nullable String ic,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer age,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(required = false) @Nullable String risk,
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(name = "for", required = false) @Nullable String absent,
            @RequestParam(required = false) @Nullable UUID saved,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit) {
        User user = currentUser.get();
        Desk desk = desk(level, absent, user);
        SavedFilter kept = saved == null ? null : savedFilters.get(saved, user);
        QueueTab part = kept == null
                ? QueueTab.ofCode(tab).orElseThrow(() -> Refused.invalidField("tab", "review.tab"))
                : kept.tab();
        QueueFilter filter = kept == null
                ? new QueueFilter(
                        scheme,
                        ic,
                        state == null ? null : state(state),
                        age,
                        from == null ? null : Input.money("from", from),
                        to == null ? null : Input.money("to", to),
                        number,
                        risk == null ? null : RiskApi.band(risk),
                        order == null ? null : RiskApi.order(order))
                : kept.filter();
        QueuePage page = queue.page(desk, part, filter, after, limit);
        Instant now = clock.instant();
        return new Queue(
                desk.level().name(),
                part.code(),
                queue.counts(desk, filter),
                page.tasks().stream()
                        .map(task -> TaskJson.of(task, now, times.likelyLate(task)))
                        .toList(),
                page.next());
    }

    @InScope(ApiScope.REVIEW_DECIDE)
    @Operation(summary = "Takes the most urgent task that waits; 204 when nothing waits")
    @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "204", description = "No Content")
    @PostMapping("/next")
    ResponseEntity<FileJson> next(
            @RequestParam(required = false) @Nullable String level,
            @RequestParam(required = false) @Nullable String scheme,
            @RequestParam(name = "for", required = false) @Nullable String absent) {
        User user = currentUser.get();
        QueueFilter filter = new QueueFilter(scheme, null, null, null, null, null, null);
        return takeTask.next(desk(level, absent, user), filter)
                .map(task -> file(task.applicationId(), user))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    @InScope(ApiScope.REVIEW_READ)
    @Operation(summary = "All documents of an application as one ZIP file")
    @GetMapping(value = "/{id}/documents.zip", produces = "application/zip")
    void documents(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        bundle.send(id, response);
    }

    @InScope(ApiScope.REVIEW_READ)
    @Operation(summary = "One application with all that is needed to decide; the ETag goes into every decision")
    @GetMapping("/{id}")
    ResponseEntity<FileJson> task(@PathVariable UUID id) {
        return file(id, currentUser.get());
    }

    /**
     * Takes this task, if nobody has it.
     *
     * @param absent employee number of the colleague on leave in whose place it is taken
     */
    @InScope(ApiScope.REVIEW_DECIDE)
    @Operation(summary = "Takes a task, if nobody has it")
    @PostMapping("/{id}/take")
    ResponseEntity<FileJson> take(
            @PathVariable UUID id, @RequestParam(name = "for", required = false) @Nullable String absent) {
        User user = currentUser.get();
        takeTask.take(id, absent, user);
        return file(id, user);
    }

    @InScope(ApiScope.REVIEW_DECIDE)
    @Operation(summary = "Gives a task back to the queue")
    @PostMapping("/{id}/release")
    ResponseEntity<FileJson> release(@PathVariable UUID id) {
        User user = currentUser.get();
        takeTask.release(id, user);
        return file(id, user);
    }

    record Reason(@Nullable String reason) {}

    /** A senior puts an escalated task back for the colleagues of whoever has it. */
    @InScope(ApiScope.REVIEW_DECIDE)
    @Operation(summary = "Puts an escalated task back for the colleagues of whoever has it")
    @PostMapping("/{id}/take-away")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> takeAway(@PathVariable UUID id, @RequestBody(required = false) @Nullable Reason body) {
        takeAway.putBack(id, body == null || body.reason() == null ? "" : body.reason(), currentUser.get());
        return ResponseEntity.noContent().build();
    }

    private ResponseEntity<FileJson> file(UUID id, User user) {
        ReviewFile file = files.open(id, user);
        return ResponseEntity.ok()
                .eTag(Etags.of(file.application().version()))
                .body(FileJson.of(file, clock.instant(), times.likelyLate(file.task())));
    }

    private Desk desk(@Nullable String level, @Nullable String absent, User user) {
        return absent == null
                ? Desk.own(user, level(level, user))
                : delegations.desk(user, level == null ? null : Input.level("level", level), absent);
    }

    static ReviewLevel level(@Nullable String name, User user) {
        List<ReviewLevel> own = ReviewLevels.of(user);
        if (name == null) {
            return own.getFirst();
        }
        ReviewLevel level = Input.level("level", name);
        if (!own.contains(level)) {
            throw Refused.forbidden("review.notYourLevel");
        }
        return level;
    }

    static ApplicationState state(String name) {
        return Arrays.stream(ApplicationState.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refused.invalidField("state", "review.state"));
    }
}
