package org.ltet.portal.payments.posting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.operations.spi.HealthCheck.Finding;
import org.ltet.portal.operations.spi.HealthCheck.State;
import org.ltet.portal.payments.spi.AccountingSystem;
import org.ltet.portal.shared.IndiaTime;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The accounting system, and what it has not taken. */
@Configuration(proxyBeanMethods = false)
class PostingHealth {

    private static final Duration LATE = Duration.ofHours(1);
    private static final Duration BROKEN = Duration.ofHours(24);
    private static final String NOT_SET_UP = "no accounting system is set up";

    private record Waiting(@Nullable Instant oldest, int refused) {}

    @Bean
    HealthCheck booksHealth(ObjectProvider<AccountingSystem> books, Clock clock) {
        return HealthCheck.of("sap", () -> {
            AccountingSystem system = books.getIfAvailable();
            if (system == null) {
                return Finding.unused(NOT_SET_UP);
            }
            LocalDate today = IndiaTime.today(clock);
            int documents = system.totals(today, today).stream()
                    .mapToInt(AccountingSystem.DayTotal::documents)
                    .sum();
            return Finding.good(documents + " documents today");
        });
    }

    @Bean
    HealthCheck toPostHealth(JdbcClient jdbc, Clock clock, ObjectProvider<AccountingSystem> books) {
        return HealthCheck.of("sap-to-post", () -> {
            if (books.getIfAvailable() == null) {
                return Finding.unused(NOT_SET_UP);
            }
            Waiting waiting = jdbc.sql("""
                    select (select min(planned_at) from payments.posting where state = 'WAITING') oldest,
                        (select count(*) from payments.posting where state = 'FAILED') refused
                    """)
                    .query((row, index) -> new Waiting(moment(row), row.getInt("refused")))
                    .single();
            Finding finding = Finding.waiting(waiting.oldest(), clock.instant(), LATE, BROKEN);
            return waiting.refused() > 0 && finding.state() == State.GOOD
                    ? new Finding(State.LATE, waiting.refused() + " refused", "none")
                    : finding;
        });
    }

    private static @Nullable Instant moment(ResultSet row) throws SQLException {
        OffsetDateTime oldest = row.getObject("oldest", OffsetDateTime.class);
        return oldest == null ? null : oldest.toInstant();
    }
}
