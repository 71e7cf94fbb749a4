package org.ltet.portal.identity;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Codes for the day the phone is lost. Each has 80 random bits, so that a plain hash gives nothing away; each counts
 * once.
 */
@Component
class RecoveryCodes {

    static final int HOW_MANY = 10;

    private static final int BYTES = 10;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    RecoveryCodes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** New codes in place of all earlier ones; they cannot be had a second time. */
    List<String> renew(UUID accountId) {
        forget(accountId);
        List<String> codes = Stream.generate(this::one).limit(HOW_MANY).toList();
        jdbc.sql("insert into identity.recovery_code (account_id, hash) select ?, unnest(?::bytea[])")
                .param(accountId)
                .param(codes.stream().map(code -> hash(accountId, code)).toArray(byte[][]::new))
                .update();
        return codes.stream().map(code -> Base32.inGroups(code, "-")).toList();
    }

    /** Uses up a code; false when it is unknown or was used before. */
    boolean use(UUID accountId, String typed) {
        return jdbc.sql("""
                        update identity.recovery_code set used_at = ?
                        where account_id = ? and hash = ? and used_at is null
                        """)
                        .params(clock.instant().atOffset(ZoneOffset.UTC), accountId, hash(accountId, clean(typed)))
                        .update()
                == 1;
    }

    static boolean looksLikeOne(String typed) {
        return clean(typed).length() == BYTES * 8 / 5;
    }

    int left(UUID accountId) {
        return jdbc.sql("select count(*) from identity.recovery_code where account_id = ? and used_at is null")
                .param(accountId)
                .query(Integer.class)
                .single();
    }

    void forget(UUID accountId) {
        jdbc.sql("delete from identity.recovery_code where account_id = ?")
                .param(accountId)
                .update();
    }

    private String one() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base32.encode(bytes);
    }

    private static String clean(String typed) {
        return typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    private static byte[] hash(UUID accountId, String code) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(16)
                    .putLong(accountId.getMostSignificantBits())
                    .putLong(accountId.getLeastSignificantBits())
                    .flip());
            return digest.digest(code.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
