package org.ltet.portal.identity;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ltet.portal.shared.ReadCache;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Users with their roles, kept in memory for a few seconds: each request asks, the database answers seldom, and a role
 * taken away on another node is gone here soon.
 */
@Component
class Users {

    private static final Duration KEPT = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final ReadCache<UUID, Optional<User>> cache = ReadCache.of(50_000, KEPT);

    Users(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<User> byId(UUID accountId) {
        return cache.get(accountId, this::load);
    }

    void forget(UUID accountId) {
        cache.forget(accountId);
    }

    private Optional<User> load(UUID accountId) {
        return jdbc.sql("""
                        select a.employee_number, a.display_name, r.role, r.ics, r.regions, r.schemes
                        from identity.account a
                        left join identity.role_assignment r on r.account_id = a.id
                        where a.id = ? and a.status = 'ACTIVE'
                        """).param(accountId).query(rows -> {
            if (!rows.next()) {
                return Optional.<User>empty();
            }
            String number = rows.getString("employee_number");
            String name = rows.getString("display_name");
            Map<Role, Scope> roles = new EnumMap<>(Role.class);
            do {
                String role = rows.getString("role");
                if (role != null) {
                    roles.put(
                            Role.valueOf(role),
                            new Scope(set(rows, "ics"), set(rows, "regions"), set(rows, "schemes")));
                }
            } while (rows.next());
            return Optional.of(new User(accountId, number, name, roles));
        });
    }

    private static Set<String> set(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return Set.of((String[]) array.getArray());
    }
}
