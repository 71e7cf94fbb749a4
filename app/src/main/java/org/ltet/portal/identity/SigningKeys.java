package org.ltet.portal.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.FieldCipher;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The keys that sign tokens (ACC-8): ES256, kept sealed in the database, the same on every node. A new key signs at once;
 * the one before verifies until the last token that it signed has ended, so that two are valid meanwhile.
 */
@Component
class SigningKeys implements JWKSource<SecurityContext> {

    /** Longer than any token lives. */
    static final Duration OVERLAP = Tokens.LIFETIME.multipliedBy(2);

    private static final Duration KEPT = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;

    private volatile @Nullable Known known;

    SigningKeys(
            JdbcClient jdbc,
            FieldCipher cipher,
            Clock clock,
            ApplicationEventPublisher events,
            TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.clock = clock;
        this.events = events;
        this.transactions = transactions;
    }

    private record Known(Instant read, List<JWK> keys) {}

    private record Row(UUID id, byte[] privateKey) {}

    /** The keys that fit, the newest first; one that this node has not seen yet is looked up. */
    @Override
    public List<JWK> get(JWKSelector wanted, @Nullable SecurityContext context) {
        List<JWK> fitting = wanted.select(new JWKSet(keys(false)));
        return fitting.isEmpty() ? wanted.select(new JWKSet(keys(isOld(Duration.ofSeconds(1))))) : fitting;
    }

    String signingKeyId() {
        return keys(false).getFirst().getKeyID();
    }

    /** The public halves, for everybody who checks tokens. */
    JWKSet published() {
        return new JWKSet(keys(false)).toPublicJWKSet();
    }

    /** Puts a new key in force. */
    @Transactional
    public void replace() {
        lock();
        OffsetDateTime now = now();
        jdbc.sql("update identity.signing_key set ends_at = ? where ends_at is null")
                .param(now.plus(OVERLAP))
                .update();
        jdbc.sql("delete from identity.signing_key where ends_at < ?")
                .param(now)
                .update();
        UUID id = make(now);
        known = null;
        events.publishEvent(Audited.of("tokens.keyReplaced", "signingKey", id));
    }

    @Transactional
    public void replaceWhenOlderThan(Duration age) {
        boolean young = jdbc.sql(
                        "select exists (select from identity.signing_key where ends_at is null and made_at > ?)")
                .param(now().minus(age))
                .query(Boolean.class)
                .single();
        if (!young) {
            replace();
        }
    }

    private List<JWK> keys(boolean anew) {
        Known current = known;
        if (current == null || anew || isOld(KEPT)) {
            List<JWK> keys = read();
            if (keys.isEmpty()) {
                transactions.executeWithoutResult(status -> makeTheFirst());
                keys = read();
            }
            current = new Known(clock.instant(), keys);
            known = current;
        }
        return current.keys();
    }

    private boolean isOld(Duration age) {
        Known current = known;
        return current == null || !clock.instant().isBefore(current.read().plus(age));
    }

    private List<JWK> read() {
        return jdbc.sql("""
                        select id, private_key from identity.signing_key
                        where ends_at is null or ends_at > ? order by made_at desc, id desc
                        """).param(now()).query(Row.class).list().stream()
                .map(this::open)
                .toList();
    }

    private JWK open(Row row) {
        try {
            return JWK.parse(cipher.decrypt(row.privateKey(), SealedFactors.SIGNING_KEY.at(row.id())));
        } catch (ParseException e) {
            throw new IllegalStateException("The signing key " + row.id() + " cannot be read", e);
        }
    }

    private void makeTheFirst() {
        lock();
        if (read().isEmpty()) {
            make(now());
        }
    }

    /** Nodes that start together, or replace the key together, do so one after the other. */
    private void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('identity.signing_key'))::text")
                .query(String.class)
                .single();
    }

    private UUID make(OffsetDateTime now) {
        UUID id = Ids.next();
        try {
            ECKey key = new ECKeyGenerator(Curve.P_256)
                    .keyID(id.toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
            jdbc.sql("insert into identity.signing_key (id, public_key, private_key, made_at) values (?, ?, ?, ?)")
                    .params(
                            id,
                            key.toPublicJWK().toJSONString(),
                            cipher.encrypt(key.toJSONString(), SealedFactors.SIGNING_KEY.at(id)),
                            now)
                    .update();
            return id;
        } catch (JOSEException e) {
            throw new IllegalStateException("ES256 is not available", e);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
