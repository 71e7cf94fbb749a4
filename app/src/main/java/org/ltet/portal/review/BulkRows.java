package org.ltet.portal.review;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.review.BulkApproval.Line;
import org.ltet.portal.review.BulkApproval.Outcome;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of approvals of many. */
@Component
class BulkRows {

    /** A line as it is to be decided. */
    record Open(int position, UUID applicationId, long taskVersion, Money payable) {}

    private record Head(ReviewLevel level, Optional<Instant> startedAt, int leftOut) {}

    private final JdbcClient jdbc;

    BulkRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID id, String actor, ReviewLevel level, List<ReviewTask> tasks, int leftOut, Instant at) {
        jdbc.sql("""
                insert into review.bulk_approval (id, actor, level, left_out, created_at)
                values (:id, :actor, :level, :leftOut, :at)
                """)
                .param("id", id)
                .param("actor", actor)
                .param("level", level.name())
                .param("leftOut", leftOut)
                .param("at", TaskRows.timestamp(at))
                .update();
        jdbc.sql("""
                insert into review.bulk_approval_line (bulk_id, position, application_id, task_version, payable)
                select :id, position, application_id, task_version, payable
                from unnest(:applications::uuid[], :versions::bigint[], :payables::numeric[])
                    with ordinality as line (application_id, task_version, payable, position)
                """)
                .param("id", id)
                .param(
                        "applications",
                        tasks.stream().map(ReviewTask::applicationId).toArray(UUID[]::new))
                .param("versions", tasks.stream().map(ReviewTask::version).toArray(Long[]::new))
                .param(
                        "payables",
                        tasks.stream().map(task -> task.payable().amount()).toArray(BigDecimal[]::new))
                .update();
    }

    /** Only to the person who prepared it. */
    BulkApproval get(UUID id, String actor) {
        Head head = jdbc.sql(
                        "select level, started_at, left_out from review.bulk_approval where id = :id and actor = :actor")
                .param("id", id)
                .param("actor", actor)
                .query((row, _) -> new Head(
                        ReviewLevel.valueOf(row.getString("level")),
                        Optional.ofNullable(TaskRows.instant(row, "started_at")),
                        row.getInt("left_out")))
                .optional()
                .orElseThrow(() -> Refused.notFound("bulkApproval"));
        List<Line> lines = jdbc.sql("""
                select l.outcome, l.refusal_arguments, l.application_id, l.payable, l.refusal,
                    t.number, t.scheme_code, t.member_name, t.beneficiary_name
                from review.bulk_approval_line l join review.task t on t.application_id = l.application_id
                where l.bulk_id = :id order by l.position
                """).param("id", id).query(BulkRows::line).list();
        return new BulkApproval(id, head.level(), head.startedAt().orElse(null), head.leftOut(), lines);
    }

    void started(UUID id, Instant at) {
        jdbc.sql("update review.bulk_approval set started_at = :at where id = :id and started_at is null")
                .param("at", TaskRows.timestamp(at))
                .param("id", id)
                .update();
    }

    List<Open> open(UUID id) {
        return jdbc.sql("""
                select position, application_id, task_version, payable from review.bulk_approval_line
                where bulk_id = :id and outcome is null order by position
                """).param("id", id).query(BulkRows::openLine).list();
    }

    /** Locks the line; empty when it was decided meanwhile. */
    Optional<Open> lock(UUID id, int position) {
        return jdbc.sql("""
                select position, application_id, task_version, payable from review.bulk_approval_line
                where bulk_id = :id and position = :position and outcome is null for update
                """)
                .param("id", id)
                .param("position", position)
                .query(BulkRows::openLine)
                .optional();
    }

    void approved(UUID id, int position, Instant at) {
        jdbc.sql("""
                update review.bulk_approval_line set outcome = 'APPROVED', decided_at = :at
                where bulk_id = :id and position = :position
                """)
                .param("at", TaskRows.timestamp(at))
                .param("id", id)
                .param("position", position)
                .update();
    }

    void refused(UUID id, int position, String code, List<Object> arguments, Instant at) {
        jdbc.sql("""
                update review.bulk_approval_line
                set outcome = 'REFUSED', refusal = :code, refusal_arguments = :arguments, decided_at = :at
                where bulk_id = :id and position = :position and outcome is null
                """)
                .param("code", code)
                .param("arguments", arguments.stream().map(BulkRows::write).toArray(String[]::new))
                .param("at", TaskRows.timestamp(at))
                .param("id", id)
                .param("position", position)
                .update();
    }

    private static Open openLine(ResultSet row, int index) throws SQLException {
        return new Open(
                row.getInt("position"),
                row.getObject("application_id", UUID.class),
                row.getLong("task_version"),
                Money.of(row.getBigDecimal("payable")));
    }

    private static Line line(ResultSet row, int index) throws SQLException {
        String outcome = row.getString("outcome");
        Array arguments = row.getArray("refusal_arguments");
        return new Line(
                row.getObject("application_id", UUID.class),
                row.getString("number"),
                row.getString("scheme_code"),
                row.getString("member_name"),
                row.getString("beneficiary_name"),
                Money.of(row.getBigDecimal("payable")),
                outcome == null ? null : Outcome.valueOf(outcome),
                row.getString("refusal"),
                arguments == null
                        ? List.of()
                        : Arrays.stream((String[]) arguments.getArray())
                                .map(BulkRows::read)
                                .toList());
    }

    /** Amounts and moments are shown in the reader's language, so their kind is kept. */
    private static String write(Object argument) {
        return switch (argument) {
            case Money amount -> "money:" + amount.plain();
            case Instant instant -> "instant:" + instant;
            default -> "text:" + argument;
        };
    }

    private static Object read(String text) {
        String value = text.substring(text.indexOf(':') + 1);
        return switch (text.substring(0, text.indexOf(':'))) {
            case "money" -> Money.of(value);
            case "instant" -> Instant.parse(value);
            default -> value;
        };
    }
}
