package org.ltet.portal.schemes;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hears from PostgreSQL that some node published or ended a version, over a connection of its own. When the connection
 * breaks, a notice may have been missed: the catalogue is read again as soon as a new one stands.
 */
@Component
class ChangeListener implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ChangeListener.class);
    private static final int WAIT_MILLIS = 20_000;
    private static final int RETRY_MILLIS = 1_000;

    private final JdbcConnectionDetails database;
    private final Catalogue catalogue;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Connection connection;

    ChangeListener(JdbcConnectionDetails database, Catalogue catalogue) {
        this.database = database;
        this.catalogue = catalogue;
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("schemes-changes").start(this::run);
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
        close(connection);
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (isRunning()) {
            try (Connection own = DriverManager.getConnection(
                            database.getJdbcUrl(), database.getUsername(), database.getPassword());
                    Statement statement = own.createStatement()) {
                connection = own;
                statement.execute("listen schemes_changed");
                catalogue.forget();
                listen(own.unwrap(PGConnection.class));
            } catch (SQLException e) {
                if (isRunning()) {
                    log.warn("Not hearing of changed schemes, trying again: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private void listen(PGConnection listening) throws SQLException {
        while (isRunning()) {
            PGNotification[] notices = listening.getNotifications(WAIT_MILLIS);
            if (notices != null && notices.length > 0) {
                catalogue.forget();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(@Nullable Connection open) {
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                log.debug("Closing the listening connection", e);
            }
        }
    }
}
