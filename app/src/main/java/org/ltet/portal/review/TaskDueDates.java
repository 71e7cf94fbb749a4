package org.ltet.portal.review;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.ltet.portal.applications.spi.DueDates;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets members see by when the level that has their application should decide (APP-7). */
@Component
class TaskDueDates implements DueDates {

    private final JdbcClient jdbc;

    TaskDueDates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<UUID, Instant> of(Collection<UUID> applicationIds) {
        Map<UUID, Instant> due = new HashMap<>();
        jdbc.sql("""
                select application_id, due_at from review.task
                where application_id = any(:ids) and queue in ('WAITING', 'HELD')
                """).param("ids", applicationIds.toArray(UUID[]::new)).query(row -> {
            due.put(row.getObject("application_id", UUID.class), TaskRows.required(row, "due_at"));
        });
        return due;
    }
}
