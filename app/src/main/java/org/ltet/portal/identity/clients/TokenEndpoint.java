package org.ltet.portal.identity.clients;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.ltet.portal.identity.Tokens;
import org.ltet.portal.operations.Throttle;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;

/** Gives tokens to programs and takes them back. */
@Component
public class TokenEndpoint {

    private static final String CLIENT_CREDENTIALS = "client_credentials";
    private static final String CODE = "authorization_code";
    private static final String REFRESH = "refresh_token";

    public static final List<String> GRANTS = List.of(CODE, REFRESH, CLIENT_CREDENTIALS);

    private final ClientAuthentication authentication;
    private final SystemTokens systemTokens;
    private final PersonTokens personTokens;
    private final Tokens tokens;
    private final Throttle throttle;
    private final ClientSettings settings;

    TokenEndpoint(
            ClientAuthentication authentication,
            SystemTokens systemTokens,
            PersonTokens personTokens,
            Tokens tokens,
            Throttle throttle,
            ClientSettings settings) {
        this.authentication = authentication;
        this.systemTokens = systemTokens;
        this.personTokens = personTokens;
        this.tokens = tokens;
        this.throttle = throttle;
        this.settings = settings;
    }

    /** @throws OAuthProblem for whatever is refused */
    public Given give(HttpServletRequest request) {
        Parameters form = Parameters.ofBody(request);
        String grant = form.get("grant_type");
        if (!GRANTS.contains(grant)) {
            throw OAuthProblem.of(OAuthProblem.Kind.UNSUPPORTED_GRANT_TYPE, "There is no such grant_type.");
        }
        ClientView client = authentication.of(form, request);
        try {
            throttle.admit(settings.tokens(), client.clientId() + " " + request.getRemoteAddr());
        } catch (Refused refused) {
            throw OAuthProblem.tooMany(refused);
        }
        return switch (grant) {
            case CODE -> personTokens.forCode(client, form, request.getRemoteAddr());
            case REFRESH -> personTokens.forRefresh(client, form, request.getRemoteAddr());
            default -> systemTokens.give(client, form, request.getRemoteAddr());
        };
    }

    /** The answer is the same whether there was such a token or not (RFC 7009). */
    public void revoke(HttpServletRequest request) {
        Parameters form = Parameters.ofBody(request);
        String token = form.get("token");
        ClientView client = authentication.of(form, request);
        if (!personTokens.revoke(client, token)) {
            tokens.revoke(client.clientId(), token);
        }
    }
}
