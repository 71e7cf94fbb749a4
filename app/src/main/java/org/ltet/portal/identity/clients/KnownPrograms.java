package org.ltet.portal.identity.clients;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.IdentityNotices;
import org.ltet.portal.identity.Program;
import org.ltet.portal.identity.Programs;
import org.ltet.portal.operations.spi.NoticeListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The programs in use, kept in memory: each request with a token asks. Changes on other nodes are heard of at once. */
@Component
class KnownPrograms implements Programs, NoticeListener {

    private static final Duration KEPT = Duration.ofSeconds(5);

    private record Known(Program program, @Nullable Instant endsAt) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Cache<String, Optional<Known>> cache =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(KEPT).build();

    KnownPrograms(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Optional<Program> find(String clientId) {
        Optional<Known> known = cache.get(clientId, this::load);
        return known == null
                ? Optional.empty()
                : known.filter(found ->
                                found.endsAt() == null || clock.instant().isBefore(found.endsAt()))
                        .map(Known::program);
    }

    /** Before the commit, another request would read the old state again. */
    void forgetAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                cache.invalidateAll();
            }
        });
    }

    @Override
    public String channel() {
        return IdentityNotices.CHANNEL;
    }

    @Override
    public void heard(String notice) {
        IdentityNotices.idIn(notice, "client").ifPresent(changed -> cache.invalidateAll());
    }

    @Override
    public void mayHaveMissed() {
        cache.invalidateAll();
    }

    private Optional<Known> load(String clientId) {
        return jdbc.sql("""
                        select id, client_id, name, token_generation, scopes, addresses::text[] as addresses, ends_at
                        from identity.client where client_id = ? and status = 'ENABLED'
                        """)
                .param(clientId)
                .query((row, index) -> new Known(
                        new Program(
                                row.getObject("id", UUID.class),
                                row.getString("client_id"),
                                row.getString("name"),
                                row.getInt("token_generation"),
                                Rows.scopes(row),
                                Rows.addresses(row)),
                        Rows.instant(row, "ends_at")))
                .optional();
    }
}
