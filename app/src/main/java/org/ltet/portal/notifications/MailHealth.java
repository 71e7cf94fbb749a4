package org.ltet.portal.notifications;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.ltet.portal.operations.spi.HealthCheck;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The mail server, and the e-mails that wait for it. */
@Configuration(proxyBeanMethods = false)
class MailHealth {

    private static final Duration LATE = Duration.ofMinutes(15);
    private static final Duration BROKEN = Duration.ofHours(4);

    private record Server(JavaMailSenderImpl mail) implements HealthCheck {
        @Override
        public String name() {
            return "mail";
        }

        @Override
        public Finding look() throws Exception {
            mail.testConnection();
            return Finding.good("takes mail");
        }
    }

    private record Waiting(JdbcClient jdbc, Clock clock) implements HealthCheck {
        @Override
        public String name() {
            return "mail-to-send";
        }

        @Override
        public Finding look() {
            Timestamp oldest = jdbc.sql("select min(created_at) from notifications.delivery where status = 'QUEUED'")
                    .query((row, index) -> row.getTimestamp(1))
                    .list()
                    .getFirst();
            return Finding.waiting(oldest == null ? null : oldest.toInstant(), clock.instant(), LATE, BROKEN);
        }
    }

    @Bean
    HealthCheck mailServerHealth(JavaMailSenderImpl mail) {
        return new Server(mail);
    }

    @Bean
    HealthCheck mailToSendHealth(JdbcClient jdbc, Clock clock) {
        return new Waiting(jdbc, clock);
    }
}
