package org.ltet.portal.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.authorization.AllRequiredFactorsAuthorizationManager;
import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.FactorAuthorizationDecision;
import org.springframework.security.authorization.RequiredFactor;
import org.springframework.security.authorization.RequiredFactorError;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;

/**
 * Which factors open the portal (ACC-4). Staff, and members who set one up, need a second factor for everything but the
 * pages where it is given; some actions need it to be fresh. A factor counts only as long as the account still has one:
 * a reset by the system admin closes open sessions too.
 */
@Component
class FactorRules implements AuthorizationManager<RequestAuthorizationContext> {

    static final String APP = "FACTOR_TOTP";
    static final String PASSKEY = FactorGrantedAuthority.WEBAUTHN_AUTHORITY;
    static final List<String> SECOND = List.of(APP, PASSKEY);

    private final Users users;
    private final SecondFactors factors;
    private final Clock clock;
    private final Duration freshFor;
    private final AuthorizationManager<Object> signedIn = AuthenticatedAuthorizationManager.authenticated();
    private final AuthorizationManager<Object> given;
    private final AuthorizationManager<Object> fresh;

    FactorRules(
            Users users,
            SecondFactors factors,
            Clock clock,
            @Value("${portal.identity.fresh-factor}") Duration freshFor) {
        this.users = users;
        this.factors = factors;
        this.clock = clock;
        this.freshFor = freshFor;
        this.given = AllRequiredFactorsAuthorizationManager.anyOf(one(APP, null, clock), one(PASSKEY, null, clock));
        this.fresh =
                AllRequiredFactorsAuthorizationManager.anyOf(one(APP, freshFor, clock), one(PASSKEY, freshFor, clock));
    }

    private static AllRequiredFactorsAuthorizationManager<Object> one(
            String authority, @Nullable Duration age, Clock clock) {
        AllRequiredFactorsAuthorizationManager<Object> manager = AllRequiredFactorsAuthorizationManager.builder()
                .requireFactor(factor -> factor.authority(authority).validDuration(age))
                .build();
        manager.setClock(clock);
        return manager;
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        Authentication person = authentication.get();
        AuthorizationResult result = signedIn.authorize(authentication, context);
        if (person == null || result == null || !result.isGranted()) {
            return new AuthorizationDecision(false);
        }
        return check(person, given);
    }

    /** Whether the second factor is still to be given in this session. */
    boolean isPending(Authentication person) {
        return !check(person, given).isGranted();
    }

    /** @throws AuthorizationDeniedException when the second factor was not given within the time set */
    void requireFresh(Authentication person) {
        require(person, fresh, freshFor);
    }

    /** The same for another time, as a program may wish it. */
    void requireWithin(Authentication person, Duration age) {
        require(
                person,
                AllRequiredFactorsAuthorizationManager.anyOf(one(APP, age, clock), one(PASSKEY, age, clock)),
                age);
    }

    private void require(Authentication person, AuthorizationManager<Object> wanted, Duration age) {
        AuthorizationResult result = check(person, wanted);
        if (!result.isGranted()) {
            throw new AuthorizationDeniedException("The second factor is older than " + age, result);
        }
    }

    private AuthorizationResult check(Authentication person, AuthorizationManager<Object> wanted) {
        Optional<User> user = accountOf(person).flatMap(users::byId).filter(factors::mustGive);
        if (user.isEmpty()) {
            return new AuthorizationDecision(true);
        }
        if (!factors.has(user.get().accountId())) {
            return new FactorAuthorizationDecision(List.of(RequiredFactorError.createMissing(
                    RequiredFactor.withAuthority(APP).build())));
        }
        AuthorizationResult result = wanted.authorize(() -> person, this);
        return result == null ? new AuthorizationDecision(false) : result;
    }

    private static Optional<UUID> accountOf(Authentication person) {
        return CurrentUser.accountOf(person);
    }
}
