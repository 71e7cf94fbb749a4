package org.ltet.portal.payments;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.payments.spi.BankChannel;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The bank's mailbox, released files that did not get there, and what the bank said that waits for a person. */
@Configuration(proxyBeanMethods = false)
class BankHealth {

    private static final Duration LATE = Duration.ofMinutes(15);
    private static final Duration BROKEN = Duration.ofHours(2);

    /** People work on these, and not at the weekend. */
    private static final Duration ITEMS_LATE = Duration.ofDays(2);

    private static final Duration ITEMS_BROKEN = Duration.ofDays(7);

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

    private record OpenItems(JdbcClient jdbc, Clock clock) implements HealthCheck {
        @Override
        public String name() {
            return "open-items";
        }

        @Override
        public Finding look() {
            Timestamp oldest = jdbc.sql("select min(opened_at) from payments.open_item where state = 'OPEN'")
                    .query((row, index) -> row.getTimestamp(1))
                    .list()
                    .getFirst();
            return Finding.waiting(
                    oldest == null ? null : oldest.toInstant(), clock.instant(), ITEMS_LATE, ITEMS_BROKEN);
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

    @Bean
    HealthCheck openItemsHealth(JdbcClient jdbc, Clock clock) {
        return new OpenItems(jdbc, clock);
    }
}
