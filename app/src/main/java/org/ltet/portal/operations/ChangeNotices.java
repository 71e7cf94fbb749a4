package org.ltet.portal.operations;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hears from PostgreSQL what other nodes changed, over one connection for all that is kept in memory. When the
 * connection breaks, a notice may have been missed: everything is read again as soon as a new one stands.
 */
@Component
class ChangeNotices implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeNotices.class);
    private static final Pattern CHANNEL = Pattern.compile("[a-z_]{1,60}");
    private static final int WAIT_MILLIS = 20_000;
    private static final int RETRY_MILLIS = 1_000;
    private static final int VALID_SECONDS = 5;

    private final JdbcConnectionDetails database;
    private final List<KeptInMemory> kept;
    private volatile boolean running;
    private @Nullable Thread thread;
    private volatile @Nullable Connection connection;

    ChangeNotices(JdbcConnectionDetails database, List<KeptInMemory> kept) {
        this.database = database;
        this.kept = kept;
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofVirtual().name("change-notices").start(this::run);
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
                kept.forEach(KeptInMemory::anythingMayHaveChanged);
                listen(own, own.unwrap(PGConnection.class));
            } catch (SQLException e) {
                if (running) {
                    LOG.warn("Not hearing of changes, trying again: {}", e.getMessage());
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
                    tell(notice);
                }
            } else if (!own.isValid(VALID_SECONDS)) {
                throw new SQLException("the database does not answer any more");
            }
        }
    }

    /** Names of channels cannot be parameters of a statement. */
    private Set<String> channels() {
        Set<String> channels = kept.stream().map(KeptInMemory::channel).collect(Collectors.toSet());
        if (!channels.stream().allMatch(channel -> CHANNEL.matcher(channel).matches())) {
            throw new IllegalStateException("Not the name of a channel among " + channels);
        }
        return channels;
    }

    private void tell(PGNotification notice) {
        kept.stream()
                .filter(one -> one.channel().equals(notice.getName()))
                .forEach(one -> one.changed(notice.getParameter()));
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
                LOG.debug("Ending the listening connection", e);
            }
        }
    }
}
