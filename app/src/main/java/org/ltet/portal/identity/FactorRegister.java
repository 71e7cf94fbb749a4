package org.ltet.portal.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who has a second factor: asked at each request, so kept in memory for a few seconds. */
@Component
class FactorRegister {

    private static final Duration KEPT = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final Cache<UUID, Boolean> cache =
            Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(KEPT).build();

    FactorRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean has(UUID accountId) {
        return Boolean.TRUE.equals(cache.get(accountId, this::load));
    }

    void changed(UUID accountId) {
        cache.invalidate(accountId);
    }

    private boolean load(UUID accountId) {
        return jdbc.sql("""
                        select exists (select from identity.totp_factor where account_id = ?)
                            or exists (select from identity.passkey where account_id = ?)
                        """).params(accountId, accountId).query(Boolean.class).single();
    }
}
