package org.ltet.portal.people;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * One synchronisation at a time on all nodes together: an advisory lock of PostgreSQL, which lets go by itself when
 * its node dies.
 */
@Component
class SyncLock {

    private static final long KEY = 0x4C5445540600L;

    private final DataSource dataSource;

    SyncLock(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Empty where another holds the lock. */
    <T> Optional<T> whileHeld(Supplier<T> work) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            if (!answer(statement, "select pg_try_advisory_lock(" + KEY + ")")) {
                return Optional.empty();
            }
            try {
                return Optional.of(work.get());
            } finally {
                answer(statement, "select pg_advisory_unlock(" + KEY + ")");
            }
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the lock of the synchronisation", e);
        }
    }

    private static boolean answer(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            return result.next() && result.getBoolean(1);
        }
    }
}
