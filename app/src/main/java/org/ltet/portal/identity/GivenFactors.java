package org.ltet.portal.identity;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The factors that the person at the browser gave in this session. */
@Component
public class GivenFactors {

    private final FactorRules rules;

    GivenFactors(FactorRules rules) {
        this.rules = rules;
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

    private static Authentication person() {
        return Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication(), "Nobody is signed in");
    }
}
