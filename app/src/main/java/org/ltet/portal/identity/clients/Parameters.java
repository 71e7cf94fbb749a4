package org.ltet.portal.identity.clients;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters of an OAuth request: each at most once (RFC 6749, 3.1 and 3.2), an empty one is as good as none. */
public final class Parameters {

    private static final int LONGEST = 4_096;

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    /** @throws OAuthProblem when one comes twice or is too long */
    public static Parameters of(HttpServletRequest request) {
        Map<String, String> values = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, all) -> {
            if (all.length > 1) {
                throw OAuthProblem.invalid("A parameter came more than once.");
            }
            if (all[0].length() > LONGEST) {
                throw OAuthProblem.invalid("A parameter is too long.");
            }
            if (!all[0].isEmpty()) {
                values.put(name, all[0]);
            }
        });
        return new Parameters(values);
    }

    /**
     * Of a request that holds secrets: they belong into the body, for addresses are kept in logs.
     *
     * @throws OAuthProblem when something stands in the address
     */
    public static Parameters ofBody(HttpServletRequest request) {
        if (request.getQueryString() != null) {
            throw OAuthProblem.invalid("Send the parameters in the body, none in the address.");
        }
        return of(request);
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public String get(String name) {
        return find(name).orElseThrow(() -> OAuthProblem.invalid("The parameter " + name + " is missing."));
    }
}
