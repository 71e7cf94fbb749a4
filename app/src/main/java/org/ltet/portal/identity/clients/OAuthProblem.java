package org.ltet.portal.identity.clients;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Refused;

/** A request that is refused in the words of RFC 6749, section 5.2. */
public final class OAuthProblem extends RuntimeException {

    /** Of RFC 6749, but for TOO_MANY, which it does not know. */
    public enum Kind {
        INVALID_REQUEST("invalid_request", 400),
        INVALID_CLIENT("invalid_client", 401),
        INVALID_GRANT("invalid_grant", 400),
        UNAUTHORIZED_CLIENT("unauthorized_client", 400),
        UNSUPPORTED_GRANT_TYPE("unsupported_grant_type", 400),
        UNSUPPORTED_RESPONSE_TYPE("unsupported_response_type", 400),
        UNSUPPORTED_TOKEN_TYPE("unsupported_token_type", 400),
        INVALID_SCOPE("invalid_scope", 400),
        ACCESS_DENIED("access_denied", 403),
        TOO_MANY("temporarily_unavailable", 429);

        private final String code;
        private final int status;

        Kind(String code, int status) {
            this.code = code;
            this.status = status;
        }

        public String code() {
            return code;
        }

        public int status() {
            return status;
        }
    }

    private final Kind kind;
    private final String description;
    private final @Nullable Duration retryAfter;

    private OAuthProblem(Kind kind, String description, @Nullable Duration retryAfter) {
        super(kind.code() + ": " + description);
        this.kind = kind;
        this.description = description;
        this.retryAfter = retryAfter;
    }

    /** @param description plain ASCII for the program's maker, without what was sent */
    static OAuthProblem of(Kind kind, String description) {
        return new OAuthProblem(kind, description, null);
    }

    static OAuthProblem invalid(String description) {
        return of(Kind.INVALID_REQUEST, description);
    }

    /** The same whether the program is unknown, off, past its end, elsewhere, or its proof is wrong. */
    static OAuthProblem notThatClient() {
        return of(Kind.INVALID_CLIENT, "The client could not be authenticated.");
    }

    static OAuthProblem notThatGrant() {
        return of(Kind.INVALID_GRANT, "The code or refresh token is not valid.");
    }

    static OAuthProblem tooMany(Refused refused) {
        return new OAuthProblem(
                Kind.TOO_MANY,
                "Too many requests. Wait before the next one.",
                refused.retryAfter().orElseThrow());
    }

    public Kind kind() {
        return kind;
    }

    public String description() {
        return description;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
