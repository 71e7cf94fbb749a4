package org.ltet.portal.identity.clients;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The secrets of systems: 256 random bits, shown once, kept as SHA-256. Two may be valid at once, so that one can be
 * replaced while the program runs.
 */
@Component
public class ClientSecrets {

    /** A beginning of its own, so that scanners of source code find one that was left there. */
    static final String BEGINNING = "ltets_";

    private static final int BYTES = 32;
    private static final int MOST = 2;
    private static final UUID NOBODY = new UUID(0, 0);
    private static final byte[] NO_HASH = new byte[BYTES];
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int ID_LETTERS = 16;

    private final JdbcClient jdbc;
    private final ClientSettings settings;
    private final KnownPrograms known;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ClientSecrets(
            JdbcClient jdbc,
            ClientSettings settings,
            KnownPrograms known,
            Clock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.known = known;
        this.clock = clock;
        this.events = events;
    }

    /** @param endsAt null as long as it was not replaced */
    public record SecretView(
            UUID id, Instant madeAt, @Nullable Instant endsAt) {}

    static String newClientId() {
        return "ltet-"
                + RANDOM.ints(ID_LETTERS, 0, LETTERS.length())
                        .mapToObj(LETTERS::charAt)
                        .map(String::valueOf)
                        .collect(java.util.stream.Collectors.joining());
    }

    /** What cannot be guessed, for secrets, codes and refresh tokens. */
    static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Those that are valid, the newest first. */
    @Transactional(readOnly = true)
    public List<SecretView> of(UUID client) {
        return jdbc.sql("""
                        select id, made_at, ends_at from identity.client_secret
                        where client = ? and (ends_at is null or ends_at > ?) order by made_at desc, id desc
                        """)
                .params(client, now())
                .query((row, index) -> new SecretView(
                        row.getObject("id", UUID.class),
                        row.getTimestamp("made_at").toInstant(),
                        Rows.instant(row, "ends_at")))
                .list();
    }

    /**
     * Makes a secret; the one before stays good for a while.
     *
     * @return the secret, which nobody can read again
     * @throws Refused clients.twoSecrets as long as two are valid
     */
    @Transactional
    public String make(ClientView client) {
        if (client.kind() != ClientKind.SYSTEM) {
            throw Refused.conflict("clients.noSecrets");
        }
        Clients.demandInUse(client);
        OffsetDateTime now = now();
        jdbc.sql("select id from identity.client where id = ? for update")
                .param(client.id())
                .query(UUID.class)
                .single();
        jdbc.sql("delete from identity.client_secret where client = ? and ends_at <= ?")
                .params(client.id(), now)
                .update();
        List<Integer> taken = jdbc.sql("select slot from identity.client_secret where client = ?")
                .param(client.id())
                .query(Integer.class)
                .list();
        int slot = IntStream.rangeClosed(1, MOST)
                .filter(candidate -> !taken.contains(candidate))
                .findFirst()
                .orElseThrow(() -> Refused.conflict("clients.twoSecrets"));
        jdbc.sql("update identity.client_secret set ends_at = ? where client = ? and ends_at is null")
                .params(now.plus(settings.secretOverlap()), client.id())
                .update();
        String secret = BEGINNING + random();
        UUID id = Ids.next();
        jdbc.sql("insert into identity.client_secret (id, client, slot, hash, made_at) values (?, ?, ?, ?, ?)")
                .params(id, client.id(), slot, hash(secret), now)
                .update();
        events.publishEvent(
                Audited.of("client.secretMade", "client", client.id()).changed("secret", null, id));
        return secret;
    }

    /** Ends one at once, and all tokens of the program: nobody knows for which secret they were given. */
    @Transactional
    public void end(ClientView client, UUID secret) {
        int ended = jdbc.sql("delete from identity.client_secret where id = ? and client = ?")
                .params(secret, client.id())
                .update();
        if (ended == 0) {
            throw Refused.notFound("secret");
        }
        jdbc.sql("update identity.client set token_generation = token_generation + 1 where id = ?")
                .param(client.id())
                .update();
        known.forgetAfterCommit();
        events.publishEvent(
                Audited.of("client.secretEnded", "client", client.id()).changed("secret", secret, null));
    }

    void endAll(UUID client) {
        jdbc.sql("delete from identity.client_secret where client = ?")
                .param(client)
                .update();
    }

    /** Does the same work whatever there is, so that the time taken tells nothing of the program. */
    boolean matches(@Nullable ClientView client, String typed) {
        byte[] sent = hash(typed);
        List<byte[]> kept = jdbc.sql(
                        "select hash from identity.client_secret where client = ? and (ends_at is null or ends_at > ?)")
                .params(client == null ? NOBODY : client.id(), now())
                .query((row, index) -> row.getBytes("hash"))
                .list();
        boolean right = false;
        for (int i = 0; i < MOST; i++) {
            right |= MessageDigest.isEqual(i < kept.size() ? kept.get(i) : NO_HASH, sent);
        }
        return right;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
