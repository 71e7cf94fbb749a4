package org.ltet.portal.audit;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.ltet.portal.operations.spi.HealthCheck;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether entries are chained in time, and what the last check of the whole trail found. */
@Configuration(proxyBeanMethods = false)
class TrailHealth {

    private static final long MOST_UNCHAINED = 1_000;
    private static final Duration LATE = Duration.ofHours(26);
    private static final Duration BROKEN = Duration.ofDays(7);

    private record Unchained(JdbcClient jdbc) implements HealthCheck {
        @Override
        public String name() {
            return "audit-to-chain";
        }

        @Override
        public Finding look() {
            long waiting = jdbc.sql("select count(*) from (select from audit.unlinked limit 100000)")
                    .query(Long.class)
                    .single();
            return new Finding(
                    waiting > MOST_UNCHAINED ? State.LATE : State.GOOD,
                    waiting + " entries wait",
                    "at most " + MOST_UNCHAINED);
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
    HealthCheck unchainedHealth(JdbcClient jdbc) {
        return new Unchained(jdbc);
    }

    @Bean
    HealthCheck trailCheckedHealth(Chain chain, Clock clock) {
        return new Checked(chain, clock);
    }
}
