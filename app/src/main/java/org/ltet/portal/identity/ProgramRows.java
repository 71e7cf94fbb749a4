package org.ltet.portal.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Ids;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The programs of reviews of access as rows. */
@Component
class ProgramRows {

    private static final String PROGRAMS = """
            select id, program_id, client_id, kind, name, contact, scopes, registered_at, last_used_at, findings,
                decision, reason, decided_at, decided_name
            from identity.access_review_program where review_id = ?
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final JsonMapper json;

    ProgramRows(JdbcClient jdbc, JdbcTemplate batches, JsonMapper json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
    }

    private record Registered(UUID id, Object[] facts, ProgramRules.Subject subject) {}

    /** Puts every program that is not revoked into the review; answers how many. */
    int prepare(UUID review, long dormantDays, LocalDate today) {
        List<Registered> all = jdbc.sql("""
                        select id, client_id, kind, name, contact, array_to_string(scopes, ' ') as scopes, status,
                            registered_at, last_used_at, ends_at
                        from identity.client where status <> 'REVOKED' order by name, id
                        """)
                .query((row, index) -> new Registered(
                        row.getObject("id", UUID.class),
                        new Object[] {
                            row.getString("client_id"),
                            row.getString("kind"),
                            row.getString("name"),
                            row.getString("contact"),
                            row.getString("scopes"),
                            row.getTimestamp("registered_at"),
                            row.getTimestamp("last_used_at")
                        },
                        new ProgramRules.Subject(
                                row.getString("status").equals("ENABLED"),
                                row.getTimestamp("registered_at").toInstant(),
                                instant(row, "last_used_at"),
                                instant(row, "ends_at"))))
                .list();
        List<Object[]> rows = new ArrayList<>();
        for (Registered one : all) {
            List<Object> row = new ArrayList<>(List.of(Ids.next(), review, one.id()));
            row.addAll(java.util.Arrays.asList(one.facts()));
            row.add(json.writeValueAsString(ProgramRules.of(one.subject(), dormantDays, today)));
            rows.add(row.toArray());
        }
        batches.batchUpdate("""
                        insert into identity.access_review_program (id, review_id, program_id, client_id, kind, name,
                            contact, scopes, registered_at, last_used_at, findings)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
                        """, rows);
        return rows.size();
    }

    /**
     * @param open only those that are, or are not, still to be decided; null for all
     * @param after the last already seen
     */
    List<ReviewedProgram> programs(UUID review, @Nullable Boolean open, @Nullable UUID after, int most) {
        String sql = PROGRAMS
                + (open == null ? "" : open ? " and decision is null" : " and decision is not null")
                + " and id > ? order by id limit ?";
        return jdbc.sql(sql)
                .params(review, after == null ? new UUID(0, 0) : after, most)
                .query(this::program)
                .list();
    }

    Optional<ReviewedProgram> program(UUID review, UUID id) {
        return jdbc.sql(PROGRAMS + " and id = ? for no key update")
                .params(review, id)
                .query(this::program)
                .optional();
    }

    private ReviewedProgram program(ResultSet row, int index) throws SQLException {
        String decision = row.getString("decision");
        return new ReviewedProgram(
                row.getObject("id", UUID.class),
                row.getObject("program_id", UUID.class),
                row.getString("client_id"),
                row.getString("kind"),
                row.getString("name"),
                row.getString("contact"),
                row.getString("scopes"),
                row.getTimestamp("registered_at").toInstant(),
                instant(row, "last_used_at"),
                json.readValue(row.getString("findings"), new TypeReference<List<Finding>>() {}),
                decision == null ? null : ReviewItem.Decision.valueOf(decision),
                row.getString("reason"),
                instant(row, "decided_at"),
                row.getString("decided_name"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
