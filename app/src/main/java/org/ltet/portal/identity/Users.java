package org.ltet.portal.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.ltet.portal.operations.spi.NoticeListener;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.ReadCache;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Users with their roles, kept in memory for a few seconds: each request asks, the database answers seldom. A change made
 * on another node is heard of at once; should the line to the database be broken, it counts after those few seconds.
 */
@Component
class Users implements NoticeListener {

    private static final Duration KEPT = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final Clock clock;

    private record Known(User user, int tokenGeneration) {}

    private final ReadCache<UUID, Optional<Known>> cache = ReadCache.of(50_000, KEPT);

    Users(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<User> byId(UUID accountId) {
        return known(accountId).map(Known::user);
    }

    /** Tokens of an earlier generation open nothing any more; empty for an account that is not in use. */
    OptionalInt tokenGeneration(UUID accountId) {
        return known(accountId)
                .map(known -> OptionalInt.of(known.tokenGeneration()))
                .orElse(OptionalInt.empty());
    }

    private Optional<Known> known(UUID accountId) {
        return cache.get(accountId, this::load);
    }

    void forget(UUID accountId) {
        cache.forget(accountId);
    }

    /** Before the commit, another request would read the old state again. */
    void forgetAfterCommit(UUID accountId) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                forget(accountId);
            }
        });
    }

    @Override
    public String channel() {
        return IdentityNotices.CHANNEL;
    }

    @Override
    public void heard(String notice) {
        IdentityNotices.idIn(notice, "account").ifPresent(this::forget);
    }

    @Override
    public void mayHaveMissed() {
        cache.forgetAll();
    }

    private Optional<Known> load(UUID accountId) {
        return jdbc.sql("""
                        select a.employee_number, a.display_name, a.token_generation, r.role, r.ics, r.regions, r.schemes
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
                    String number = rows.getString("employee_number");
                    String name = rows.getString("display_name");
                    int tokenGeneration = rows.getInt("token_generation");
                    Map<Role, Scope> roles = new EnumMap<>(Role.class);
                    do {
                        String role = rows.getString("role");
                        if (role != null) {
                            roles.put(Role.valueOf(role), RoleRows.scope(rows));
                        }
                    } while (rows.next());
                    return Optional.of(new Known(new User(accountId, number, name, roles), tokenGeneration));
                });
    }
}
