package org.ltet.portal.identity.clients;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.Issuer;
import org.ltet.portal.shared.AddressRange;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;

/**
 * Reads what a program asks of a person (OAuth 2.1, authorization code with PKCE), and writes the answers to it. Nobody
 * is sent to an address that is not registered, to the letter.
 */
@Component
public class AuthorizationRequests {

    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final int LONGEST_STATE = 1_000;

    /** Shorter than it takes to read the page would ask without end. */
    private static final Duration LEAST_AGE = Duration.ofMinutes(1);

    private final Clients clients;
    private final Issuer issuer;
    private final Clock clock;

    AuthorizationRequests(Clients clients, Issuer issuer, Clock clock) {
        this.clients = clients;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * @throws Refused when the program or the address is not known: then the person alone is told
     * @throws AuthorizationProblem when the program is to be told
     */
    public AuthorizationRequest read(Parameters parameters, String address) {
        ClientView client = parameters
                .find("client_id")
                .flatMap(clients::byClientId)
                .filter(known -> known.kind() == ClientKind.PUBLIC && known.isUsable(clock.instant()))
                .filter(known -> known.addresses().isEmpty() || AddressRange.anyContains(known.addresses(), address))
                .orElseThrow(() -> Refused.invalid("clients.unknownProgram"));
        String redirectUri = parameters
                .find("redirect_uri")
                .filter(asked -> RedirectUris.isOneOf(client.redirectUris(), asked))
                .orElseThrow(() -> Refused.invalid("clients.unknownRedirect"));
        String state = parameters.find("state").orElse(null);
        if (state != null && state.length() > LONGEST_STATE) {
            throw problem(redirectUri, null, OAuthProblem.invalid("The state is too long."));
        }
        try {
            return checked(client, redirectUri, state, parameters);
        } catch (OAuthProblem refused) {
            throw problem(redirectUri, state, refused);
        }
    }

    private static AuthorizationRequest checked(
            ClientView client, String redirectUri, @Nullable String state, Parameters parameters) {
        if (!parameters.get("response_type").equals("code")) {
            throw OAuthProblem.of(OAuthProblem.Kind.UNSUPPORTED_RESPONSE_TYPE, "The response_type must be code.");
        }
        if (!parameters.find("response_mode").orElse("query").equals("query")) {
            throw OAuthProblem.invalid("The response_mode must be query.");
        }
        if (!parameters.find("code_challenge_method").orElse("plain").equals("S256")) {
            throw OAuthProblem.invalid("The code_challenge_method must be S256.");
        }
        String challenge = parameters.get("code_challenge");
        if (!CHALLENGE.matcher(challenge).matches()) {
            throw OAuthProblem.invalid("The code_challenge is not a SHA-256 in base64url.");
        }
        Set<ApiScope> scopes = WantedScopes.of(parameters, client.scopes());
        Optional<String> age = parameters.find("max_age");
        if (age.isPresent() && !SECONDS.matcher(age.get()).matches()) {
            throw OAuthProblem.invalid("The max_age is not a number of seconds.");
        }
        return new AuthorizationRequest(
                client,
                redirectUri,
                scopes,
                state,
                challenge,
                age.map(text -> Duration.ofSeconds(Long.parseLong(text)))
                        .map(wanted -> wanted.compareTo(LEAST_AGE) < 0 ? LEAST_AGE : wanted)
                        .orElse(null));
    }

    /** Where the browser goes with the code. */
    public String answer(AuthorizationRequest request, String code) {
        return answer(request.redirectUri(), request.state(), Map.of("code", code));
    }

    /** Where the browser goes when the person said no. */
    public String denied(AuthorizationRequest request) {
        return problem(
                        request.redirectUri(),
                        request.state(),
                        OAuthProblem.of(OAuthProblem.Kind.ACCESS_DENIED, "The person did not permit it."))
                .answer();
    }

    private AuthorizationProblem problem(String redirectUri, @Nullable String state, OAuthProblem refused) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("error", refused.kind().code());
        words.put("error_description", refused.description());
        return new AuthorizationProblem(answer(redirectUri, state, words));
    }

    /** With the name of who answers (RFC 9207), so that a program with several servers mixes none up. */
    private String answer(String redirectUri, @Nullable String state, Map<String, String> words) {
        Map<String, String> all = new LinkedHashMap<>(words);
        if (state != null) {
            all.put("state", state);
        }
        all.put("iss", issuer.address());
        return redirectUri
                + (redirectUri.indexOf('?') < 0 ? "?" : "&")
                + all.entrySet().stream()
                        .map(word -> word.getKey() + "=" + URLEncoder.encode(word.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }
}
