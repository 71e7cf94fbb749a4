package org.ltet.portal.payments;

import java.time.Clock;
import java.time.Duration;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.operations.spi.HealthCheck.Finding;
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

    @Bean
    HealthCheck bankMailboxHealth(BankChannel bank) {
        return HealthCheck.of("bank", () -> Finding.good(bank.outbox().size() + " files in the outbox"));
    }

    @Bean
    HealthCheck bankFilesHealth(JdbcClient jdbc, Clock clock) {
        String oldest = "select min(released_at) from payments.release where delivered_at is null";
        return HealthCheck.of(
                "bank-files-to-send",
                () -> Finding.waiting(HealthCheck.moment(jdbc.sql(oldest)), clock.instant(), LATE, BROKEN));
    }

    @Bean
    HealthCheck openItemsHealth(JdbcClient jdbc, Clock clock) {
        String oldest = "select min(opened_at) from payments.open_item where state = 'OPEN'";
        return HealthCheck.of(
                "open-items",
                () -> Finding.waiting(HealthCheck.moment(jdbc.sql(oldest)), clock.instant(), ITEMS_LATE, ITEMS_BROKEN));
    }
}
