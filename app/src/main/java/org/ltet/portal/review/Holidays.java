package org.ltet.portal.review;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The trust's working calendar from the table of holidays; a new holiday counts within a minute on every node. */
@Component
class Holidays {

    private static final String ALL = "";

    private final LoadingCache<String, WorkingCalendar> calendar;

    Holidays(JdbcClient jdbc) {
        calendar = Caffeine.newBuilder()
                .expireAfterWrite(Duration.ofMinutes(1))
                .build(_ -> new WorkingCalendar(jdbc.sql("select day from review.holiday")
                        .query(LocalDate.class)
                        .set()));
    }

    WorkingCalendar calendar() {
        return calendar.get(ALL);
    }
}
