package org.ltet.portal.payments;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.payments.spi.BankChannel;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The bank's mailbox, and released files that did not get there. */
@Configuration(proxyBeanMethods = false)
class BankHealth {

    private static final Duration LATE = Duration.ofMinutes(15);
    private static final Duration BROKEN = Duration.ofHours(2);

    private record Mailbox(BankChannel bank) implements HealthCheck {
        @Override
        public String name() {
            return "bank";
        }

        @Override
        public Finding look() throws Exception {
            return Finding.good(bank.outbox().size() + " files in the outbox");
        }
    }

    private record ToDeliver(JdbcClient jdbc, Clock clock) implements HealthCheck {
        @Override
        public String name() {
            return "bank-files-to-send";
        }

        @Override
        public Finding look() {
            Timestamp oldest = jdbc.sql("select min(released_at) from payments.release where delivered_at is null")
                    .query((row, index) -> row.getTimestamp(1))
                    .list()
                    .getFirst();
            return Finding.waiting(oldest == null ? null : oldest.toInstant(), clock.instant(), LATE, BROKEN);
        }
    }

    @Bean
    HealthCheck bankMailboxHealth(BankChannel bank) {
        return new Mailbox(bank);
    }

    @Bean
    HealthCheck bankFilesHealth(JdbcClient jdbc, Clock clock) {
        return new ToDeliver(jdbc, clock);
    }
}
