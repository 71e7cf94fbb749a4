package org.ltet.portal.applications;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.operations.FieldCipher;
import org.ltet.portal.operations.SealedColumn;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.ReadCache;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The Ed25519 keys that sign decisions: sealed in the database, the same on every node, a new one each year. All stay
 * for checking. The public half is sealed together with the private one, so that who has only the database cannot put a
 * key of their own in its place.
 */
@Component
class DecisionKeys {

    static final SealedColumn SEALED = SealedColumn.of("applications.decision_key", "key_pair");

    private static final String ALGORITHM = "Ed25519";
    private static final Duration SIGNS_FOR = Duration.ofDays(366);
    private static final byte[] PURPOSE = "ltet-decision\n".getBytes(StandardCharsets.US_ASCII);

    private record Key(UUID id, PrivateKey secret, PublicKey open) {}

    private record Row(UUID id, byte[] keyPair) {}

    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final Clock clock;
    private final ReadCache<UUID, Key> known = ReadCache.ofConstants(100);
    private final ReadCache<String, UUID> current = ReadCache.of(1, Duration.ofMinutes(10));

    DecisionKeys(JdbcClient jdbc, FieldCipher cipher, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.clock = clock;
    }

    record Signed(UUID keyId, byte[] signature) {}

    /** Inside a transaction, because it may make the first key. */
    Signed sign(byte[] hash) {
        Key key = key(current.find("", _ -> newest()).orElseGet(this::make));
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key.secret());
            signature.update(PURPOSE);
            signature.update(hash);
            return new Signed(key.id(), signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A decision could not be signed", e);
        }
    }

    /** False also where the key itself was changed or put in by somebody else. */
    boolean isSigned(byte[] hash, UUID keyId, byte[] by) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key(keyId).open());
            signature.update(PURPOSE);
            signature.update(hash);
            return signature.verify(by);
        } catch (GeneralSecurityException | IllegalStateException e) {
            return false;
        }
    }

    private Optional<UUID> newest() {
        return jdbc.sql(
                        "select id from applications.decision_key where made_at > ? order by made_at desc, id desc limit 1")
                .param(ApplicationRows.timestamp(clock.instant().minus(SIGNS_FOR)))
                .query(UUID.class)
                .optional();
    }

    private Key key(UUID id) {
        return known.get(
                id,
                wanted -> open(jdbc.sql("select id, key_pair from applications.decision_key where id = ?")
                        .param(wanted)
                        .query(Row.class)
                        .optional()
                        .orElseThrow(() -> new IllegalStateException("No key " + wanted + " signs decisions"))));
    }

    private Key open(Row row) {
        String[] halves = cipher.decrypt(row.keyPair(), SEALED.at(row.id())).split(" ", -1);
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            return new Key(
                    row.id(),
                    factory.generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getDecoder().decode(halves[0]))),
                    factory.generatePublic(
                            new X509EncodedKeySpec(Base64.getDecoder().decode(halves[1]))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key " + row.id() + " of decisions cannot be read", e);
        }
    }

    /** Nodes that need the first one together make it one after the other. */
    private UUID make() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('applications.decision_key'))::text")
                .query(String.class)
                .single();
        return newest().orElseGet(() -> {
            UUID id = Ids.next();
            try {
                KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
                String secret =
                        Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
                String open =
                        Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
                jdbc.sql("""
                        insert into applications.decision_key (id, public_key, key_pair, made_at) values (?, ?, ?, ?)
                        """)
                        .param(id)
                        .param(open)
                        .param(cipher.encrypt(secret + " " + open, SEALED.at(id)))
                        .param(ApplicationRows.timestamp(clock.instant()))
                        .update();
                return id;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(ALGORITHM + " is not available", e);
            }
        });
    }
}
