package org.ltet.portal.audit;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.operations.spi.HealthCheck.Finding;
import org.ltet.portal.operations.spi.HealthCheck.State;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether entries are chained in time, and what the last check of the whole trail found. */
@Configuration(proxyBeanMethods = false)
class TrailHealth {

    private static final Duration UNCHAINED_LATE = Duration.ofMinutes(5);
    private static final Duration UNCHAINED_BROKEN = Duration.ofHours(1);
    private static final Duration LATE = Duration.ofHours(26);
    private static final Duration BROKEN = Duration.ofDays(7);

    @Bean
    HealthCheck unchainedHealth(JdbcClient jdbc, Clock clock) {
        String oldest = "select (select entry_at from audit.unlinked order by entry_id limit 1)";
        return HealthCheck.of(
                "audit-to-chain",
                () -> Finding.waiting(
                        HealthCheck.moment(jdbc.sql(oldest)), clock.instant(), UNCHAINED_LATE, UNCHAINED_BROKEN));
    }

    @Bean
    HealthCheck trailCheckedHealth(Chain chain, Clock clock) {
        return HealthCheck.of("audit-checked", () -> {
            List<Chain.Checked> checks = chain.checks();
            if (checks.isEmpty()) {
                return Finding.done(null, clock.instant(), LATE, BROKEN);
            }
            Chain.Checked last = checks.getFirst();
            return last.problems() > 0
                    ? new Finding(State.BROKEN, last.problems() + " problems found", "none")
                    : Finding.done(last.at(), clock.instant(), LATE, BROKEN);
        });
    }
}
