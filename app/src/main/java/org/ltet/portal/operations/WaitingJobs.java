package org.ltet.portal.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Work that is staged, on any node (OPS-5): what runs, what fails, what waits. Without the data of the jobs. */
@Component
public class WaitingJobs {

    public enum State {
        /** A node works on it. */
        RUNNING,
        /** Its last try failed; it is tried again when it is due. */
        FAILING,
        /** Its time has come, and no node has taken it. */
        DUE,
        /** Its time has not come. */
        PLANNED
    }

    public record Job(
            String task,
            String instance,
            State state,
            Instant due,
            int failures,
            @Nullable Instant lastFailure,
            @Nullable Instant lastSuccess) {}

    /** @param oldest since when the oldest waits that is due or fails; null where none does */
    public record Queue(
            String task,
            long running,
            long failing,
            long due,
            long planned,
            @Nullable Instant oldest) {}

    /** The last job of a page. */
    public record After(Instant due, String task, String instance) {}

    private static final After START = new After(Instant.EPOCH, "", "");

    private static final String STATE = """
            case when picked then 'RUNNING' when coalesce(consecutive_failures, 0) > 0 then 'FAILING'
                when execution_time <= :now then 'DUE' else 'PLANNED' end""";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    WaitingJobs(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** Each kind of job, those in trouble first. */
    public List<Queue> queues() {
        return jdbc.sql("""
                        select task_name, count(*) filter (where state = 'RUNNING') as running,
                            count(*) filter (where state = 'FAILING') as failing,
                            count(*) filter (where state = 'DUE') as due,
                            count(*) filter (where state = 'PLANNED') as planned,
                            min(execution_time) filter (where state in ('FAILING', 'DUE') and execution_time <= :now) as oldest
                        from (select task_name, execution_time, %s as state from operations.job) as jobs
                        group by task_name
                        order by count(*) filter (where state = 'FAILING') desc, due desc, task_name limit 200
                        """.formatted(STATE))
                .param("now", now())
                .query((row, index) -> new Queue(
                        row.getString("task_name"),
                        row.getLong("running"),
                        row.getLong("failing"),
                        row.getLong("due"),
                        row.getLong("planned"),
                        moment(row, "oldest")))
                .list();
    }

    public List<Job> page(State state, @Nullable After after, int most) {
        After from = after == null ? START : after;
        return jdbc.sql("""
                        select task_name, task_instance, execution_time, coalesce(consecutive_failures, 0) as failures,
                            last_failure, last_success
                        from operations.job
                        where %s = :state and (execution_time, task_name, task_instance) > (:due, :task, :instance)
                        order by execution_time, task_name, task_instance limit :most
                        """.formatted(STATE))
                .param("now", now())
                .param("state", state.name())
                .param("due", from.due().atOffset(ZoneOffset.UTC))
                .param("task", from.task())
                .param("instance", from.instance())
                .param("most", most)
                .query((row, index) -> new Job(
                        row.getString("task_name"),
                        row.getString("task_instance"),
                        state,
                        row.getTimestamp("execution_time").toInstant(),
                        row.getInt("failures"),
                        moment(row, "last_failure"),
                        moment(row, "last_success")))
                .list();
    }

    /**
     * Makes it due at once; a worker takes it with its next look.
     *
     * @throws Refused notFound; operations.jobRuns when a node works on it
     */
    @Transactional
    public void runNow(String task, String instance) {
        // how often it failed, and since when it is due, stays on record
        int moved = jdbc.sql("""
                update operations.job set execution_time = least(execution_time, :now), version = version + 1
                where task_name = :task and task_instance = :instance and not picked
                """)
                .param("now", now())
                .param("task", task)
                .param("instance", instance)
                .update();
        if (moved == 0) {
            throw isThere(task, instance) ? Refused.conflict("operations.jobRuns") : Refused.notFound("job");
        }
        events.publishEvent(Audited.of("job.repeated", "job", task + "/" + instance));
    }

    private boolean isThere(String task, String instance) {
        return jdbc.sql("select exists (select 1 from operations.job where task_name = ? and task_instance = ?)")
                .params(task, instance)
                .query(Boolean.class)
                .single();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        Timestamp stamp = row.getTimestamp(column);
        return stamp == null ? null : stamp.toInstant();
    }
}
