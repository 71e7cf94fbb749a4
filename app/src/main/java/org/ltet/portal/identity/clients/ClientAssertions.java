package org.ltet.portal.identity.clients;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.Issuer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Checks what a system signed to prove who it is (private_key_jwt, RFC 7523): with its registered key and ES256, whatever
 * the header says; made for this portal, short-lived, and used once.
 */
@Component
class ClientAssertions {

    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int LONGEST_ID = 200;
    private static final Set<String> TYPES = Set.of("jwt", "client-authentication+jwt");

    private final JdbcClient jdbc;
    private final Issuer issuer;
    private final Clock clock;

    ClientAssertions(JdbcClient jdbc, Issuer issuer, Clock clock) {
        this.jdbc = jdbc;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** Whom it is about, unchecked: to look up the key with which it is checked. */
    static Optional<String> subject(String assertion) {
        try {
            return Optional.ofNullable(
                    SignedJWT.parse(assertion).getJWTClaimsSet().getSubject());
        } catch (ParseException notOne) {
            return Optional.empty();
        }
    }

    @Transactional
    public boolean proves(@Nullable ClientView client, String assertion) {
        if (client == null || client.publicKey() == null) {
            return false;
        }
        try {
            SignedJWT jwt = SignedJWT.parse(assertion);
            JOSEObjectType type = jwt.getHeader().getType();
            return JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())
                    && (type == null || TYPES.contains(type.getType().toLowerCase(java.util.Locale.ROOT)))
                    && jwt.verify(new ECDSAVerifier(PublicKeys.registered(client.publicKey())))
                    && holds(client, jwt.getJWTClaimsSet())
                    && firstUse(client, jwt.getJWTClaimsSet());
        } catch (ParseException | JOSEException notOne) {
            return false;
        }
    }

    private boolean holds(ClientView client, JWTClaimsSet claims) {
        Instant now = clock.instant();
        return client.clientId().equals(claims.getIssuer())
                && client.clientId().equals(claims.getSubject())
                && claims.getAudience().stream()
                        .anyMatch(audience ->
                                audience.equals(issuer.address()) || audience.equals(issuer.at("/oauth2/token")))
                && claims.getExpirationTime() != null
                && now.minus(SKEW).isBefore(claims.getExpirationTime().toInstant())
                && claims.getExpirationTime()
                        .toInstant()
                        .isBefore(now.plus(LONGEST_LIFE).plus(SKEW))
                && (claims.getNotBeforeTime() == null
                        || !claims.getNotBeforeTime().toInstant().isAfter(now.plus(SKEW)))
                && (claims.getIssueTime() == null
                        || !claims.getIssueTime().toInstant().isAfter(now.plus(SKEW)))
                && claims.getJWTID() != null
                && claims.getJWTID().length() <= LONGEST_ID;
    }

    private boolean firstUse(ClientView client, JWTClaimsSet claims) {
        jdbc.sql("delete from identity.client_assertion where client = ? and ends_at < ?")
                .params(client.id(), clock.instant().minus(SKEW).atOffset(ZoneOffset.UTC))
                .update();
        return jdbc.sql("""
                        insert into identity.client_assertion (client, jti_hash, ends_at) values (?, ?, ?)
                        on conflict do nothing
                        """)
                        .param(client.id())
                        .param(ClientSecrets.hash(claims.getJWTID()))
                        .param(claims.getExpirationTime().toInstant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
