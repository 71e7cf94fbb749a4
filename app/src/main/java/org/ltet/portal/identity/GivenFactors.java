package org.ltet.portal.identity;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The factors that the person at the browser gave in this session. */
@Component
public class GivenFactors {

    private final FactorRules rules;
    private final ScopeRules scopes;

    GivenFactors(FactorRules rules, ScopeRules scopes) {
        this.rules = rules;
        this.scopes = scopes;
    }

    public AccessTokens.Factors get() {
        return TokenFactors.of(person());
    }

    /**
     * @param age null for any
     * @throws AuthorizationDeniedException when the second factor is older; the person is then asked for it
     */
    public void requireWithin(@Nullable Duration age) {
        if (age != null) {
            rules.requireWithin(person(), age);
        }
    }

    /**
     * For what the rule on a handler cannot tell beforehand; otherwise {@link FreshFactor} and {@link InScope}.
     *
     * @throws AccessDeniedException when the second factor is not fresh, or the token of a program lacks the scope
     */
    public void requireToUnmask(ApiScope scope) {
        scopes.require(person(), scope);
        rules.requireFresh(person());
    }

    private static Authentication person() {
        return Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication(), "Nobody is signed in");
    }
}
