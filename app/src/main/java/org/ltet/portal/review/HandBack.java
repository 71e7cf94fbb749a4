package org.ltet.portal.review;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.shared.Audited;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * When a delegation is over, what the delegate has in hands goes back to whoever was away; to the queue, when that person
 * has left the post.
 */
@Component
class HandBack {

    static final String JOB = "review-delegations";

    private static final int CHUNK = 500;

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Delegations delegations;
    private final ApplicationEventPublisher events;

    HandBack(JdbcClient jdbc, Accounts accounts, Delegations delegations, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.delegations = delegations;
        this.events = events;
    }

    @Transactional
    public void run() {
        whatIsOver(null);
    }

    /** @param delegate only what this person has; null for everybody */
    @Transactional
    public void whatIsOver(@Nullable String delegate) {
        Map<Place, Boolean> running = new HashMap<>();
        UUID last = new UUID(0, 0);
        List<ReviewTask> chunk;
        do {
            chunk = jdbc.sql(TaskRows.SELECT + """
                    where t.held_for is not null
                      and (:delegate::text is null or t.assigned_to = :delegate) and t.application_id > :last
                    order by t.application_id limit :limit for update
                    """)
                    .param("delegate", delegate)
                    .param("last", last)
                    .param("limit", CHUNK)
                    .query(TaskRows::task)
                    .list();
            for (ReviewTask task : chunk) {
                last = task.applicationId();
                if (!running.computeIfAbsent(Place.of(task), this::runs)) {
                    handBack(task);
                }
            }
        } while (chunk.size() == CHUNK);
    }

    /** Who has something, in whose place. */
    private record Place(String delegate, String absent, ReviewLevel level) {

        static Place of(ReviewTask task) {
            return new Place(
                    Objects.requireNonNull(task.assignedTo()), Objects.requireNonNull(task.heldFor()), task.level());
        }
    }

    /** The delegation runs, and both still have what it needs. */
    private boolean runs(Place place) {
        return accounts.user(place.delegate())
                .filter(user -> delegations.desks(user).stream()
                        .anyMatch(desk ->
                                desk.level() == place.level() && place.absent().equals(desk.heldFor())))
                .isPresent();
    }

    private void handBack(ReviewTask task) {
        String absent = Objects.requireNonNull(task.heldFor());
        boolean back = accounts.user(absent)
                .filter(user -> Desk.own(user, task.level()).covers(task))
                .isPresent();
        jdbc.sql("""
                update review.task set assigned_to = :person, held_for = null, version = version + 1,
                    taken_at = case when :person::text is null then null else taken_at end
                where application_id = :id
                """)
                .param("person", back ? absent : null)
                .param("id", task.applicationId())
                .update();
        events.publishEvent(Audited.of("task.handedBack", "task", task.applicationId())
                .inApplication(task.applicationId(), task.schemeCode())
                .changed("assignedTo", task.assignedTo(), back ? absent : null));
    }
}
