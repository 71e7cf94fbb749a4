package org.ltet.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the authenticator app of one of the demonstration's staff shows; their secrets are public. */
final class AppCode {

    private static final int STEP_SECONDS = 30;

    private AppCode() {}

    static String now(String number) {
        try {
            byte[] secret = ("demo-factor-" + number).getBytes(StandardCharsets.US_ASCII);
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            long step = Instant.now().getEpochSecond() / STEP_SECONDS;
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int code = ByteBuffer.wrap(hash, hash[hash.length - 1] & 0xf, Integer.BYTES)
                            .getInt()
                    & 0x7fff_ffff;
            return String.format(Locale.ROOT, "%06d", code % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
