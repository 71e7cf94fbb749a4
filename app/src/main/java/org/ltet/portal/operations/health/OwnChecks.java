package org.ltet.portal.operations.health;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.spi.HealthCheck;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database, what the nodes share, and the two queues of this module. */
@Configuration(proxyBeanMethods = false)
class OwnChecks {

    private static final Duration LATE = Duration.ofMinutes(5);
    private static final Duration BROKEN = Duration.ofMinutes(30);

    /** More often than this in a row, a job does not fail by chance. */
    private static final int MOST_FAILURES = 3;

    private record Check(String name, Callable<Finding> looks) implements HealthCheck {
        @Override
        public Finding look() throws Exception {
            return looks.call();
        }
    }

    @Bean
    HealthCheck databaseHealth(JdbcClient jdbc) {
        return new Check(
                "database",
                () -> jdbc.sql("""
                        select current_setting('server_version') as version,
                            coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as encrypted
                        """)
                        .query((row, index) -> HealthCheck.Finding.good("PostgreSQL " + row.getString("version")
                                + (row.getBoolean("encrypted") ? ", encrypted line" : ", plain line")))
                        .single());
    }

    @Bean
    HealthCheck redisHealth(ObjectProvider<RedisConnectionFactory> connections, Environment environment) {
        return new Check("redis", () -> {
            if (!environment.containsProperty("spring.data.redis.url")) {
                return HealthCheck.Finding.unused("sessions in the memory of each node");
            }
            try (RedisConnection connection = connections.getObject().getConnection()) {
                return HealthCheck.Finding.good(String.valueOf(connection.ping()));
            }
        });
    }

    @Bean
    HealthCheck jobsHealth(JdbcClient jdbc, Clock clock) {
        return new Check("jobs", () -> {
            Instant now = clock.instant();
            Timestamp oldest = jdbc.sql(
                            "select min(execution_time) from operations.job where not picked and execution_time <= ?")
                    .param(now.atOffset(ZoneOffset.UTC))
                    .query((row, index) -> row.getTimestamp(1))
                    .list()
                    .getFirst();
            return HealthCheck.Finding.waiting(moment(oldest), now, LATE, BROKEN);
        });
    }

    @Bean
    HealthCheck failingJobsHealth(JdbcClient jdbc) {
        return new Check("jobs-failing", () -> {
            List<String> failing =
                    jdbc.sql("""
                            select task_name || ' (' || count(*) || ')' from operations.job where consecutive_failures > ?
                            group by task_name order by task_name limit 10
                            """).param(MOST_FAILURES).query(String.class).list();
            return failing.isEmpty()
                    ? HealthCheck.Finding.good("none")
                    : new HealthCheck.Finding(HealthCheck.State.LATE, String.join(", ", failing), "none");
        });
    }

    @Bean
    HealthCheck eventsHealth(JdbcClient jdbc, Clock clock) {
        return new Check("events", () -> {
            Timestamp oldest = jdbc.sql(
                            "select min(publication_date) from operations.event_publication where completion_date is null")
                    .query((row, index) -> row.getTimestamp(1))
                    .list()
                    .getFirst();
            return HealthCheck.Finding.waiting(moment(oldest), clock.instant(), LATE, BROKEN);
        });
    }

    private static @Nullable Instant moment(@Nullable Timestamp stamp) {
        return stamp == null ? null : stamp.toInstant();
    }
}
