package org.ltet.portal.review;

import java.time.Duration;
import java.time.LocalDate;
import org.ltet.portal.shared.ReadCache;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The trust's working calendar from the table of holidays; a new holiday counts within a minute on every node. */
@Component
class Holidays {

    private static final String ALL = "";

    private final JdbcClient jdbc;
    private final ReadCache<String, WorkingCalendar> calendar = ReadCache.of(1, Duration.ofMinutes(1));

    Holidays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    WorkingCalendar calendar() {
        return calendar.get(ALL, _ -> read());
    }

    /** A change counts on this node at once, on the others within a minute. */
    void forgetAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                calendar.forgetAll();
            }
        });
    }

    WorkingCalendar read() {
        return new WorkingCalendar(jdbc.sql("select day from review.holiday")
                .query(LocalDate.class)
                .set());
    }
}
