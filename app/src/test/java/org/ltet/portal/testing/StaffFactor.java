package org.ltet.portal.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ltet.portal.identity.AccountView;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.AuthenticatorApp;
import org.ltet.portal.identity.SecondFactors;
import org.ltet.portal.identity.Tokens;
import org.ltet.portal.identity.User;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * The second factor of people in tests (ACC-4). {@link WebSession#signedIn} gives it by itself; {@link #bearer} makes a
 * token with it; {@link #code} is what the person's authenticator app shows.
 */
public final class StaffFactor implements ApplicationListener<WebServerInitializedEvent> {

    private static final byte[] SECRET = "test-factor-12345678".getBytes(StandardCharsets.US_ASCII);
    private static final int STEP_SECONDS = 30;
    private static final Map<Integer, ApplicationContext> PORTALS = new ConcurrentHashMap<>();

    /** Remembers the running portal, so that tests need to know its port only. */
    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        PORTALS.put(event.getWebServer().getPort(), event.getApplicationContext());
    }

    /** Gives the account an authenticator app whose codes were never used, and returns its current code. */
    public static String code(int port, String number) {
        ApplicationContext portal = portal(port);
        portal.getBean(AuthenticatorApp.class).takeOver(account(portal, number), SECRET);
        return codeOf(SECRET, portal.getBean(Clock.class));
    }

    /** A token for the API, with the second factor where the role demands one. */
    public static String bearer(int port, String number, String password) {
        ApplicationContext portal = portal(port);
        User user = portal.getBean(Accounts.class).user(number).orElseThrow();
        String code = SecondFactors.isMandatoryFor(user) ? code(port, number) : "";
        return portal.getBean(Tokens.class).forPassword(number, password, code);
    }

    /** What an app with this secret shows. */
    public static String codeOf(byte[] secret, Clock clock) {
        return codeOf(secret, clock.instant().getEpochSecond() / STEP_SECONDS);
    }

    public static String codeOf(byte[] secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int number = ByteBuffer.wrap(hash, hash[hash.length - 1] & 0xf, 4).getInt() & 0x7fff_ffff;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ApplicationContext portal(int port) {
        ApplicationContext portal = PORTALS.get(port);
        if (portal == null) {
            throw new IllegalStateException("No portal of a test listens on port " + port);
        }
        return portal;
    }

    private static UUID account(ApplicationContext portal, String number) {
        return portal.getBean(Accounts.class)
                .byEmployeeNumber(number)
                .map(AccountView::id)
                .orElseThrow(() -> new IllegalStateException("No account " + number));
    }
}
