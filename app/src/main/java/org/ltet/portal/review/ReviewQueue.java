package org.ltet.portal.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.identity.User;
import org.ltet.portal.people.People;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What waits for a reviewer, within the scope of the role; the most urgent first (REV-1). */
@Component
@Transactional(readOnly = true)
public class ReviewQueue {

    /** How far back the tab of what is done reaches. */
    public static final int DONE_DAYS = 30;

    private static final int MOST = 200;

    private record Sorted(ReviewTask task, QueueKey key) {}

    private static final String SORTED = TaskRows.COLUMNS + ", t.risk_order";

    private final JdbcClient jdbc;
    private final People people;
    private final TaskRows rows;
    private final Clock clock;

    ReviewQueue(JdbcClient jdbc, People people, TaskRows rows, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.rows = rows;
        this.clock = clock;
    }

    public QueueCounts counts(User user, ReviewLevel level, QueueFilter filter) {
        return counts(Desk.own(user, level), filter);
    }

    public QueueCounts counts(Desk desk, QueueFilter filter) {
        QueueSql sql = sql(desk, filter);
        return sql.on(jdbc.sql("""
                select waiting.n as to_do, held.n as mine, back.n as sent_back,
                       waiting.late + held.late as overdue, escalated.n as escalated, asked.n as asked, done.n as done
                from (select sum(part.n) as n, sum(part.late) as late from (%s) as part) as waiting,
                     (select count(*) as n, count(*) filter (where t.due_at < :now) as late
                      from review.task t where %s) as held,
                     (select count(*) as n from review.task t where %s) as back,
                     (select count(*) as n from review.task t where %s) as escalated,
                     (select count(*) as n from review.task t where %s) as asked,
                     (select count(*) as n from review.task_actor a
                      join review.task t on t.application_id = a.application_id where %s) as done
                """.formatted(
                        counted(sql.toDo()), sql.held(), sql.sentBack(), sql.escalated(), sql.asked(), sql.done())))
                .query((row, _) -> new QueueCounts(
                        row.getInt("to_do"),
                        row.getInt("mine"),
                        row.getInt("sent_back"),
                        row.getInt("overdue"),
                        row.getInt("escalated"),
                        row.getInt("asked"),
                        row.getInt("done")))
                .single();
    }

    /** How many one tab lists. */
    public int count(Desk desk, QueueTab tab, QueueFilter filter) {
        QueueSql sql = sql(desk, filter);
        String query = tab == QueueTab.DONE
                ? "select count(*) from review.task_actor a join review.task t on t.application_id = a.application_id where "
                        + sql.done()
                : "select sum(part.n) from ("
                        + branches(sql, tab).stream()
                                .map(branch -> "select count(*) as n from review.task t where " + branch)
                                .collect(Collectors.joining(" union all "))
                        + ") as part";
        return sql.on(jdbc.sql(query)).query(Integer.class).single();
    }

    /** What a tab lists by due date. */
    private static List<String> branches(QueueSql sql, QueueTab tab) {
        return switch (tab) {
            case TO_DO -> sql.toDo();
            case MINE -> List.of(sql.held());
            case SENT_BACK -> List.of(sql.sentBack());
            case OVERDUE ->
                Stream.concat(sql.toDo().stream(), Stream.of(sql.held()))
                        .map(branch -> branch + QueueSql.late())
                        .toList();
            case ESCALATED -> List.of(sql.escalated());
            case ASKED -> List.of(sql.asked());
            case DONE -> List.of();
        };
    }

    private static String counted(List<String> branches) {
        return branches.stream()
                .map(branch -> "select count(*) as n, count(*) filter (where t.due_at < :now) as late"
                        + " from review.task t where " + branch)
                .collect(Collectors.joining(" union all "));
    }

    public QueuePage page(
            User user, ReviewLevel level, QueueTab tab, QueueFilter filter, @Nullable String after, int size) {
        return page(Desk.own(user, level), tab, filter, after, size);
    }

