package org.ltet.portal.applications;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What members were reminded of, so that nobody is told twice. */
@Component
class Reminders {

    enum Kind {
        ANSWER,
        DRAFT
    }

    private final JdbcClient jdbc;

    Reminders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The number of the last reminder since then, 0 for none. */
    int last(UUID applicationId, Kind kind, Instant since) {
        return jdbc.sql("""
                select coalesce(max(ordinal), 0) from applications.reminder
                where application_id = :id and kind = :kind and since = :since
                """)
                .param("id", applicationId)
                .param("kind", kind.name())
                .param("since", ApplicationRows.timestamp(since))
                .query(Integer.class)
                .single();
    }

    /** When the member was reminded first since then. */
    Optional<Instant> first(UUID applicationId, Kind kind, Instant since) {
        return jdbc.sql("""
                select at from applications.reminder
                where application_id = :id and kind = :kind and since = :since order by ordinal limit 1
                """)
                .param("id", applicationId)
                .param("kind", kind.name())
                .param("since", ApplicationRows.timestamp(since))
                .query((row, index) -> ApplicationRows.instant(row, "at"))
                .optional();
    }

    void keep(UUID applicationId, Kind kind, Instant since, int ordinal, Instant now) {
        jdbc.sql("""
                insert into applications.reminder (application_id, kind, since, ordinal, at)
                values (:id, :kind, :since, :ordinal, :now)
                """)
                .param("id", applicationId)
                .param("kind", kind.name())
                .param("since", ApplicationRows.timestamp(since))
                .param("ordinal", ordinal)
                .param("now", ApplicationRows.timestamp(now))
                .update();
    }
}
