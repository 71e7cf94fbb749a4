package org.ltet.portal.people;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.people.spi.HrmsDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether the HR system answers, and when people last came in from it. */
@Configuration(proxyBeanMethods = false)
class HrmsHealth {

    private static final Duration LATE = Duration.ofHours(26);
    private static final Duration BROKEN = Duration.ofDays(3);

    private record Directory(HrmsDirectory hrms, Clock clock) implements HealthCheck {
        @Override
        public String name() {
            return "hr-system";
        }

        /** Asks for whoever changed since this moment: nearly nobody. */
        @Override
        public Finding look() {
            hrms.read(clock.instant(), null).nextPage();
            return Finding.good("answers");
        }
    }

    private record LastRun(JdbcClient jdbc, Clock clock) implements HealthCheck {
        @Override
        public String name() {
            return "hr-system-read";
        }

        @Override
        public Finding look() {
            Timestamp last = jdbc.sql("select max(ended_at) from people.hrms_run where state = 'COMPLETED'")
                    .query((row, index) -> row.getTimestamp(1))
                    .list()
                    .getFirst();
            return Finding.done(last == null ? null : last.toInstant(), clock.instant(), LATE, BROKEN);
        }
    }

    @Bean
    HealthCheck hrSystemHealth(HrmsDirectory hrms, Clock clock) {
        return new Directory(hrms, clock);
    }

    @Bean
    HealthCheck hrSystemReadHealth(JdbcClient jdbc, Clock clock) {
        return new LastRun(jdbc, clock);
    }
}
