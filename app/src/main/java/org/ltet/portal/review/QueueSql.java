package org.ltet.portal.review;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.applications.Stages;
import org.ltet.portal.identity.Scope;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The conditions of one desk's queue, as SQL on {@code review.task t}: what is counted, listed and offered comes from the
 * same words. At the desk of a colleague on leave it is what the colleague could take or has, and what bars one of the two
 * bars both.
 */
final class QueueSql {

    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final String common;
    private final String wanted;
    private final boolean own;

    /** @param relatives of all who work at the desk */
    QueueSql(Desk desk, QueueFilter filter, Set<UUID> relatives, Instant now) {
        ReviewLevel level = desk.level();
        String me = desk.user().employeeNumber();
        String absent = desk.heldFor();
        own = absent == null;
        set("level", level.name());
        set("me", me);
        if (absent != null) {
            set("absent", absent);
        }
        set("people", Stream.of(me, absent == null ? me : absent).toArray(String[]::new));
        set("relatives", relatives.toArray(UUID[]::new));
        set(
                "elsewhere",
                Stream.concat(
                                Arrays.stream(ReviewLevel.values())
                                        .filter(other -> other != level)
                                        .map(Enum::name),
                                Stream.of(Stages.Stage.ADDED_APPROVER.name()))
                        .flatMap(other ->
                                Stream.of(me, absent == null ? me : absent).map(person -> other + ":" + person))
                        .toArray(String[]::new));
        set("below", Seniors.below(level).map(Enum::name).orElse(""));
        set("now", TaskRows.timestamp(now));
        set("since", TaskRows.timestamp(now.minus(Duration.ofDays(ReviewQueue.DONE_DAYS))));
        wanted = filter(filter, now);
        common = scope(desk.authority().scopeOf(ReviewLevels.role(level))) + wanted;
    }

    /** Offered here, each with an index of its own: what a colleague on leave has begun, then what waits for anybody. */
    List<String> toDo() {
        String waiting = "t.level = :level and t.queue = 'WAITING'" + strangers() + common;
        return own
                ? List.of(waiting)
                : List.of(
                        "t.level = :level and t.assigned_to = :absent and t.queue = 'HELD' and t.held_for is null"
                                + strangers() + common,
                        waiting);
    }

    /** Not an own one or a relative's, not one seen at another level, none on which one of them is asked beside them. */
    private static String strangers() {
        return " and t.member_id <> all(:relatives) and not t.acted && :elsewhere::text[]"
                + " and (t.waits_for is null or t.waits_for <> all(:people))";
    }

    String held() {
        return "t.level = :level and t.assigned_to = :me and t.queue = 'HELD'" + heldFor() + common;
    }

    String sentBack() {
        return "t.level = :level and t.assigned_to = :me and t.queue = 'SENT_BACK'" + heldFor() + common;
    }

    private String heldFor() {
        return own ? " and t.held_for is null" : " and t.held_for = :absent";
    }

    /** What the level below did not decide in time, for its seniors: not an own one or a relative's. */
    String escalated() {
        return (own ? "" : "false and ")
                + "t.level = :below and t.queue in ('WAITING', 'HELD') and t.escalated_at is not null"
                + " and t.member_id <> all(:relatives)" + common;
    }

    /** At whatever level: asked of the person whose desk it is by name, so whatever the scope. */
    String asked() {
        return own ? "t.waits_for = :me" + wanted : "t.waits_for = :absent and t.member_id <> all(:relatives)" + wanted;
    }

    /** Over {@code review.task_actor a join review.task t}. */
    String done() {
        return "a.actor = :me and a.level = :level and a.finished_at >= :since"
                + (own ? " and a.acting_for is null" : " and a.acting_for = :absent") + common;
    }

    static String late() {
        return " and t.due_at < :now";
    }

    void set(String name, Object value) {
        parameters.put(name, value);
    }

    StatementSpec on(StatementSpec statement) {
        return statement.params(parameters);
    }

    private String scope(Optional<Scope> held) {
        if (held.isEmpty()) {
            return " and false";
        }
        Scope scope = held.get();
        return within("ic", scope.ics()) + within("region", scope.regions()) + within("scheme_code", scope.schemes());
    }

    private String within(String column, Set<String> values) {
        if (values.isEmpty()) {
            return "";
        }
        set("scope_" + column, values.toArray(String[]::new));
        return " and t." + column + " = any(:scope_" + column + ")";
    }

    private String filter(QueueFilter filter, Instant now) {
        StringBuilder sql = new StringBuilder();
        if (filter.scheme() != null) {
            set("scheme", filter.scheme());
            sql.append(" and t.scheme_code = :scheme");
        }
        if (filter.ic() != null) {
            set("ic", filter.ic());
            sql.append(" and t.ic = :ic");
        }
        if (filter.state() != null) {
            set("state", filter.state().name());
            sql.append(" and t.state = :state");
        }
        if (filter.atLeastDays() != null) {
            set("before", TaskRows.timestamp(now.minus(Duration.ofDays(filter.atLeastDays()))));
            sql.append(" and t.submitted_at <= :before");
        }
        if (filter.from() != null) {
            set("from", filter.from().amount());
            sql.append(" and t.payable >= :from");
        }
        if (filter.to() != null) {
            set("to", filter.to().amount());
            sql.append(" and t.payable <= :to");
        }
        if (filter.number() != null) {
            set("number", filter.number().strip().toUpperCase(Locale.ROOT));
            sql.append(" and (t.number = :number or (:number ~ '^[0-9]{1,12}$'"
                    + " and t.number like '%/' || lpad(:number, greatest(6, length(:number)), '0')))");
        }
        return sql.toString();
    }
}
