package org.ltet.portal.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.ltet.portal.operations.spi.NoticeListener;
import org.ltet.portal.shared.ReadCache;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tokens, and permissions given to programs, that were taken back before their end (ACC-8). */
@Component
class RevokedTokens implements NoticeListener {

    private static final Duration KEPT = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ReadCache<UUID, Boolean> cache = ReadCache.of(50_000, KEPT);

    RevokedTokens(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    boolean holds(UUID id) {
        return cache.get(id, this::load);
    }

    void add(UUID id, Instant endsAt) {
        jdbc.sql("delete from identity.revoked_token where ends_at < ?")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("insert into identity.revoked_token (id, ends_at) values (?, ?) on conflict do nothing")
                .params(id, endsAt.atOffset(ZoneOffset.UTC))
                .update();
        cache.put(id, true);
    }

    @Override
    public String channel() {
        return IdentityNotices.CHANNEL;
    }

    @Override
    public void heard(String notice) {
        IdentityNotices.idIn(notice, "token").ifPresent(cache::forget);
    }

    @Override
    public void mayHaveMissed() {
        cache.forgetAll();
    }

    private boolean load(UUID id) {
        return jdbc.sql("select exists (select from identity.revoked_token where id = ?)")
                .param(id)
                .query(Boolean.class)
                .single();
    }
}
