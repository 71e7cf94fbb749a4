package org.ltet.portal.payments.posting;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.spi.HealthCheck;
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

    private record Books(@Nullable AccountingSystem system, Clock clock) implements HealthCheck {
        @Override
        public String name() {
            return "sap";
        }

        @Override
        public Finding look() throws Exception {
            if (system == null) {
                return Finding.unused(NOT_SET_UP);
            }
            LocalDate today = IndiaTime.today(clock);
            int documents = system.totals(today, today).stream()
                    .mapToInt(AccountingSystem.DayTotal::documents)
                    .sum();
            return Finding.good(documents + " documents today");
        }
    }

    private record ToPost(JdbcClient jdbc, Clock clock, boolean setUp) implements HealthCheck {

        private record Waiting(@Nullable Timestamp oldest, int refused) {}

        @Override
        public String name() {
            return "sap-to-post";
        }

        @Override
        public Finding look() {
            if (!setUp) {
                return Finding.unused(NOT_SET_UP);
            }
            Waiting waiting = jdbc.sql("""
                    select min(planned_at) filter (where state = 'WAITING') oldest,
                        count(*) filter (where state = 'FAILED') refused
                    from payments.posting where state in ('WAITING', 'FAILED')
                    """)
                    .query((row, index) -> new Waiting(row.getTimestamp("oldest"), row.getInt("refused")))
                    .single();
            Finding finding = Finding.waiting(
                    waiting.oldest() == null ? null : waiting.oldest().toInstant(), clock.instant(), LATE, BROKEN);
            return waiting.refused() > 0 && finding.state() == State.GOOD
                    ? new Finding(State.LATE, waiting.refused() + " refused", "none")
                    : finding;
        }
    }

    @Bean
    HealthCheck booksHealth(ObjectProvider<AccountingSystem> books, Clock clock) {
        return new Books(books.getIfAvailable(), clock);
    }

    @Bean
    HealthCheck toPostHealth(JdbcClient jdbc, Clock clock, ObjectProvider<AccountingSystem> books) {
        return new ToPost(jdbc, clock, books.getIfAvailable() != null);
    }
}
