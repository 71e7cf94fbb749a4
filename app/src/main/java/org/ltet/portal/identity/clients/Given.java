package org.ltet.portal.identity.clients;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.ApiScope;

/** The answer of the token endpoint (RFC 6749, 5.1). */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Given(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresIn,
        @JsonProperty("refresh_token") @Nullable String refreshToken,
        String scope) {

    static Given of(String accessToken, Duration lifetime, @Nullable String refreshToken, Set<ApiScope> scopes) {
        return new Given(accessToken, "Bearer", lifetime.toSeconds(), refreshToken, ApiScope.words(scopes));
    }

    /** Without the tokens: records are written into logs. */
    @Override
    public String toString() {
        return "Given[" + scope + "]";
    }
}
