package org.ltet.portal.people;

import java.time.Clock;
import java.time.Duration;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.operations.spi.HealthCheck.Finding;
import org.ltet.portal.people.spi.HrmsDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether the HR system answers, and when people last came in from it. */
@Configuration(proxyBeanMethods = false)
class HrmsHealth {

    private static final Duration LATE = Duration.ofHours(26);
    private static final Duration BROKEN = Duration.ofDays(3);

    /** Asks for whoever changed since this moment: nearly nobody. */
    @Bean
    HealthCheck hrSystemHealth(HrmsDirectory hrms, Clock clock) {
        return HealthCheck.of("hr-system", () -> {
            hrms.read(clock.instant(), null).nextPage();
            return Finding.good("answers");
        });
    }

    @Bean
    HealthCheck hrSystemReadHealth(JdbcClient jdbc, Clock clock) {
        String last = "select max(ended_at) from people.hrms_run where state = 'COMPLETED'";
        return HealthCheck.of(
                "hr-system-read",
                () -> Finding.done(HealthCheck.moment(jdbc.sql(last)), clock.instant(), LATE, BROKEN));
    }
}
