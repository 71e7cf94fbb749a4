package org.ltet.portal.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.people.HrmsReject.Part;
import org.ltet.portal.people.HrmsRun.Kind;
import org.ltet.portal.people.HrmsRun.State;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The book of synchronisations: each is asked for, runs, and ends in one of three ways. */
@Component
class HrmsRuns {

    /** After a day the HR system's list has changed too much for going on in its middle. */
    private static final Duration RESUMABLE = Duration.ofDays(1);

    private static final String SELECT = """
            select id, kind, state, requested_by, requested_at, started_at, ended_at, since, watermark, cursor,
                members_read, added, changed, rejected, error
            from people.hrms_run
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    HrmsRuns(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws Refused where one waits already */
    UUID request(Kind kind, String by) {
        UUID id = Ids.next();
        int inserted = jdbc.sql("""
                insert into people.hrms_run (id, kind, state, requested_by, requested_at)
                values (:id, :kind, 'REQUESTED', :by, :now)
                on conflict (state) where state = 'REQUESTED' do nothing
                """)
                .param("id", id)
                .param("kind", kind.name())
                .param("by", by)
                .param("now", now())
                .update();
        if (inserted == 0) {
            throw Refused.conflict("people.syncWaiting");
        }
        return id;
    }

    /** Only the holder of the lock may call this: whatever still seems to run has died. */
    @Transactional
    HrmsRun begin(Kind kind, String by) {
        return start(kind, by, Ids.next());
    }

    /** The one asked for, empty where it has been dealt with. Only the holder of the lock may call this. */
    @Transactional
    Optional<HrmsRun> begin(UUID requested) {
        return find(requested)
                .filter(run -> run.state() == State.REQUESTED)
                .map(run -> start(run.kind(), run.requestedBy(), run.id()));
    }

    private HrmsRun start(Kind asked, String by, UUID id) {
        jdbc.sql("update people.hrms_run set state = 'INTERRUPTED', ended_at = :now where state = 'RUNNING'")
                .param("now", now())
                .update();
        Optional<HrmsRun> last = latestEnded(null);
        Optional<HrmsRun> lastCompleted = latestEnded(State.COMPLETED);
        // Without a completed run there is nothing that a delta could start from.
        Kind kind = lastCompleted.isEmpty() ? Kind.FULL : asked;
        Optional<HrmsRun> resumed = last.filter(run -> run.kind() == kind && resumable(run));
        jdbc.sql("""
                insert into people.hrms_run
                       (id, kind, state, requested_by, requested_at, started_at, since, watermark, cursor)
                values (:id, :kind, 'RUNNING', :by, :now, :now, :since, :watermark, :cursor)
                on conflict (id) do update
                   set kind = excluded.kind, state = excluded.state, started_at = excluded.started_at,
                       since = excluded.since, watermark = excluded.watermark, cursor = excluded.cursor
                """)
                .param("id", id)
                .param("kind", kind.name())
                .param("by", by)
                .param("now", now())
                .param(
                        "since",
                        kind == Kind.FULL
                                ? null
                                : at(lastCompleted.map(HrmsRun::watermark).orElse(null)))
                .param("watermark", at(resumed.map(HrmsRun::watermark).orElse(null)))
                .param("cursor", resumed.map(HrmsRun::cursor).orElse(null))
                .update();
        return find(id).orElseThrow();
    }

    private boolean resumable(HrmsRun run) {
        return run.state() != State.COMPLETED
                && run.cursor() != null
                && run.endedAt() != null
                && run.endedAt().plus(RESUMABLE).isAfter(clock.instant());
    }

    private Optional<HrmsRun> latestEnded(@Nullable State state) {
        return jdbc.sql(SELECT + """
                 where ended_at is not null and (:state::text is null or state = :state::text)
                 order by ended_at desc, id desc limit 1
                """)
                .param("state", state == null ? null : state.name())
                .query(HrmsRuns::run)
                .optional();
    }

    /** Where the run will have brought us; a resumed run keeps the moment at which its first part was read. */
    void reads(UUID id, Instant watermark) {
        jdbc.sql("update people.hrms_run set watermark = coalesce(watermark, :watermark) where id = :id")
                .param("id", id)
                .param("watermark", at(watermark))
                .update();
    }

    /** Part of the transaction that took the records over. */
    void progress(UUID id, int read, int added, int changed, List<HrmsReject> rejects) {
        jdbc.sql("""
                update people.hrms_run
                   set members_read = members_read + :read, added = added + :added, changed = changed + :changed,
                       rejected = rejected + :rejected
                 where id = :id
                """)
                .param("id", id)
                .param("read", read)
                .param("added", added)
                .param("changed", changed)
                .param("rejected", rejects.size())
                .update();
        if (!rejects.isEmpty()) {
            jdbc.sql("""
                    insert into people.hrms_reject (run_id, employee_number, part, reason, detail)
                    select :run, number, part, reason, detail
                      from unnest(:numbers::text[], :parts::text[], :reasons::text[], :details::text[])
                           as r (number, part, reason, detail)
                    """)
                    .param("run", id)
                    .param("numbers", texts(rejects.stream().map(HrmsReject::employeeNumber)))
                    .param(
                            "parts",
                            texts(rejects.stream().map(reject -> reject.part().name())))
                    .param("reasons", texts(rejects.stream().map(HrmsReject::reason)))
                    .param("details", texts(rejects.stream().map(HrmsReject::detail)))
                    .update();
        }
    }

    private static @Nullable String[] texts(java.util.stream.Stream<@Nullable String> values) {
        return values.toArray(String[]::new);
    }

    void goesOnAt(UUID id, @Nullable String cursor) {
        jdbc.sql("update people.hrms_run set cursor = :cursor where id = :id")
                .param("id", id)
                .param("cursor", cursor)
                .update();
    }

    void end(UUID id, State state, @Nullable String error) {
        jdbc.sql("""
                update people.hrms_run set state = :state, error = :error, ended_at = :now
                 where id = :id and state = 'RUNNING'
                """)
                .param("id", id)
                .param("state", state.name())
                .param("error", error)
                .param("now", now())
                .update();
    }

    Optional<HrmsRun> find(UUID id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(HrmsRuns::run)
                .optional();
    }

    /** The latest first; ids are in order of time. */
    List<HrmsRun> before(@Nullable UUID before, int limit) {
        return jdbc.sql(SELECT + """
                 where :before::uuid is null or id < :before::uuid
                 order by id desc limit :limit
                """)
                .param("before", before)
                .param("limit", limit)
                .query(HrmsRuns::run)
                .list();
    }

    List<HrmsReject> rejects(UUID run, long after, int limit) {
        return jdbc.sql("""
                select id, employee_number, part, reason, detail from people.hrms_reject
                 where run_id = :run and id > :after order by id limit :limit
                """)
                .param("run", run)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new HrmsReject(
                        row.getLong("id"),
                        row.getString("employee_number"),
                        Part.valueOf(row.getString("part")),
                        row.getString("reason"),
                        row.getString("detail")))
                .list();
    }

    private static HrmsRun run(ResultSet row, int number) throws SQLException {
        return new HrmsRun(
                row.getObject("id", UUID.class),
                Kind.valueOf(row.getString("kind")),
                State.valueOf(row.getString("state")),
                row.getString("requested_by"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                instant(row, "since"),
                instant(row, "watermark"),
                row.getString("cursor"),
                row.getInt("members_read"),
                row.getInt("added"),
                row.getInt("changed"),
                row.getInt("rejected"),
                row.getString("error"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
