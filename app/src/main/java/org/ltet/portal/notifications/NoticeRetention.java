package org.ltet.portal.notifications;

import java.time.Instant;
import org.ltet.portal.operations.Setting;
import org.ltet.portal.operations.spi.DueRecords;
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

    private final DueRecords due;

    NoticeRetention(JdbcClient jdbc) {
        this.due = new DueRecords(jdbc, DUE);
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
        return due.count(before, held);
    }

    @Override
    public int remove(Instant before, Held held) {
        return due.in("""
                        with due as (%s), deliveries as (
                            delete from notifications.delivery where notice_id in (select id from due))
                        delete from notifications.notice where id in (select id from due)
                        """, before, held, BATCH).update();
    }
}
