package org.ltet.portal.notifications;

import java.time.Instant;
import java.time.ZoneOffset;
import org.ltet.portal.operations.Setting;
import org.ltet.portal.operations.spi.Held;
import org.ltet.portal.operations.spi.RetentionRule;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notices and how they were delivered, until nobody asks any more. */
@Component
class NoticeRetention implements RetentionRule {

    private static final Setting KEPT = Setting.days("notifications.notices.keptFor", 730, 90, 3650);

    private static final String DUE = """
            select n.id from notifications.notice n
             where n.happened_at < :before and n.employee_number <> all(:heldMembers)
               and n.application_id <> all(:heldApplications)
               and not exists (select 1 from notifications.delivery d where d.notice_id = n.id and d.status = 'QUEUED')
             limit :most
            """;

    private final JdbcClient jdbc;

    NoticeRetention(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "notifications.notices";
    }

    @Override
    public Setting keptFor() {
        return KEPT;
    }

    @Override
    public long due(Instant before, Held held) {
        return with(jdbc.sql("select count(*) from (" + DUE + ") as due"), before, held, COUNTED)
                .query(Long.class)
                .single();
    }

    @Override
    public int remove(Instant before, Held held) {
        return with(jdbc.sql("""
                        with due as (%s), deliveries as (
                            delete from notifications.delivery where notice_id in (select id from due))
                        delete from notifications.notice where id in (select id from due)
                        """.formatted(DUE)), before, held, BATCH).update();
    }

    private static JdbcClient.StatementSpec with(JdbcClient.StatementSpec sql, Instant before, Held held, int most) {
        return sql.param("before", before.atOffset(ZoneOffset.UTC))
                .param("heldMembers", held.memberNumbers())
                .param("heldApplications", held.applicationIds())
                .param("most", most);
    }
}
