package org.ltet.portal.identity.clients;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.AccessTokens;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.User;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tokens for programs that act for a person: for a code, once, and for a refresh token, once each. A code or refresh
 * token that comes a second time was stolen by one of the two who sent it: the permission ends with all its tokens.
 */
@Component
@Transactional(noRollbackFor = OAuthProblem.class)
public class PersonTokens {

    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private final JdbcClient jdbc;
    private final Permissions permissions;
    private final AccessTokens accessTokens;
    private final Accounts accounts;
    private final Clients clients;
    private final Clock clock;

    PersonTokens(
            JdbcClient jdbc,
            Permissions permissions,
            AccessTokens accessTokens,
            Accounts accounts,
            Clients clients,
            Clock clock) {
        this.jdbc = jdbc;
        this.permissions = permissions;
        this.accessTokens = accessTokens;
        this.accounts = accounts;
        this.clients = clients;
        this.clock = clock;
    }

    private record Code(
            UUID permission,
            UUID client,
            String redirectUri,
            String challenge,
            Instant endsAt,
            @Nullable Instant usedAt) {}

    private record Refresh(
            UUID permission, UUID client, @Nullable Instant usedAt) {}

    /** @throws OAuthProblem invalid_grant for whatever is wrong with the code */
    public Given forCode(ClientView client, Parameters form, String address) {
        byte[] hash = ClientSecrets.hash(form.get("code"));
        String redirectUri = form.get("redirect_uri");
        String verifier = form.get("code_verifier");
        Code code =
                code(hash).filter(found -> found.client().equals(client.id())).orElseThrow(OAuthProblem::notThatGrant);
        if (code.usedAt() != null) {
            permissions.endFor(code.permission(), "permission.codeReplayed");
            throw OAuthProblem.notThatGrant();
        }
        if (!clock.instant().isBefore(code.endsAt())
                || !code.redirectUri().equals(redirectUri)
                || !fits(verifier, code.challenge())) {
            throw OAuthProblem.notThatGrant();
        }
        jdbc.sql("update identity.authorization_code set used_at = ? where hash = ?")
                .params(now(), hash)
                .update();
        return give(client, code.permission(), null, address);
    }

    /** @throws OAuthProblem invalid_grant, or invalid_scope for more than was permitted */
    public Given forRefresh(ClientView client, Parameters form, String address) {
        byte[] hash = ClientSecrets.hash(form.get("refresh_token"));
        Refresh refresh = refresh(hash)
                .filter(found -> found.client().equals(client.id()))
                .orElseThrow(OAuthProblem::notThatGrant);
        if (refresh.usedAt() != null) {
            permissions.endFor(refresh.permission(), "permission.refreshReused");
            throw OAuthProblem.notThatGrant();
        }
        Permissions.Standing standing =
                permissions.standing(refresh.permission()).orElseThrow(OAuthProblem::notThatGrant);
        Set<ApiScope> wanted = WantedScopes.of(form, standing.scopes());
        jdbc.sql("update identity.refresh_token set used_at = ? where hash = ?")
                .params(now(), hash)
                .update();
        return give(client, refresh.permission(), wanted, address);
    }

    /** A refresh token that is taken back ends the permission (RFC 7009); false when it is none of this program's. */
    public boolean revoke(ClientView client, String token) {
        Optional<Refresh> refresh = refresh(ClientSecrets.hash(token))
                .filter(found -> found.client().equals(client.id()));
        refresh.ifPresent(found -> permissions.endFor(found.permission(), "permission.ended"));
        return refresh.isPresent();
    }

    private Given give(ClientView client, UUID permission, @Nullable Set<ApiScope> wanted, String address) {
        Permissions.Standing standing = permissions.standing(permission).orElseThrow(OAuthProblem::notThatGrant);
        User person = accounts.user(standing.account())
                .filter(found -> permissions.lasts(standing, found))
                .orElseThrow(OAuthProblem::notThatGrant);
        Set<ApiScope> scopes = wanted == null ? standing.scopes() : wanted;
        String refresh = ClientSecrets.random();
        jdbc.sql("insert into identity.refresh_token (hash, permission, made_at) values (?, ?, ?)")
                .params(ClientSecrets.hash(refresh), permission, now())
                .update();
        permissions.used(permission, address);
        clients.used(client.id(), address);
        return Given.of(
                accessTokens.forPerson(person, standing.factors(), client.program(), permission, scopes, LIFETIME),
                LIFETIME,
                refresh,
                scopes);
    }

    private Optional<Code> code(byte[] hash) {
        return jdbc.sql("""
                        select c.permission, p.client, c.redirect_uri, c.challenge, c.ends_at, c.used_at
                        from identity.authorization_code c join identity.permission p on p.id = c.permission
                        where c.hash = ? for update of c
                        """)
                .param(hash)
                .query((row, index) -> new Code(
                        row.getObject("permission", UUID.class),
                        row.getObject("client", UUID.class),
                        row.getString("redirect_uri"),
                        row.getString("challenge"),
                        row.getTimestamp("ends_at").toInstant(),
                        Rows.instant(row, "used_at")))
                .optional();
    }

    private Optional<Refresh> refresh(byte[] hash) {
        return jdbc.sql("""
                        select r.permission, p.client, r.used_at
                        from identity.refresh_token r join identity.permission p on p.id = r.permission
                        where r.hash = ? for update of r
                        """)
                .param(hash)
                .query((row, index) -> new Refresh(
                        row.getObject("permission", UUID.class),
                        row.getObject("client", UUID.class),
                        Rows.instant(row, "used_at")))
                .optional();
    }

    private static boolean fits(String verifier, String challenge) {
        String made = Base64.getUrlEncoder().withoutPadding().encodeToString(ClientSecrets.hash(verifier));
        return VERIFIER.matcher(verifier).matches()
                && MessageDigest.isEqual(
                        made.getBytes(StandardCharsets.US_ASCII), challenge.getBytes(StandardCharsets.US_ASCII));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
