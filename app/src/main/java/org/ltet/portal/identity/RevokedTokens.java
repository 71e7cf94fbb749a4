package org.ltet.portal.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ltet.portal.shared.ReadCache;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Tokens taken back before their end (ACC-8); other nodes know within seconds. A token without an id counts as one. */
@Component
class RevokedTokens implements OAuth2TokenValidator<Jwt> {

    private static final Duration KEPT = Duration.ofSeconds(5);

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ReadCache<UUID, Boolean> cache = ReadCache.of(50_000, KEPT);

    RevokedTokens(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        String id = token.getId();
        if (id != null && ID.matcher(id).matches() && !cache.get(UUID.fromString(id), this::load)) {
            return OAuth2TokenValidatorResult.success();
        }
        return OAuth2TokenValidatorResult.failure(
                new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "The token was taken back", null));
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

    private boolean load(UUID id) {
        return jdbc.sql("select exists (select from identity.revoked_token where id = ?)")
                .param(id)
                .query(Boolean.class)
                .single();
    }
}
