package org.ltet.portal.web;

import java.net.URI;
import java.util.List;
import org.ltet.checks.Input;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponseException;

/** What the shell reads of a request's head: path, entity tag, and addresses to go back to. */
public final class RequestFuzz {

    private static final UploadLimits LIMITS = new UploadLimits(
            DataSize.ofMegabytes(2), List.of(new UploadLimits.Route("/files/*/parts/*", DataSize.ofMegabytes(9))));

    private RequestFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String text = Input.text(input);
        try {
            Input.holds(Etags.of(Etags.required(text)).matches("\"\\d{1,18}\""), "no tag of ours");
        } catch (ErrorResponseException refused) {
            Input.holds(refused.getStatusCode().is4xxClientError(), "a refusal that blames us");
        }
        if (Addresses.isOwn(text)) {
            goesNowhereElse(text);
        }
        // the server has refused paths that are not well-formed before a filter sees them
        if (wellFormed(text)) {
            Input.holds(LIMITS.of(text).toBytes() <= DataSize.ofMegabytes(9).toBytes(), "a limit out of nowhere");
        }
    }

    private static void goesNowhereElse(String address) {
        try {
            URI target = URI.create("https://portal.example/").resolve(address);
            Input.holds("portal.example".equals(target.getHost()), "leads to another host: " + address);
        } catch (IllegalArgumentException notAnAddress) {
            // then a browser stays where it is
        }
    }

    private static boolean wellFormed(String path) {
        return path.matches("(/([A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*)+");
    }
}
