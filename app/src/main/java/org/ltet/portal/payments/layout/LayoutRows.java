package org.ltet.portal.payments.layout;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.layout.LayoutView.Act;
import org.ltet.portal.shared.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes of payments.neft_layout. Nothing is remembered: each node reads what counts when it needs it. */
@Repository
class LayoutRows {

    private static final String SELECT = """
            select l.id, l.number, l.state, l.version, l.definition, l.editors, l.started_at, l.submitted_by,
                l.submitted_at, l.reason, l.sent_back_by, l.sent_back_why, l.in_force_by, l.in_force_at, l.ended_by,
                l.ended_at
            from payments.neft_layout l
            """;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final Clock clock;

    LayoutRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The newest first. */
    List<LayoutView> list(@Nullable Integer before, int limit) {
        return jdbc.sql(SELECT + """
                where l.number is not null and (:before::integer is null or l.number < :before)
                order by l.number desc limit :limit
                """)
                .param("before", before)
                .param("limit", limit)
                .query(LayoutRows::view)
                .list();
    }

    Optional<LayoutView> find(UUID id) {
        return jdbc.sql(SELECT + "where l.id = :id")
                .param("id", id)
                .query(LayoutRows::view)
                .optional();
    }

    Optional<LayoutView> lock(UUID id) {
        return jdbc.sql(SELECT + "where l.id = :id for update")
                .param("id", id)
                .query(LayoutRows::view)
                .optional();
    }

    Optional<LayoutView> inForce() {
        return jdbc.sql(SELECT + "where l.state = 'IN_FORCE'")
                .query(LayoutRows::view)
                .optional();
    }

    Optional<LayoutView> underWay() {
        return jdbc.sql(SELECT + "where l.state in ('DRAFT', 'SUBMITTED')")
                .query(LayoutRows::view)
                .optional();
    }

    Optional<LayoutDefinition> ofBatch(UUID batch) {
        return jdbc.sql("""
                select l.definition from payments.batch b join payments.neft_layout l on l.id = b.neft_layout_id
                where b.id = :batch
                """)
                .param("batch", batch)
                .query(String.class)
                .optional()
                .map(LayoutRows::definition);
    }

    /** Until the transaction ends: whoever freezes shares it, whoever puts in force holds it alone. */
    void lockWhatCounts(boolean alone) {
        jdbc.sql("select payments.lock_neft_layouts(:alone)::text")
                .param("alone", alone)
                .query(String.class)
                .optional();
    }

    /** @return empty where one is under way already */
    Optional<UUID> insertDraft(LayoutDefinition definition, String by) {
        return jdbc.sql("""
                insert into payments.neft_layout (id, number, state, definition, editors, started_by, started_at)
                select :id, (select coalesce(max(number), 0) + 1 from payments.neft_layout), 'DRAFT',
                    :definition::jsonb, array[:by], :by, :now
                on conflict do nothing returning id
                """)
                .param("id", Ids.next())
                .param("definition", JSON.writeValueAsString(definition))
                .param("by", by)
                .param("now", now())
                .query(UUID.class)
                .optional();
    }

    /** The same configuration is kept once. */
    UUID keepConfigured(LayoutDefinition definition) {
        String json = JSON.writeValueAsString(definition);
        jdbc.sql("""
                insert into payments.neft_layout (id, state, definition, started_at)
                values (:id, 'CONFIGURED', :definition::jsonb, :now) on conflict do nothing
                """)
                .param("id", Ids.next())
                .param("definition", json)
                .param("now", now())
                .update();
        return jdbc.sql("""
                select id from payments.neft_layout
                where state = 'CONFIGURED' and md5(definition::text) = md5((:definition::jsonb)::text)
                """).param("definition", json).query(UUID.class).single();
    }

    boolean edit(UUID id, long version, LayoutDefinition definition, String by) {
        return changed(jdbc.sql("""
                update payments.neft_layout set definition = :definition::jsonb, version = version + 1,
                    editors = case when :by = any (editors) then editors else editors || :by end
                where id = :id and version = :version and state = 'DRAFT'
                """)
                .param("id", id)
                .param("version", version)
                .param("definition", JSON.writeValueAsString(definition))
                .param("by", by));
    }

    boolean submit(UUID id, long version, String reason, String by) {
        return changed(jdbc.sql("""
                update payments.neft_layout set state = 'SUBMITTED', version = version + 1, reason = :reason,
                    submitted_by = :by, submitted_at = :now,
                    editors = case when :by = any (editors) then editors else editors || :by end
                where id = :id and version = :version and state = 'DRAFT'
                """)
                .param("id", id)
                .param("version", version)
                .param("reason", reason)
                .param("by", by)
                .param("now", now()));
    }

    boolean sendBack(UUID id, long version, String why, String by) {
        return changed(jdbc.sql("""
                update payments.neft_layout set state = 'DRAFT', version = version + 1, sent_back_by = :by,
                    sent_back_why = :why
                where id = :id and version = :version and state = 'SUBMITTED'
                """)
                .param("id", id)
                .param("version", version)
                .param("why", why)
                .param("by", by));
    }

    boolean discard(UUID id, long version, String by) {
        return changed(jdbc.sql("""
                update payments.neft_layout set state = 'DISCARDED', version = version + 1, ended_by = :by,
                    ended_at = :now
                where id = :id and version = :version and state in ('DRAFT', 'SUBMITTED')
                """)
                .param("id", id)
                .param("version", version)
                .param("by", by)
                .param("now", now()));
    }

    /** The one before is replaced in the same transaction. */
    boolean putInForce(UUID id, long version, String by) {
        jdbc.sql("""
                update payments.neft_layout set state = 'REPLACED', version = version + 1, ended_by = :by,
                    ended_at = :now
                where state = 'IN_FORCE'
                """).param("by", by).param("now", now()).update();
        return changed(jdbc.sql("""
                update payments.neft_layout set state = 'IN_FORCE', version = version + 1, in_force_by = :by,
                    in_force_at = :now
                where id = :id and version = :version and state = 'SUBMITTED'
                """)
                .param("id", id)
                .param("version", version)
                .param("by", by)
                .param("now", now()));
    }

    private static boolean changed(JdbcClient.StatementSpec statement) {
        return statement.update() == 1;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static LayoutDefinition definition(String json) {
        return JSON.readValue(json, LayoutDefinition.class);
    }

    private static LayoutView view(ResultSet row, int index) throws SQLException {
        return new LayoutView(
                row.getObject("id", UUID.class),
                row.getObject("number", Integer.class),
                LayoutState.valueOf(row.getString("state")),
                row.getInt("version"),
                definition(row.getString("definition")),
                List.of((String[]) row.getArray("editors").getArray()),
                instant(row, "started_at"),
                act(row, "submitted"),
                row.getString("reason"),
                row.getString("sent_back_by"),
                row.getString("sent_back_why"),
                act(row, "in_force"),
                act(row, "ended"));
    }

    private static @Nullable Act act(ResultSet row, String step) throws SQLException {
        String by = row.getString(step + "_by");
        return by == null ? null : new Act(by, instant(row, step + "_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