    /** @param after {@link QueuePage#next} of the page before, null for the first one */
    public QueuePage page(Desk desk, QueueTab tab, QueueFilter filter, @Nullable String after, int size) {
        int limit = Math.clamp(size, 1, MOST);
        QueueSql sql = sql(desk, filter);
        boolean byRisk = filter.order() == QueueFilter.Order.RISK && tab != QueueTab.DONE;
        // a key of another order begins the list anew
        Optional<QueueKey> key = QueueKey.parse(after).filter(from -> byRisk == (from.risk() != null));
        key.ifPresent(from -> {
            if (from.risk() != null) {
                sql.set("afterRisk", from.risk());
            }
            sql.set("afterAt", TaskRows.timestamp(from.at()));
            sql.set("afterId", from.id());
        });
        sql.set("limit", limit + 1);
        String query = tab == QueueTab.DONE
                ? latestFirst(sql.done(), key.isPresent())
                : ordered(branches(sql, tab), byRisk, key.isPresent());
        List<Sorted> found =
                sql.on(jdbc.sql(query)).query((row, _) -> sorted(row, byRisk)).list();
        List<Sorted> shown = found.subList(0, Math.min(limit, found.size()));
        return new QueuePage(
                shown.stream().map(Sorted::task).toList(),
                found.size() > limit ? shown.getLast().key().toString() : null);
    }

    /** Of these, those that wait for the user or are in the user's hands; the most urgent first. */
    List<ReviewTask> among(User user, ReviewLevel level, Collection<UUID> ids) {
        QueueSql sql = sql(Desk.own(user, level), QueueFilter.NONE);
        sql.set("ids", ids.toArray(UUID[]::new));
        return sql.on(jdbc.sql(TaskRows.SELECT + """
                where t.application_id = any(:ids) and ((%s) or (%s))
                order by t.due_at, t.application_id
                """.formatted(sql.toDo().getFirst(), sql.held())))
                .query(TaskRows::task)
                .list();
    }

    public Optional<ReviewTask> find(UUID applicationId) {
        return rows.find(applicationId);
    }

    /** The application with this whole number. */
    public Optional<UUID> byNumber(String number) {
        return jdbc.sql("select application_id from review.task where number = :number")
                .param("number", number.strip().toUpperCase(Locale.ROOT))
                .query(UUID.class)
                .optional();
    }

    /** The ICs from which applications came, for a filter. */
    public List<String> ics() {
        return jdbc.sql("""
                with recursive known as (
                    (select ic from review.task order by ic limit 1)
                    union all
                    select (select t.ic from review.task t where t.ic > k.ic order by t.ic limit 1)
                    from known k where k.ic is not null)
                select ic from known where ic is not null
                """).query(String.class).list();
    }

    QueueSql sql(Desk desk, QueueFilter filter) {
        Set<UUID> relatives = new HashSet<>(people.relatives(desk.user().employeeNumber()));
        String absent = desk.heldFor();
        if (absent != null) {
            relatives.addAll(people.relatives(absent));
        }
        return new QueueSql(desk, filter, relatives, clock.instant());
    }

    /** Each branch walks its own index; together they give the order of due dates, or of risks and then due dates. */
    private static String ordered(List<String> branches, boolean byRisk, boolean continued) {
        String risk = byRisk ? "risk_order, " : "";
        String after = byRisk
                ? " and (t.risk_order, t.due_at, t.application_id) > (:afterRisk, :afterAt, :afterId)"
                : " and (t.due_at, t.application_id) > (:afterAt, :afterId)";
        List<String> parts = new ArrayList<>();
        for (String branch : branches) {
            parts.add("(select " + SORTED + ", t.due_at as sort_at from review.task t where " + branch
                    + (continued ? after : "")
                    + " order by " + risk + "t.due_at, t.application_id limit :limit)");
        }
        return "select " + SORTED + ", t.sort_at from (" + String.join(" union all ", parts) + ") t order by " + risk
                + "sort_at, application_id limit :limit";
    }

    private static String latestFirst(String condition, boolean continued) {
        return "select " + SORTED + ", a.finished_at as sort_at from review.task_actor a"
                + " join review.task t on t.application_id = a.application_id where " + condition
                + (continued ? " and (a.finished_at, a.application_id) < (:afterAt, :afterId)" : "")
                + " order by a.finished_at desc, a.application_id desc limit :limit";
    }

    private static Sorted sorted(ResultSet row, boolean byRisk) throws SQLException {
        ReviewTask task = TaskRows.task(row, 0);
        Integer risk = byRisk ? row.getInt("risk_order") : null;
        return new Sorted(task, new QueueKey(risk, TaskRows.required(row, "sort_at"), task.applicationId()));
    }
}
