package org.ltet.portal.identity;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** What the portal writes into its access tokens (RFC 9068) and reads from them; only checked tokens come here. */
final class TokenClaims {

    /** The only type of token that opens the API: neither a code, nor a refresh token, nor an assertion is one. */
    static final String TYPE = "at+jwt";

    static final String AUDIENCE = "ltet-portal-api";
    static final String EMPLOYEE_NUMBER = "employeeNumber";
    static final String SCOPE = "scope";
    static final String CLIENT = "client_id";

    /** The generation of the account's tokens. */
    static final String GENERATION = "gen";

    /** The generation of the program's tokens. */
    static final String CLIENT_GENERATION = "client_gen";

    /** The permission that a person gave a program. */
    static final String GRANT = "grant";

    private TokenClaims() {}

    /** Empty for a token that was given for a password. */
    static Optional<String> client(Jwt token) {
        return Optional.ofNullable(token.getClaimAsString(CLIENT));
    }

    /** Whether a program acts for itself and no person (RFC 9068: subject and client are the same). */
    static boolean isOfSystem(Jwt token) {
        return client(token).filter(client -> client.equals(token.getSubject())).isPresent();
    }

    /** The person whom the token stands for. */
    static Optional<UUID> account(Jwt token) {
        return isOfSystem(token) ? Optional.empty() : id(token.getSubject());
    }

    static Set<ApiScope> scopes(Jwt token) {
        Set<ApiScope> scopes = EnumSet.noneOf(ApiScope.class);
        scopes.addAll(ApiScope.named(token.getClaimAsString(SCOPE)));
        return scopes;
    }

    /** -1 where the claim is missing or is no number: no generation is. */
    static long generation(Jwt token, String claim) {
        return token.getClaim(claim) instanceof Number number ? number.longValue() : -1;
    }

    static Optional<UUID> id(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
