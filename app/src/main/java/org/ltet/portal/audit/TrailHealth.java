package org.ltet.portal.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ltet.portal.operations.spi.HealthCheck;
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

    private record Unchained(JdbcClient jdbc, Clock clock) implements HealthCheck {
        @Override
        public String name() {
            return "audit-to-chain";
        }

        @Override
        public Finding look() {
            Instant oldest = jdbc.sql("select entry_at from audit.unlinked order by entry_id limit 1")
                    .query((row, index) -> row.getTimestamp(1).toInstant())
                    .optional()
                    .orElse(null);
            return Finding.waiting(oldest, clock.instant(), UNCHAINED_LATE, UNCHAINED_BROKEN);
        }
    }

    private record Checked(Chain chain, Clock clock) implements HealthCheck {
        @Override
        public String name() {
            return "audit-checked";
        }

        @Override
        public Finding look() {
            List<Chain.Checked> checks = chain.checks();
            if (checks.isEmpty()) {
                return Finding.done(null, clock.instant(), LATE, BROKEN);
            }
            Chain.Checked last = checks.getFirst();
            return last.problems() > 0
                    ? new Finding(State.BROKEN, last.problems() + " problems found", "none")
                    : Finding.done(last.at(), clock.instant(), LATE, BROKEN);
        }
    }

    @Bean
    HealthCheck unchainedHealth(JdbcClient jdbc, Clock clock) {
        return new Unchained(jdbc, clock);
    }

    @Bean
    HealthCheck trailCheckedHealth(Chain chain, Clock clock) {
        return new Checked(chain, clock);
    }
}
