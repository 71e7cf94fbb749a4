package org.ltet.portal.notifications;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table of notices; every read and change names the person whose inbox it is. */
@Component
class NoticeRows {

    private static final String COLUMNS =
            "select id, employee_number, kind, application_id, facts, happened_at, read_at from notifications.notice ";

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.shared();

    NoticeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false when a notice of this event is in this inbox already */
    boolean insert(Notice notice, String eventKey, Instant now) {
        return jdbc.sql("""
                        insert into notifications.notice
                            (id, event_key, employee_number, kind, application_id, facts, happened_at, created_at)
                        values (:id, :event, :person, :kind, :application, :facts::jsonb, :happened, :now)
                        on conflict (event_key, employee_number) do nothing
                        """)
                        .param("id", notice.id())
                        .param("event", eventKey)
                        .param("person", notice.employeeNumber())
                        .param("kind", notice.kind().name())
                        .param("application", notice.applicationId())
                        .param("facts", json.writeValueAsString(notice.facts()))
                        .param("happened", notice.happenedAt().atOffset(ZoneOffset.UTC))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** The newest first, after the notice {@code before}, or from the top. */
    List<Notice> page(String person, @Nullable UUID before, int limit) {
        String after = before == null ? "" : """
                   and (happened_at, id) < (select happened_at, id from notifications.notice
                       where id = :before and employee_number = :person)
                  """;
        JdbcClient.StatementSpec query = jdbc.sql(COLUMNS + "where employee_number = :person " + after
                        + "order by happened_at desc, id desc limit :limit")
                .param("person", person)
                .param("limit", limit);
        return (before == null ? query : query.param("before", before))
                .query((rows, index) -> notice(rows))
                .list();
    }

    Optional<Notice> find(UUID id, String person) {
        return jdbc.sql(COLUMNS + "where id = :id and employee_number = :person")
                .param("id", id)
                .param("person", person)
                .query((rows, index) -> notice(rows))
                .optional();
    }

    /** For a job that acts for the portal itself. */
    Optional<Notice> find(UUID id) {
        return jdbc.sql(COLUMNS + "where id = :id")
                .param("id", id)
                .query((rows, index) -> notice(rows))
                .optional();
    }

    void markRead(UUID id, String person, Instant now) {
        jdbc.sql("""
                update notifications.notice set read_at = :now
                where id = :id and employee_number = :person and read_at is null
                """)
                .param("id", id)
                .param("person", person)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void markAllRead(String person, Instant now) {
        jdbc.sql("""
                update notifications.notice set read_at = :now where employee_number = :person and read_at is null
                """)
                .param("person", person)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** At most {@code limit}. */
    int unread(String person, int limit) {
        return jdbc.sql("""
                        select count(*) from (
                            select 1 from notifications.notice
                            where employee_number = :person and read_at is null limit :limit) as unread
                        """)
                .param("person", person)
                .param("limit", limit)
                .query(Integer.class)
                .single();
    }

    Optional<String> language(String person) {
        return jdbc.sql("select language from notifications.preference where employee_number = :person")
                .param("person", person)
                .query(String.class)
                .optional();
    }

    void setLanguage(String person, String language) {
        jdbc.sql("""
                insert into notifications.preference (employee_number, language) values (:person, :language)
                on conflict (employee_number) do update set language = excluded.language
                """).param("person", person).param("language", language).update();
    }

    private Notice notice(ResultSet rows) throws SQLException {
        Timestamp readAt = rows.getTimestamp("read_at");
        return new Notice(
                rows.getObject("id", UUID.class),
                rows.getString("employee_number"),
                NoticeKind.valueOf(rows.getString("kind")),
                rows.getObject("application_id", UUID.class),
                json.readValue(rows.getString("facts"), NoticeFacts.class),
                rows.getTimestamp("happened_at").toInstant(),
                readAt == null ? null : readAt.toInstant());
    }
}
