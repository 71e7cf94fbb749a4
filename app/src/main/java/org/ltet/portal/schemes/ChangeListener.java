package org.ltet.portal.schemes;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
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
    private static final int VALID_SECONDS = 5;

    private final JdbcConnectionDetails database;
    private final Catalogue catalogue;
    private volatile boolean running;
    private @Nullable Thread thread;
    private volatile @Nullable Connection connection;

    ChangeListener(JdbcConnectionDetails database, Catalogue catalogue) {
        this.database = database;
        this.catalogue = catalogue;
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofVirtual().name("schemes-changes").start(this::run);
    }

    /** Waits for the thread, so that a restart never finds the old one still running. */
    @Override
    public synchronized void stop() {
        running = false;
        Thread started = thread;
        thread = null;
        if (started != null) {
            started.interrupt();
            abort(connection);
            join(started);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try (Connection own = DriverManager.getConnection(
                            database.getJdbcUrl(), database.getUsername(), database.getPassword());
                    Statement statement = own.createStatement()) {
                connection = own;
                statement.execute("listen schemes_changed");
                catalogue.forget();
                listen(own, own.unwrap(PGConnection.class));
            } catch (SQLException e) {
                if (running) {
                    log.warn("Not hearing of changed schemes, trying again: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private void listen(Connection own, PGConnection listening) throws SQLException {
        while (running) {
            PGNotification[] notices = listening.getNotifications(WAIT_MILLIS);
            if (notices != null && notices.length > 0) {
                catalogue.forget();
            } else if (!own.isValid(VALID_SECONDS)) {
                throw new SQLException("the database does not answer any more");
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

    private static void join(Thread ending) {
        try {
            ending.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the wait for notices at once; closing would wait with it. */
    private static void abort(@Nullable Connection open) {
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException e) {
                log.debug("Ending the listening connection", e);
            }
        }
    }
}
