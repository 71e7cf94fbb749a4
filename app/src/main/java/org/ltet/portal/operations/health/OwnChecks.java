package org.ltet.portal.operations.health;

import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.operations.spi.HealthCheck.Finding;
import org.ltet.portal.operations.spi.HealthCheck.State;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** The database, what the nodes share, the disk of this node, and the two queues of this module. */
@Configuration(proxyBeanMethods = false)
class OwnChecks {

    private static final Duration LATE = Duration.ofMinutes(5);
    private static final Duration BROKEN = Duration.ofMinutes(30);

    /** With less than this share of a disk left, or less than that many bytes, something stops before long. */
    private static final int LATE_PERCENT = 15;

    private static final int BROKEN_PERCENT = 5;
    private static final long BROKEN_BYTES = DataSize.ofMegabytes(200).toBytes();

    /** More often than this in a row, a job does not fail by chance. */
    private static final int MOST_FAILURES = 3;

    @Bean
    HealthCheck databaseHealth(JdbcClient jdbc) {
        return HealthCheck.of(
                "database",
                () -> jdbc.sql("""
                        select current_setting('server_version') as version,
                            coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as encrypted
                        """)
                        .query((row, index) -> Finding.good("PostgreSQL " + row.getString("version")
                                + (row.getBoolean("encrypted") ? ", encrypted line" : ", plain line")))
                        .single());
    }

    @Bean
    HealthCheck redisHealth(ObjectProvider<RedisConnectionFactory> connections, Environment environment) {
        return HealthCheck.of("redis", () -> {
            if (!environment.containsProperty("spring.data.redis.url")) {
                return Finding.unused("sessions in the memory of each node");
            }
            try (RedisConnection connection = connections.getObject().getConnection()) {
                return Finding.good(String.valueOf(connection.ping()));
            }
        });
    }

    /** Where files lie while they are worked on, and, on a machine of its own, database and documents. */
    @Bean
    HealthCheck diskHealth(@Value("${portal.data-directory}") Path data) {
        return HealthCheck.of("disk", () -> {
            FileStore disk = Files.getFileStore(existing(data.toAbsolutePath().normalize()));
            return space(disk.getUsableSpace(), disk.getTotalSpace());
        });
    }

    static Finding space(long free, long whole) {
        long percent = whole == 0 ? 0 : free * 100 / whole;
        State state = percent < BROKEN_PERCENT || free < BROKEN_BYTES
                ? State.BROKEN
                : percent < LATE_PERCENT ? State.LATE : State.GOOD;
        return new Finding(
                state,
                percent + " % free, " + DataSize.ofBytes(free).toMegabytes() + " MB",
                "at least " + LATE_PERCENT + " %");
    }

    private static Path existing(Path wanted) {
        Path path = wanted;
        for (Path above = path.getParent(); !Files.exists(path) && above != null; above = path.getParent()) {
            path = above;
        }
        return path;
    }

    @Bean
    HealthCheck jobsHealth(JdbcClient jdbc, Clock clock) {
        return HealthCheck.of("jobs", () -> {
            Instant now = clock.instant();
            Instant oldest = HealthCheck.moment(
                    jdbc.sql("select min(execution_time) from operations.job where not picked and execution_time <= ?")
                            .param(now.atOffset(ZoneOffset.UTC)));
            return Finding.waiting(oldest, now, LATE, BROKEN);
        });
    }

    @Bean
    HealthCheck failingJobsHealth(JdbcClient jdbc) {
        return HealthCheck.of("jobs-failing", () -> {
            List<String> failing =
                    jdbc.sql("""
                            select task_name || ' (' || count(*) || ')' from operations.job where consecutive_failures > ?
                            group by task_name order by task_name limit 10
                            """).param(MOST_FAILURES).query(String.class).list();
            return failing.isEmpty()
                    ? Finding.good("none")
                    : new Finding(State.LATE, String.join(", ", failing), "none");
        });
    }

    @Bean
    HealthCheck eventsHealth(JdbcClient jdbc, Clock clock) {
        return HealthCheck.of("events", () -> {
            Instant oldest = HealthCheck.moment(jdbc.sql(
                    "select min(publication_date) from operations.event_publication where completion_date is null"));
            return Finding.waiting(oldest, clock.instant(), LATE, BROKEN);
        });
    }
}
