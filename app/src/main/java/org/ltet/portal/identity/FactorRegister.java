package org.ltet.portal.identity;

import java.time.Duration;
import java.util.UUID;
import org.ltet.portal.shared.ReadCache;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who has a second factor: asked at each request, so kept in memory for a few seconds. */
@Component
class FactorRegister {

    private static final Duration KEPT = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final ReadCache<UUID, Boolean> cache = ReadCache.of(50_000, KEPT);

    FactorRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean has(UUID accountId) {
        return cache.get(accountId, this::load);
    }

    void changed(UUID accountId) {
        cache.forget(accountId);
    }

    private boolean load(UUID accountId) {
        return jdbc.sql("""
                        select exists (select from identity.totp_factor where account_id = ?)
                            or exists (select from identity.passkey where account_id = ?)
                        """).params(accountId, accountId).query(Boolean.class).single();
    }
}
