package org.ltet.portal.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.ltet.portal.operations.FieldCipher;
import org.ltet.portal.operations.Settings;
import org.ltet.portal.operations.Throttle;
import org.ltet.portal.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes attempts in bulk dear without asking people to see or hear anything (ACC-3): the browser searches for a number
 * whose hash with the puzzle begins with so many zero bits. Who has no script waits instead, and few may do that from
 * one address. A puzzle is signed, ends after ten minutes, and is good for one form.
 */
@Component
public class Puzzles {

    public static final Duration WAIT_WITHOUT_SCRIPT = Duration.ofSeconds(15);

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int SALT_BYTES = 16;
    private static final int BODY_BYTES = SALT_BYTES + Long.BYTES + 1;
    private static final int LONGEST_SOLUTION = 20;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private record Body(byte[] salt, Instant issuedAt, int bits) {

        static Body of(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            byte[] salt = new byte[SALT_BYTES];
            buffer.get(salt);
            return new Body(salt, Instant.ofEpochSecond(buffer.getLong()), buffer.get());
        }
    }

    private final FieldCipher cipher;
    private final Settings settings;
    private final SignInSettings rates;
    private final Throttle throttle;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Puzzles(
            FieldCipher cipher,
            Settings settings,
            SignInSettings rates,
            Throttle throttle,
            JdbcClient jdbc,
            Clock clock) {
        this.cipher = cipher;
        this.settings = settings;
        this.rates = rates;
        this.throttle = throttle;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Puzzle issue() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        int bits = Math.toIntExact(settings.count(SignInSettings.PUZZLE_BITS));
        byte[] body = ByteBuffer.allocate(BODY_BYTES)
                .put(salt)
                .putLong(clock.instant().getEpochSecond())
                .put((byte) bits)
                .array();
        return new Puzzle(ENCODER.encodeToString(body) + "." + ENCODER.encodeToString(sign(body)), bits);
    }

    /**
     * Takes a solved puzzle, once.
     *
     * @param solution empty from one who waited instead
     * @throws Refused identity.puzzle when it is not solved, not ours, too old or used; tooMany when too many waited
     */
    public void take(String puzzle, String solution, String address) {
        Body body = read(puzzle).orElseThrow(Puzzles::unsolved);
        Instant now = clock.instant();
        boolean waited =
                solution.isEmpty() && !body.issuedAt().plus(WAIT_WITHOUT_SCRIPT).isAfter(now);
        if (body.issuedAt().plus(LIFETIME).isBefore(now) || !(waited || isSolved(puzzle, solution, body.bits()))) {
            throw unsolved();
        }
        if (waited) {
            throttle.admit(rates.waitsPerAddress(), address);
        }
        int first = jdbc.sql("""
                        insert into identity.used_puzzle (salt, expires_at) values (?, ?) on conflict do nothing
                        """)
                .params(body.salt(), body.issuedAt().plus(LIFETIME).atOffset(ZoneOffset.UTC))
                .update();
        if (first == 0) {
            throw unsolved();
        }
    }

    int forgetExpired() {
        return jdbc.sql("delete from identity.used_puzzle where expires_at < ?")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    static boolean isSolved(String puzzle, String solution, int bits) {
        if (solution.isEmpty() || solution.length() > LONGEST_SOLUTION) {
            return false;
        }
        byte[] hash = sha256((puzzle + ":" + solution).getBytes(StandardCharsets.UTF_8));
        int leading = Integer.numberOfLeadingZeros(ByteBuffer.wrap(hash).getInt());
        return leading >= bits;
    }

    private Optional<Body> read(String puzzle) {
        int dot = puzzle.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        try {
            byte[] body = Base64.getUrlDecoder().decode(puzzle.substring(0, dot));
            byte[] signature = Base64.getUrlDecoder().decode(puzzle.substring(dot + 1));
            return body.length == BODY_BYTES && MessageDigest.isEqual(signature, sign(body))
                    ? Optional.of(Body.of(body))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private byte[] sign(byte[] body) {
        return Arrays.copyOf(
                cipher.mark(("puzzle " + ENCODER.encodeToString(body)).getBytes(StandardCharsets.UTF_8)), 32);
    }

    private static Refused unsolved() {
        return Refused.invalidField("", "identity.puzzle", WAIT_WITHOUT_SCRIPT.toSeconds());
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
