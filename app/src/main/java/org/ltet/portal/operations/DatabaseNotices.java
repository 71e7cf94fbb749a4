package org.ltet.portal.operations;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.spi.NoticeListener;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hears from PostgreSQL what other nodes changed, over one connection of its own for all who listen. When the connection
 * breaks, notices may have been missed: the listeners are told as soon as a new one stands.
 */
@Component
class DatabaseNotices implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DatabaseNotices.class);
    private static final Pattern CHANNEL = Pattern.compile("[a-z_]{1,60}");
    private static final int WAIT_MILLIS = 20_000;
    private static final int RETRY_MILLIS = 1_000;
    private static final int VALID_SECONDS = 5;

    private final JdbcConnectionDetails database;
    private final List<NoticeListener> listeners;
    private volatile boolean running;
    private @Nullable Thread thread;
    private volatile @Nullable Connection connection;

    DatabaseNotices(JdbcConnectionDetails database, List<NoticeListener> listeners) {
        this.database = database;
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofVirtual().name("database-notices").start(this::run);
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
                for (String channel : channels()) {
                    statement.execute("listen " + channel);
                }
                listeners.forEach(listener -> tell(listener, listener::mayHaveMissed));
                listen(own, own.unwrap(PGConnection.class));
            } catch (SQLException e) {
                if (running) {
                    log.warn("Not hearing what other nodes change, trying again: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private void listen(Connection own, PGConnection listening) throws SQLException {
        while (running) {
            PGNotification[] notices = listening.getNotifications(WAIT_MILLIS);
            if (notices != null && notices.length > 0) {
                for (PGNotification notice : notices) {
                    pass(notice);
                }
            } else if (!own.isValid(VALID_SECONDS)) {
                throw new SQLException("the database does not answer any more");
            }
        }
    }

    private Set<String> channels() {
        Set<String> channels = new TreeSet<>();
        for (NoticeListener listener : listeners) {
            if (!CHANNEL.matcher(listener.channel()).matches()) {
                throw new IllegalStateException("Not the name of a channel: " + listener.channel());
            }
            channels.add(listener.channel());
        }
        return channels;
    }

    private void pass(PGNotification notice) {
        for (NoticeListener listener : listeners) {
            if (listener.channel().equals(notice.getName())) {
                tell(listener, () -> listener.heard(notice.getParameter()));
            }
        }
    }

    /** One listener that fails keeps nothing from the others. */
    private static void tell(NoticeListener listener, Runnable message) {
        try {
            message.run();
        } catch (RuntimeException e) {
            log.warn("{} could not take a notice", listener.channel(), e);
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
