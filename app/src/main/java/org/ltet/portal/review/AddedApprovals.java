package org.ltet.portal.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.applications.spi.AddedApprovers;
import org.ltet.portal.identity.User;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The table of approvals asked beside the levels. */
@Component
public class AddedApprovals implements AddedApprovers {

    static final String JOB = "review-added-approvers";

    /** By whom what nobody answered any more was taken back. */
    static final String PORTAL = "portal";

    private static final int MOST = 100;

    /** How long whoever was asked may look at the application afterwards. */
    private static final Duration LOOK = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AddedApprovals(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Set<UUID> askedOf(User user) {
        return new HashSet<>(jdbc.sql("""
                select application_id from review.added_approval
                where person = :me and (answer is null or answered_at > :since)
                """)
                .param("me", user.employeeNumber())
                .param("since", TaskRows.timestamp(clock.instant().minus(LOOK)))
                .query(UUID.class)
                .list());
    }

    /** Of one application, the latest last. */
    List<AddedApproval> of(UUID applicationId) {
        return jdbc.sql("""
                select * from review.added_approval where application_id = :id order by asked_at, id limit :most
                """)
                .param("id", applicationId)
                .param("most", MOST)
                .query(AddedApprovals::approval)
                .list();
    }

    Optional<AddedApproval> open(UUID applicationId) {
        return jdbc.sql("select * from review.added_approval where application_id = :id and answer is null")
                .param("id", applicationId)
                .query(AddedApprovals::approval)
                .optional();
    }

    /** False when the application moved meanwhile, or waits for somebody already. */
    boolean insert(AddedApproval asked) {
        boolean waits = jdbc.sql("""
                update review.task set waits_for = :person, declined_by = null, version = version + 1
                where application_id = :id and state = 'UNDER_REVIEW' and level = :level and waits_for is null
                """)
                        .param("person", asked.person())
                        .param("id", asked.applicationId())
                        .param("level", asked.level().name())
                        .update()
                == 1;
        if (!waits) {
            return false;
        }
        jdbc.sql("""
                insert into review.added_approval (id, application_id, level, asked_by, asked_by_name, person, person_name,
                    reason, asked_at, due_at)
                values (:id, :application, :level, :askedBy, :askedByName, :person, :personName, :reason, :at, :due)
                """)
                .param("id", asked.id())
                .param("application", asked.applicationId())
                .param("level", asked.level().name())
                .param("askedBy", asked.askedBy())
                .param("askedByName", asked.askedByName())
                .param("person", asked.person())
                .param("personName", asked.personName())
                .param("reason", asked.reason())
                .param("at", TaskRows.timestamp(asked.askedAt()))
                .param("due", TaskRows.timestamp(asked.dueAt()))
                .update();
        return true;
    }

    /** False when it was answered meanwhile. */
    boolean answer(AddedApproval open, AddedApproval.Answer answer, @Nullable String comment, String by) {
        boolean answered = jdbc.sql("""
                update review.added_approval set answer = :answer, comment = :comment, answered_at = :at, answered_by = :by
                where id = :id and answer is null
                """)
                        .param("answer", answer.name())
                        .param("comment", comment)
                        .param("at", TaskRows.timestamp(clock.instant()))
                        .param("by", by)
                        .param("id", open.id())
                        .update()
                == 1;
        if (answered) {
            String person = open.person();
            boolean acted = answer != AddedApproval.Answer.TAKEN_BACK;
            jdbc.sql("""
                    update review.task set waits_for = null, declined_by = :declined, version = version + 1,
                        acted = case when :acted and not ('ADDED_APPROVER:' || :person) = any(acted)
                            then acted || ('ADDED_APPROVER:' || :person) else acted end
                    where application_id = :id
                    """)
                    .param("declined", answer == AddedApproval.Answer.DECLINED ? person : null)
                    .param("acted", acted)
                    .param("person", person)
                    .param("id", open.applicationId())
                    .update();
        }
        return answered;
    }

    /** The member withdrew the application, or let it lapse. */
    void ended(UUID applicationId) {
        open(applicationId)
                .ifPresent(open -> answer(open, AddedApproval.Answer.TAKEN_BACK, "The application ended.", PORTAL));
    }

    /** Tells once whoever is late with an answer, on however many nodes. */
    @Transactional
    public void remind() {
        Instant now = clock.instant();
        jdbc.sql("""
                with late as (
                    update review.added_approval set late_told_at = :now
                    where id in (select id from review.added_approval
                                 where answer is null and late_told_at is null and due_at < :now
                                 order by due_at limit :most for update skip locked)
                    returning *)
                select late.*, t.number from late join review.task t using (application_id)
                """)
                .param("now", TaskRows.timestamp(now))
                .param("most", MOST)
                .query((row, index) -> new AddedApprovalChanged(
                        approval(row, index), row.getString("number"), AddedApprovalChanged.What.LATE, now))
                .list()
                .forEach(events::publishEvent);
    }

    private static AddedApproval approval(ResultSet row, int index) throws SQLException {
        String answer = row.getString("answer");
        return new AddedApproval(
                row.getObject("id", UUID.class),
                row.getObject("application_id", UUID.class),
                ReviewLevel.valueOf(row.getString("level")),
                row.getString("asked_by"),
                row.getString("asked_by_name"),
                row.getString("person"),
                row.getString("person_name"),
                row.getString("reason"),
                TaskRows.required(row, "asked_at"),
                TaskRows.required(row, "due_at"),
                answer == null ? null : AddedApproval.Answer.valueOf(answer),
                row.getString("comment"),
                TaskRows.instant(row, "answered_at"),
                row.getString("answered_by"));
    }
}
