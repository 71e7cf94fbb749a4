package org.ltet.portal.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.KeptInMemory;
import org.ltet.portal.shared.IndiaTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Users with their roles, kept in memory: each request asks, the database answers seldom. A change is told by the
 * database to all nodes at the end of its transaction; should that fail, it counts here after a few seconds.
 */
@Component
class Users implements KeptInMemory {

    private static final Duration KEPT = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    /** @param signedOutAt tokens from until then open nothing */
    private record Known(User user, @Nullable Instant signedOutAt) {}

    private final Clock clock;
    private final Cache<UUID, Optional<Known>> cache =
            Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(KEPT).build();

    Users(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<User> byId(UUID accountId) {
        return known(accountId).map(Known::user);
    }

    /** The same for the bearer of a token; nobody when the person was signed out everywhere since it was given. */
    Optional<User> byToken(UUID accountId, @Nullable Instant givenAt) {
        return known(accountId)
                .filter(known ->
                        known.signedOutAt() == null || (givenAt != null && givenAt.isAfter(known.signedOutAt())))
                .map(Known::user);
    }

    private Optional<Known> known(UUID accountId) {
        Optional<Known> known = cache.get(accountId, this::load);
        return known == null ? Optional.empty() : known;
    }

    /** A change of this transaction counts here at once, and for everybody when it is committed. */
    void changed(UUID accountId) {
        cache.invalidate(accountId);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    cache.invalidate(accountId);
                }
            });
        }
    }

    @Override
    public String channel() {
        return "identity_account";
    }

    @Override
    public void changed(String accountId) {
        cache.invalidate(UUID.fromString(accountId));
    }

    @Override
    public void anythingMayHaveChanged() {
        cache.invalidateAll();
    }

    private Optional<Known> load(UUID accountId) {
        return jdbc.sql("""
                        select a.employee_number, a.display_name, a.signed_out_at, r.role, r.ics, r.regions, r.schemes
                        from identity.account a
                        left join identity.role_assignment r on r.account_id = a.id
                            and (r.until is null or r.until >= ?)
                        where a.id = ? and a.status = 'ACTIVE'
                        """)
                .params(IndiaTime.dateOf(clock.instant()), accountId)
                .query(rows -> {
                    if (!rows.next()) {
                        return Optional.<Known>empty();
                    }
                    Timestamp signedOut = rows.getTimestamp("signed_out_at");
                    String number = rows.getString("employee_number");
                    String name = rows.getString("display_name");
                    Map<Role, Scope> roles = new EnumMap<>(Role.class);
                    do {
                        String role = rows.getString("role");
                        if (role != null) {
                            roles.put(Role.valueOf(role), RoleRows.scope(rows));
                        }
                    } while (rows.next());
                    return Optional.of(new Known(
                            new User(accountId, number, name, roles),
                            signedOut == null ? null : signedOut.toInstant()));
                });
    }
}
