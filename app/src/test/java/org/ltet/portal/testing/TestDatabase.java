package org.ltet.portal.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.ltet.portal.operations.database.EmbeddedPostgres;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * One real PostgreSQL for the whole test run, a database of its own for each application context. It ends after the
 * contexts, which still speak to it while they close.
 */
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static EmbeddedPostgres start() {
        EmbeddedPostgres server = EmbeddedPostgres.start(Path.of("target", "test-postgresql"), 0, false);
        SpringApplication.getShutdownHandlers().add(server::close);
        return server;
    }

    /** Creates an empty database and returns the properties that point the portal at it. */
    public static Map<String, Object> freshDatabase() {
        String name = "test_" + DATABASES.incrementAndGet();
        try (Connection connection =
                        DriverManager.getConnection(SERVER.jdbcUrl("postgres"), SERVER.user(), SERVER.password());
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name + " with (force)");
            statement.execute("create database " + name);
            return Map.of(
                    "spring.datasource.url", SERVER.jdbcUrl(name),
                    "spring.datasource.username", SERVER.user(),
                    "spring.datasource.password", SERVER.password());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test database", freshDatabase()));
    }
}
