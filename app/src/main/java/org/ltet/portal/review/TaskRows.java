package org.ltet.portal.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationResubmitted;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationSubmitted;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.review.risk.RiskBand;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The tables of tasks and of who acted on them. */
@Component
class TaskRows {

    /** Of {@link #task}. */
    static final String COLUMNS = """
            t.seconds_left, t.application_id, t.number, t.scheme_code, t.scheme_version_id, t.ic, t.region,
                t.member_id, t.employee_number, t.member_name, t.beneficiary_name, t.claimed, t.payable,
                t.state, t.level, t.assigned_to, t.held_for, t.taken_at, t.submitted_at, t.level_entered_at,
                t.due_at, t.paused_at, t.escalated_at, t.waits_for, t.declined_by, t.acted, t.version, t.risk,
                t.risk_band
            """;

    static final String SELECT = "select " + COLUMNS + "from review.task t ";

    /** In nobody's place any more, once it is in other hands. */
    private static final String STILL_HELD_FOR = "held_for = case when assigned_to = :person then held_for end";

    private static final String CLOSED = """
            state = :state, assigned_to = null, held_for = null, taken_at = null, declined_by = null, paused_at = null,
            seconds_left = null
            """;

    private final JdbcClient jdbc;

    TaskRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<ReviewTask> find(UUID id) {
        return jdbc.sql(SELECT + "where t.application_id = :id")
                .param("id", id)
                .query(TaskRows::task)
                .optional();
    }

    ReviewTask get(UUID id) {
        return find(id).orElseThrow(() -> Refused.notFound("task"));
    }

    void insert(ApplicationSubmitted event, Instant due) {
        jdbc.sql("""
                insert into review.task (application_id, number, scheme_code, scheme_version_id, ic, region, member_id,
                    employee_number, member_name, beneficiary_name, claimed, payable, state, level, submitted_at,
                    level_entered_at, due_at)
                values (:id, :number, :scheme, :schemeVersion, :ic, :region, :member, :employee, :memberName,
                    :beneficiaryName, :claimed, :payable, 'SUBMITTED', 'SCRUTINY', :at, :at, :due)
                """)
                .param("id", event.applicationId())
                .param("number", event.number())
                .param("scheme", event.schemeCode())
                .param("schemeVersion", event.versionId())
                .param("ic", event.ic())
                .param("region", event.region())
                .param("member", event.memberId())
                .param("employee", event.employeeNumber())
                .param("memberName", event.memberName())
                .param("beneficiaryName", event.beneficiaryName())
                .param("claimed", event.claimed().amount())
                .param("payable", event.payable().amount())
                .param("at", timestamp(event.submittedAt()))
                .param("due", timestamp(due))
                .update();
    }

