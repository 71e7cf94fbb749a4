package org.ltet.portal.identity;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.ltet.portal.web.Viewer;
import org.ltet.portal.web.Viewers;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Who acts: the person or program of this request, or the job of this thread. */
@Component
public class CurrentUser implements Viewers {

    private static final ScopedValue<User> ACTING = ScopedValue.newInstance();

    private final Users users;
    private final FactorRules factors;
    private final ScopeRules scopes;

    CurrentUser(Users users, FactorRules factors, ScopeRules scopes) {
        this.users = users;
        this.factors = factors;
        this.scopes = scopes;
    }

    /** @throws IllegalStateException when nobody is signed in and no job acts */
    public User get() {
        return find().orElseThrow(() -> new IllegalStateException("Nobody is signed in"));
    }

    public Optional<User> find() {
        if (ACTING.isBound()) {
            return Optional.of(ACTING.get());
        }
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null) {
            return Optional.empty();
        }
        return authentication.getPrincipal() instanceof Jwt token && TokenClaims.isOfSystem(token)
                ? scopes.system(token)
                : accountOf(authentication).flatMap(users::byId);
    }

    static Optional<UUID> accountOf(Authentication authentication) {
        return switch (authentication.getPrincipal()) {
            case Principal principal -> Optional.of(principal.accountId());
            case Jwt token -> TokenClaims.account(token);
            case null, default -> Optional.empty();
        };
    }

    /** Lets a job, a listener or a seeder act in a name of its own. */
    public <T> T runAs(User user, Supplier<T> action) {
        return ScopedValue.where(ACTING, user).call(action::get);
    }

    public void runAs(User user, Runnable action) {
        ScopedValue.where(ACTING, user).run(action);
    }

    /** Nobody yet while the second factor is still to be given: the shell then shows no navigation and no notices. */
    @Override
    public Optional<Viewer> current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && factors.isPending(authentication)) {
            return Optional.empty();
        }
        return find().map(user -> new Viewer(
                user.employeeNumber(),
                user.displayName(),
                user.roleNames().stream().map(Enum::name).collect(java.util.stream.Collectors.toUnmodifiableSet())));
    }
}
