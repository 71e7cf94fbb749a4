package org.ltet.portal.integrations.gateway;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.spi.PayoutGateway.Forged;

/** Proves that the gateway sent a body, and lately: HMAC-SHA256 over "timestamp.body", in hexadecimal. */
final class Signature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration TOLERATED = Duration.ofMinutes(5);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    private final SecretKeySpec key;

    Signature(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    void demand(@Nullable String timestamp, @Nullable String signature, byte[] body, Instant now) throws Forged {
        if (timestamp == null
                || signature == null
                || !SECONDS.matcher(timestamp).matches()) {
            throw new Forged("not signed");
        }
        byte[] expected = HexFormat.of().formatHex(of(timestamp, body)).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) {
            throw new Forged("signed with another key");
        }
        Duration apart = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                .abs();
        if (apart.compareTo(TOLERATED) > 0) {
            throw new Forged("signed " + apart.toMinutes() + " minutes from now");
        }
    }

    private byte[] of(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
