package org.ltet.simulators.authenticator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The present codes of the demonstration's staff accounts; their secrets are public and open nothing else. */
@RestController
final class AuthenticatorController {

    private static final int STEP_SECONDS = 30;

    private static final Map<String, String> ACCOUNTS = new LinkedHashMap<>();

    static {
        ACCOUNTS.put("10000011", "Meera Joshi, scrutiny officer");
        ACCOUNTS.put("10000012", "Arjun Rao, scrutiny officer");
        ACCOUNTS.put("10000013", "Farida Sheikh, sub-panel member");
        ACCOUNTS.put("10000014", "Vikram Singh, apex-panel member");
        ACCOUNTS.put("10000015", "Priya Menon, accounts officer");
        ACCOUNTS.put("10000016", "Debashish Ghosh, accounts approver");
        ACCOUNTS.put("10000017", "Anjali Deshmukh, trust admin");
        ACCOUNTS.put("10000018", "Harish Chandra Gupta, head");
        ACCOUNTS.put("10000019", "Thomas Kurian, system admin");
        ACCOUNTS.put("10000020", "Kavita Reddy, helpdesk agent");
    }

    private final Clock clock;

    AuthenticatorController(Clock clock) {
        this.clock = clock;
    }

    @GetMapping(path = "/authenticator", produces = MediaType.TEXT_HTML_VALUE)
    String page() {
        long second = clock.instant().getEpochSecond();
        long left = STEP_SECONDS - second % STEP_SECONDS;
        StringBuilder html = new StringBuilder("""
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>Authenticator</title>
                <meta http-equiv="refresh" content="%d"></head><body>
                <h1>Authenticator of the demonstration</h1>
                <p>These codes open the demonstration accounts of the portal on this machine, and nothing else. Their
                secrets are public. Real accounts never appear here.</p>
                <p>The codes change in %d seconds. Each one counts once.</p>
                <table><tr><th>Number</th><th>Who</th><th>Code</th></tr>
                """.formatted(left, left));
        ACCOUNTS.forEach((number, who) -> html.append("<tr><td>%s</td><td>%s</td><td><code>%s</code></td></tr>\n"
                .formatted(number, who, code(number, second / STEP_SECONDS))));
        return html.append("</table></body></html>").toString();
    }

    private static String code(String number, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(("demo-factor-" + number).getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int truncated =
                    ByteBuffer.wrap(hash, hash[hash.length - 1] & 0xf, 4).getInt() & 0x7fff_ffff;
            return String.format(Locale.ROOT, "%06d", truncated % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