    /** Gives it to a person, if nobody else has it but the colleague on leave in whose place it is taken. */
    boolean claim(UUID id, String person, @Nullable String absent, Instant at) {
        return jdbc.sql("""
                update review.task
                set assigned_to = :person, held_for = :absent, taken_at = :at, version = version + 1
                where application_id = :id and (queue = 'WAITING'
                    or queue = 'HELD' and assigned_to = :absent and held_for is null)
                """)
                        .param("person", person)
                        .param("absent", absent)
                        .param("at", timestamp(at))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Puts it back into the queue, if this person has it. */
    boolean release(UUID id, String person) {
        return jdbc.sql("""
                update review.task set assigned_to = null, held_for = null, taken_at = null, version = version + 1
                where application_id = :id and queue = 'HELD' and assigned_to = :person
                """).param("id", id).param("person", person).update() == 1;
    }

    void assign(UUID id, ApplicationState state, String person, Instant at) {
        change(
                id,
                "state = :state, assigned_to = :person, taken_at = coalesce(taken_at, :at), " + STILL_HELD_FOR,
                update -> update.param("state", state.name())
                        .param("person", person)
                        .param("at", timestamp(at)));
    }

    void payable(UUID id, Money payable) {
        change(id, "payable = :payable", update -> update.param("payable", payable.amount()));
    }

    /** @param absent in whose place the assignee has it */
    void enter(
            UUID id, ReviewLevel level, @Nullable String assignee, @Nullable String absent, Instant at, Instant due) {
        change(
                id,
                """
                state = 'UNDER_REVIEW', level = :level, assigned_to = :person, held_for = :absent,
                taken_at = case when :person::text is null then null else :at end, level_entered_at = :at,
                due_at = :due, paused_at = null, seconds_left = null, reminded_at = null, warned_at = null,
                escalated_at = null
                """,
                update -> update.param("level", level.name())
                        .param("person", assignee)
                        .param("absent", absent)
                        .param("at", timestamp(at))
                        .param("due", timestamp(due)));
    }

    void pause(UUID id, String person, Instant at, Duration left) {
        change(
                id,
                """
                state = 'SENT_BACK', assigned_to = :person, taken_at = coalesce(taken_at, :at), paused_at = :at,
                seconds_left = :left,
                """ + STILL_HELD_FOR,
                update -> update.param("person", person)
                        .param("at", timestamp(at))
                        .param("left", left.toSeconds()));
    }

    void resume(ApplicationResubmitted event, @Nullable String assignee, @Nullable String absent, Instant due) {
        change(
                event.applicationId(),
                """
                state = 'UNDER_REVIEW', claimed = :claimed, payable = :payable, assigned_to = :person,
                held_for = :absent,
                taken_at = case when :person::text is null then null else taken_at end, due_at = :due,
                paused_at = null, seconds_left = null
                """,
                update -> update.param("claimed", event.claimed().amount())
                        .param("payable", event.payable().amount())
                        .param("person", assignee)
                        .param("absent", absent)
                        .param("due", timestamp(due)));
    }

    void close(UUID id, ApplicationState state) {
        change(id, CLOSED, update -> update.param("state", state.name()));
    }

    /** Approved, with what was granted. */
    void granted(UUID id, Money amount) {
        change(
                id,
                "granted = :granted, " + CLOSED,
                update ->
                        update.param("state", ApplicationState.APPROVED.name()).param("granted", amount.amount()));
    }

    /**
     * Remembers that the person works, or worked, on it at this level; not finished any more if it was. A colleague in
     * whose place the person has it has acted likewise.
     */
    void acted(UUID id, String person, ReviewLevel level, Instant at) {
        jdbc.sql("""
                update review.task set acted = acted || array(
                    select entry from unnest(array[:level || ':' || :person,
                        case when assigned_to = :person then :level || ':' || held_for end]) as entry
                    where entry is not null and entry <> all(acted))
                where application_id = :id and (held_for is not null or not (:level || ':' || :person) = any(acted))
                """)
                .param("id", id)
                .param("level", level.name())
                .param("person", person)
                .update();
        jdbc.sql("""
                insert into review.task_actor (application_id, actor, level, since, acting_for)
                select :id, :person, :level, :at, case when t.assigned_to = :person then t.held_for end
                from review.task t where t.application_id = :id
                on conflict (application_id, actor) do update
                set finished_at = null, acting_for = coalesce(excluded.acting_for, task_actor.acting_for)
                """)
                .param("id", id)
                .param("person", person)
                .param("level", level.name())
                .param("at", timestamp(at))
                .update();
    }

    /** It is in the person's hands again. */
    void unfinished(UUID id, String person) {
        jdbc.sql("update review.task_actor set finished_at = null where application_id = :id and actor = :person")
                .param("id", id)
                .param("person", person)
                .update();
    }

    void finished(UUID id, String person, Instant at) {
        jdbc.sql("update review.task_actor set finished_at = :at where application_id = :id and actor = :person")
                .param("at", timestamp(at))
                .param("id", id)
                .param("person", person)
                .update();
    }

    /** Who worked on it, and in whose place. */
    record Hand(@Nullable String person, @Nullable String absent) {}

    /** Who worked last on it at this level. */
    Optional<Hand> lastActor(UUID id, ReviewLevel level) {
        return jdbc.sql("""
                select actor, acting_for from review.task_actor where application_id = :id and level = :level
                order by coalesce(finished_at, since) desc limit 1
                """)
                .param("id", id)
                .param("level", level.name())
                .query((row, _) -> new Hand(row.getString("actor"), row.getString("acting_for")))
                .optional();
    }

    private void change(UUID id, String assignments, UnaryOperator<StatementSpec> parameters) {
        StatementSpec update = jdbc.sql(
                        "update review.task set version = version + 1, " + assignments + " where application_id = :id")
                .param("id", id);
        if (parameters.apply(update).update() != 1) {
            throw new IllegalStateException("No review task of application " + id);
        }
    }

    static ReviewTask task(ResultSet row, int index) throws SQLException {
        Long secondsLeft = row.getObject("seconds_left", Long.class);
        return new ReviewTask(
                row.getObject("application_id", UUID.class),
                row.getString("number"),
                row.getString("scheme_code"),
                row.getObject("scheme_version_id", UUID.class),
                row.getString("ic"),
                row.getString("region"),
                row.getObject("member_id", UUID.class),
                row.getString("employee_number"),
                row.getString("member_name"),
                row.getString("beneficiary_name"),
                Money.of(row.getBigDecimal("claimed")),
                Money.of(row.getBigDecimal("payable")),
                ApplicationState.valueOf(row.getString("state")),
                ReviewLevel.valueOf(row.getString("level")),
                row.getString("assigned_to"),
                row.getString("held_for"),
                instant(row, "taken_at"),
                required(row, "submitted_at"),
                required(row, "level_entered_at"),
                required(row, "due_at"),
                instant(row, "paused_at"),
                secondsLeft == null ? null : Duration.ofSeconds(secondsLeft),
                instant(row, "escalated_at"),
                row.getString("waits_for"),
                row.getString("declined_by"),
                Set.of((String[]) row.getArray("acted").getArray()),
                risk(row),
                row.getLong("version"));
    }

    private static ReviewTask.@Nullable Risk risk(ResultSet row) throws SQLException {
        String band = row.getString("risk_band");
        return band == null ? null : new ReviewTask.Risk(row.getInt("risk"), RiskBand.valueOf(band));
    }

    static Instant required(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
