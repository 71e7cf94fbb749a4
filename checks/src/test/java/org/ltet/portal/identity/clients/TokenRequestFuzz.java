package org.ltet.portal.identity.clients;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ltet.checks.Input;
import org.ltet.portal.identity.ApiScope;

/**
 * What programs send for a token: the head that says who they are, the parameters, the scopes, and addresses to go back
 * to. Whatever it is, it is read or refused as OAuth has it.
 */
public final class TokenRequestFuzz {

    private TokenRequestFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    /** The first line is the Authorization header, the second an address, the others are parameters. */
    public static void fuzzerTestOneInput(byte[] input) {
        List<String> lines = Input.lines(input, 12);
        Map<String, String[]> parameters = new LinkedHashMap<>();
        for (String line : lines.subList(2, lines.size())) {
            int equals = line.indexOf('=');
            String name = equals < 0 ? line : line.substring(0, equals);
            String value = equals < 0 ? "" : line.substring(equals + 1);
            parameters.merge(name, new String[] {value}, (one, other) -> new String[] {one[0], other[0]});
        }
        HttpServletRequest request = request(lines.getFirst(), parameters);
        try {
            Parameters form = Parameters.ofBody(request);
            ClientAuthentication.Claimed claimed = ClientAuthentication.claimed(form, request);
            Input.holds(claimed.secret() == null || claimed.assertion() == null, "two proofs at once");
            Set<ApiScope> allowed = EnumSet.of(ApiScope.PROFILE_READ, ApiScope.AUDIT_READ);
            Input.holds(allowed.containsAll(WantedScopes.of(form, allowed)), "more than is allowed");
        } catch (OAuthProblem refused) {
            Input.holds(!refused.kind().code().isEmpty(), "a refusal without its code");
        }
        String address = lines.get(1);
        if (RedirectUris.mayBeRegistered(address)) {
            Input.holds(!RedirectUris.place(address).matches("(?s).*[;,'\\s].*"), "more than a place: " + address);
            Input.holds(
                    !List.of("javascript", "data", "file", "vbscript")
                            .contains(URI.create(address).getScheme()),
                    "runs something: " + address);
        }
    }

    private static HttpServletRequest request(String authorization, Map<String, String[]> parameters) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                TokenRequestFuzz.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getParameterMap" -> parameters;
                    case "getHeader" -> authorization.isEmpty() ? null : authorization;
                    case "getRemoteAddr" -> "127.0.0.1";
                    default -> null;
                });
    }
}
