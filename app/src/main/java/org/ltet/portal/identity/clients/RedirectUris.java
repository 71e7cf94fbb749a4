package org.ltet.portal.identity.clients;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * To where a code may be sent. An address is registered whole, and one that is asked for must be the same to the letter:
 * no beginning, no other port, nothing added counts as the same.
 */
final class RedirectUris {

    private static final Set<String> OWN_DEVICE = Set.of("127.0.0.1", "[::1]");
    private static final Pattern OWN_SCHEME = Pattern.compile("[a-z][a-z0-9+-]*(\\.[a-z0-9+-]+)+");
    private static final int LONGEST = 300;

    private RedirectUris() {}

    /** https anywhere, http on the person's own device, or a scheme named after a domain of the maker (RFC 8252). */
    static boolean mayBeRegistered(String text) {
        if (text.length() > LONGEST || text.indexOf('*') >= 0) {
            return false;
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
        String scheme = uri.getScheme();
        if (scheme == null
                || uri.isOpaque()
                || uri.getRawFragment() != null
                || uri.getRawUserInfo() != null
                || !uri.normalize().equals(uri)) {
            return false;
        }
        String host = uri.getHost();
        return switch (scheme) {
            case "https" -> host != null;
            case "http" -> host != null && OWN_DEVICE.contains(host) && uri.getPort() > 0;
            default -> OWN_SCHEME.matcher(scheme).matches();
        };
    }

    static boolean isOneOf(List<String> registered, String asked) {
        return registered.contains(asked);
    }

    /** What a content policy calls the place: a form may then lead there. */
    static String place(String registered) {
        URI uri = URI.create(registered);
        return uri.getHost() == null || !uri.getScheme().startsWith("http")
                ? uri.getScheme() + ":"
                : uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
