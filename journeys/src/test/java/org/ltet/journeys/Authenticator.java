package org.ltet.journeys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The phone of a person of the demonstration: its app knows the next code that the portal will take. */
final class Authenticator {

    private static final int STEP_SECONDS = 30;
    private static final Map<String, Long> NEWEST = new HashMap<>();

    private Authenticator() {}

    /** A code not used yet. The portal takes the one of the next half minute too; beyond that one has to wait. */
    static synchronized String code(String number) {
        long step = Math.max(now(), NEWEST.getOrDefault(number, 0L) + 1);
        while (step > now() + 1) {
            try {
                TimeUnit.MILLISECONDS.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        NEWEST.put(number, step);
        return code(("demo-factor-" + number).getBytes(StandardCharsets.US_ASCII), step);
    }

    static String code(byte[] secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int truncated =
                    ByteBuffer.wrap(hash, hash[hash.length - 1] & 0xf, 4).getInt() & 0x7fff_ffff;
            return String.format(Locale.ROOT, "%06d", truncated % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long now() {
        return Instant.now().getEpochSecond() / STEP_SECONDS;
    }
}
