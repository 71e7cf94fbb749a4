package org.ltet.portal.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.IndiaTime;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the trail, newest first. */
@Component
public class Trail {

    private static final int FETCHED_AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Trail(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** One entry of the trail. */
    public record Entry(
            long id,
            Instant at,
            String actorNumber,
            String actorName,
            String actorRoles,
            @Nullable String fromAddress,
            String action,
            String objectType,
            String objectId,
            @Nullable UUID applicationId,
            @Nullable String schemeCode,
            List<Audited.Change> changes,
            @Nullable String reason) {}

    /** What to look for; null stands for anything. */
    public record Search(
            @Nullable String actor,
            @Nullable String action,
            @Nullable UUID applicationId,
            @Nullable String schemeCode,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    /** @param before id of the last entry already seen, null for the newest */
    @Transactional(readOnly = true)
    public List<Entry> find(Search search, @Nullable Long before, int most) {
        List<Object> parameters = new ArrayList<>();
        StringBuilder sql = query(search, parameters);
        if (before != null) {
            sql.append(" and id < ?");
            parameters.add(before);
        }
        sql.append(" order by id desc limit ?");
        parameters.add(most);
        return jdbc.sql(sql.toString()).params(parameters).query(mapper()).list();
    }

    /** Hands every matching entry on, oldest first, without ever holding them all. */
    @Transactional(readOnly = true)
    public void each(Search search, Consumer<Entry> reader) {
        List<Object> parameters = new ArrayList<>();
        String sql = query(search, parameters).append(" order by id").toString();
        try (var entries = jdbc.sql(sql).withFetchSize(FETCHED_AT_ONCE).params(parameters).query(mapper()).stream()) {
            entries.forEach(reader);
        }
    }

    private static StringBuilder query(Search search, List<Object> parameters) {
        StringBuilder sql = new StringBuilder("""
                select id, at, actor_number, actor_name, actor_roles, from_address, action, object_type, object_id,
                    application_id, scheme_code, changes, reason
                from audit.entry where true""");
        add(sql, parameters, " and actor_number = ?", search.actor());
        add(sql, parameters, " and action = ?", search.action());
        add(sql, parameters, " and application_id = ?", search.applicationId());
        add(sql, parameters, " and scheme_code = ?", search.schemeCode());
        add(sql, parameters, " and at >= ?", search.from() == null ? null : midnight(search.from()));
        add(
                sql,
                parameters,
                " and at < ?",
                search.to() == null ? null : midnight(search.to().plusDays(1)));
        return sql;
    }

    private static void add(StringBuilder sql, List<Object> parameters, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            parameters.add(value);
        }
    }

    private static OffsetDateTime midnight(LocalDate day) {
        return day.atStartOfDay(IndiaTime.ZONE).toOffsetDateTime();
    }

    private RowMapper<Entry> mapper() {
        return (row, number) -> new Entry(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor_number"),
                row.getString("actor_name"),
                row.getString("actor_roles"),
                row.getString("from_address"),
                row.getString("action"),
                row.getString("object_type"),
                row.getString("object_id"),
                row.getObject("application_id", UUID.class),
                row.getString("scheme_code"),
                json.readValue(row.getString("changes"), new TypeReference<List<Audited.Change>>() {}),
                row.getString("reason"));
    }
}
