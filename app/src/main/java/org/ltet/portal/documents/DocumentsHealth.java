package org.ltet.portal.documents;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.spi.HealthCheck;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The store, the virus scanner, and what waits to be scanned and read. */
@Configuration(proxyBeanMethods = false)
class DocumentsHealth {

    private static final Duration LATE = Duration.ofMinutes(15);
    private static final Duration BROKEN = Duration.ofHours(4);

    private record Check(String name, Callable<Finding> looks) implements HealthCheck {
        @Override
        public Finding look() throws Exception {
            return looks.call();
        }
    }

    @Bean
    HealthCheck storeHealth(Stores stores) {
        return new Check("document-store", () -> {
            stores.current().now();
            return HealthCheck.Finding.good(stores.current().name());
        });
    }

    @Bean
    HealthCheck scannerHealth(Quarantine quarantine) {
        return new Check("virus-scanner", () -> switch (quarantine.condition()) {
            case OFF -> HealthCheck.Finding.unused("no scanner is set up");
            case RUNNING -> HealthCheck.Finding.good("answers");
            case DOWN -> new HealthCheck.Finding(HealthCheck.State.BROKEN, "does not answer", "an answer");
        });
    }

    @Bean
    HealthCheck scansHealth(Quarantine quarantine, JdbcClient jdbc, Clock clock) {
        return new Check("documents-to-scan", () -> {
            if (!quarantine.scans()) {
                return HealthCheck.Finding.unused("no scanner is set up");
            }
            Timestamp oldest = jdbc.sql("""
                            select min(added_at) from documents.document where safety = 'UNCHECKED' and state = 'STORED'
                            """)
                    .query((row, index) -> row.getTimestamp(1))
                    .list()
                    .getFirst();
            return HealthCheck.Finding.waiting(moment(oldest), clock.instant(), LATE, BROKEN);
        });
    }

    @Bean
    HealthCheck readingsHealth(JdbcClient jdbc, Clock clock) {
        return new Check("documents-to-read", () -> {
            Instant now = clock.instant();
            Timestamp oldest = jdbc.sql("""
                            select min(execution_time) from documents.reading_job where not picked and execution_time <= ?
                            """)
                    .param(now.atOffset(ZoneOffset.UTC))
                    .query((row, index) -> row.getTimestamp(1))
                    .list()
                    .getFirst();
            return HealthCheck.Finding.waiting(moment(oldest), now, LATE, BROKEN);
        });
    }

    private static @Nullable Instant moment(@Nullable Timestamp stamp) {
        return stamp == null ? null : stamp.toInstant();
    }
}
