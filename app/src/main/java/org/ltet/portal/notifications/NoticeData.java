package org.ltet.portal.notifications;

import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.spi.DataSubject;
import org.ltet.portal.operations.spi.Erasure;
import org.ltet.portal.operations.spi.Held;
import org.ltet.portal.operations.spi.LegalGround;
import org.ltet.portal.operations.spi.PersonalDataHolder;
import org.ltet.portal.operations.spi.PersonalDataSink;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What notifications keep about a person: what they were told, and in which language they want it. */
@Component
class NoticeData implements PersonalDataHolder {

    /** More than anybody is told within the time for which it is kept. */
    private static final int MANY = 20_000;

    record Told(
            UUID id,
            String kind,
            JsonNode facts,
            Instant happenedAt,
            @Nullable Instant readAt) {}

    private final JdbcClient jdbc;
    private final NoticeRows notices;
    private final UnreadCounts unread;
    private final JsonMapper json = JsonMapper.shared();

    NoticeData(JdbcClient jdbc, NoticeRows notices, UnreadCounts unread) {
        this.jdbc = jdbc;
        this.notices = notices;
        this.unread = unread;
    }

    @Override
    public void export(DataSubject subject, PersonalDataSink sink) throws IOException {
        sink.json(
                "notices",
                jdbc.sql("""
                        select id, kind, facts, happened_at, read_at from notifications.notice
                         where employee_number = ? order by happened_at, id limit ?
                        """)
                        .params(subject.employeeNumber(), MANY)
                        .query((row, index) -> {
                            OffsetDateTime read = row.getObject("read_at", OffsetDateTime.class);
                            return new Told(
                                    row.getObject("id", UUID.class),
                                    row.getString("kind"),
                                    json.readTree(row.getString("facts")),
                                    row.getObject("happened_at", OffsetDateTime.class)
                                            .toInstant(),
                                    read == null ? null : read.toInstant());
                        })
                        .list());
        sink.json("language", notices.language(subject.employeeNumber()).orElse("en"));
    }

    /** What is still on its way goes out first, and by the retention schedule later. */
    @Override
    public List<Erasure> erase(DataSubject subject, Held held) {
        int erased = jdbc.sql("""
                        with gone as (
                            select n.id from notifications.notice n
                             where n.employee_number = :person and n.application_id <> all(:held)
                               and not exists (select 1 from notifications.delivery d
                                                where d.notice_id = n.id and d.status = 'QUEUED')),
                        deliveries as (delete from notifications.delivery where notice_id in (select id from gone))
                        delete from notifications.notice where id in (select id from gone)
                        """)
                .param("person", subject.employeeNumber())
                .param("held", held.applicationIds())
                .update();
        long kept = jdbc.sql("""
                        select count(*) from notifications.notice
                         where employee_number = :person and application_id = any(:held)
                        """)
                .param("person", subject.employeeNumber())
                .param("held", held.applicationIds())
                .query(Long.class)
                .single();
        jdbc.sql("delete from notifications.preference where employee_number = ?")
                .param(subject.employeeNumber())
                .update();
        unread.changed(subject.employeeNumber());
        return List.of(new Erasure("notifications.notices", erased, kept, kept > 0 ? LegalGround.LEGAL_HOLD : null));
    }
}
