package org.ltet.portal.documents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.operations.spi.HealthCheck.Finding;
import org.ltet.portal.operations.spi.HealthCheck.State;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The store, the virus scanner, and what waits to be scanned and read. */
@Configuration(proxyBeanMethods = false)
class DocumentsHealth {

    private static final Duration LATE = Duration.ofMinutes(15);
    private static final Duration BROKEN = Duration.ofHours(4);

    @Bean
    HealthCheck storeHealth(Stores stores) {
        return HealthCheck.of("document-store", () -> {
            stores.current().now();
            return Finding.good(stores.current().name());
        });
    }

    @Bean
    HealthCheck scannerHealth(Quarantine quarantine) {
        return HealthCheck.of("virus-scanner", () -> switch (quarantine.condition()) {
            case OFF -> Finding.unused("no scanner is set up");
            case RUNNING -> Finding.good("answers");
            case DOWN -> new Finding(State.BROKEN, "does not answer", "an answer");
        });
    }

    @Bean
    HealthCheck scansHealth(Quarantine quarantine, JdbcClient jdbc, Clock clock) {
        return HealthCheck.of("documents-to-scan", () -> {
            if (!quarantine.scans()) {
                return Finding.unused("no scanner is set up");
            }
            Instant oldest = HealthCheck.moment(jdbc.sql("""
                            select min(added_at) from documents.document where safety = 'UNCHECKED' and state = 'STORED'
                            """));
            return Finding.waiting(oldest, clock.instant(), LATE, BROKEN);
        });
    }

    @Bean
    HealthCheck readingsHealth(JdbcClient jdbc, Clock clock) {
        return HealthCheck.of("documents-to-read", () -> {
            Instant now = clock.instant();
            Instant oldest = HealthCheck.moment(jdbc.sql("""
                            select min(execution_time) from documents.reading_job where not picked and execution_time <= ?
                            """).param(now.atOffset(ZoneOffset.UTC)));
            return Finding.waiting(oldest, now, LATE, BROKEN);
        });
    }
}
