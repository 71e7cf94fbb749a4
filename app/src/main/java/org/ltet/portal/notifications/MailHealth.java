package org.ltet.portal.notifications;

import java.time.Clock;
import java.time.Duration;
import org.ltet.portal.operations.spi.HealthCheck;
import org.ltet.portal.operations.spi.HealthCheck.Finding;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The mail server, and the e-mails that wait for it. */
@Configuration(proxyBeanMethods = false)
class MailHealth {

    private static final Duration LATE = Duration.ofMinutes(15);
    private static final Duration BROKEN = Duration.ofHours(4);

    @Bean
    HealthCheck mailServerHealth(JavaMailSenderImpl mail) {
        return HealthCheck.of("mail", () -> {
            mail.testConnection();
            return Finding.good("takes mail");
        });
    }

    @Bean
    HealthCheck mailToSendHealth(JdbcClient jdbc, Clock clock) {
        String oldest = "select min(created_at) from notifications.delivery where status = 'QUEUED'";
        return HealthCheck.of(
                "mail-to-send",
                () -> Finding.waiting(HealthCheck.moment(jdbc.sql(oldest)), clock.instant(), LATE, BROKEN));
    }
}
