package org.ltet.portal.identity;

import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.session.SessionIdGenerator;

/** Ids of 160 bits that nobody can guess; a random UUID has 122 (ASVS 7.2.3). */
final class SessionIds implements SessionIdGenerator {

    static final SessionIds INSTANCE = new SessionIds();

    private static final int BYTES = 20;

    private final SecureRandom random = new SecureRandom();

    private SessionIds() {}

    @Override
    public String generate() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
