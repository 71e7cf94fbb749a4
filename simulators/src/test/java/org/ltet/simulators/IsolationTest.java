package org.ltet.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.security.web.SecurityFilterChain;

/** The test class path holds the portal's libraries and an application.properties, as in the portal's own tests. */
class IsolationTest {

    @Test
    @DisplayName("ITG-6: on a class path shared with the portal nothing but the simulators starts")
    void nothingOfThePortalsLibrariesSwitchesOn() throws Exception {
        try (Running running = Running.with()) {
            assertThat(running.context.getBeanNamesForType(DataSource.class)).isEmpty();
            assertThat(running.context.getBeanNamesForType(Flyway.class)).isEmpty();
            assertThat(running.context.getBeanNamesForType(SecurityFilterChain.class))
                    .isEmpty();
            assertThat(running.context.getBeanNamesForType(JavaMailSender.class))
                    .isEmpty();
            assertThat(Arrays.stream(running.context.getBeanDefinitionNames())
                            .filter(name -> name.startsWith("org.springframework.")
                                    && !name.startsWith("org.springframework.boot."))
                            .filter(name -> name.matches(".*(modulith|security|jdbc|actuate|springdoc).*")))
                    .isEmpty();
            assertThat(running.send(running.request("/")).statusCode()).isEqualTo(200);
            assertThat(running.send(running.request("/actuator/health")).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    @DisplayName("The portal's application.properties is not read")
    void readsItsOwnConfigurationOnly() {
        try (Running running = Running.with()) {
            assertThat(running.context.getEnvironment().getProperty("spring.datasource.url"))
                    .isNull();
            assertThat(running.property("spring.application.name")).isEqualTo("simulators");
            assertThat(running.property("server.address")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    @DisplayName("Two sets of simulators run side by side, and logging of the surrounding program stays as it was")
    void runsTwiceAndLeavesLoggingAlone() throws Exception {
        var logger = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("org.ltet.simulators");
        logger.setLevel(ch.qos.logback.classic.Level.TRACE);
        Logger root = Logger.getLogger("");
        var handlers = root.getHandlers();
        try (Running one = Running.with();
                Running other = Running.with()) {
            assertThat(one.base).isNotEqualTo(other.base);
            assertThat(one.send(one.request("/")).statusCode()).isEqualTo(200);
            assertThat(other.send(other.request("/")).statusCode()).isEqualTo(200);
        }
        assertThat(logger.getLevel()).isEqualTo(ch.qos.logback.classic.Level.TRACE);
        assertThat(root.getHandlers()).isEqualTo(handlers);
        logger.setLevel(null);
    }
}
