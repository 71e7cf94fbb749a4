package org.ltet.portal.identity;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/**
 * Holds tokens to their scopes, and programs that act for themselves to the operations made for systems (ACC-8). What
 * is not opened is closed.
 */
@Component
class ScopeRules {

    private final Programs programs;

    ScopeRules(Programs programs) {
        this.programs = programs;
    }

    static @Nullable InScope of(HandlerMethod method) {
        InScope own = method.getMethodAnnotation(InScope.class);
        return own == null ? AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), InScope.class) : own;
    }

    /** @throws AccessDeniedException when somebody comes with a token that does not cover the operation */
    void require(@Nullable Authentication caller, HandlerMethod method) {
        if (caller == null || !(caller.getPrincipal() instanceof Jwt token)) {
            return;
        }
        InScope rule = of(method);
        if (rule == null) {
            throw new AccessDeniedException("No token covers " + method.getShortLogMessage());
        }
        if (TokenClaims.isOfSystem(token) && (!rule.systems() || method.hasMethodAnnotation(FreshFactor.class))) {
            throw new AccessDeniedException("Not for systems: " + method.getShortLogMessage());
        }
        for (ApiScope wanted : rule.value()) {
            require(caller, wanted);
        }
    }

    /** @throws AccessDeniedException when somebody comes with a token that lacks the scope */
    void require(Authentication caller, ApiScope wanted) {
        if (caller.getPrincipal() instanceof Jwt token && !held(token).contains(wanted)) {
            throw new ScopeMissing(wanted);
        }
    }

    /** The program that acts for itself, in the roles of the scopes it holds. */
    Optional<User> system(Jwt token) {
        return TokenClaims.client(token).flatMap(programs::find).map(program -> {
            Map<Role, Scope> roles = new EnumMap<>(Role.class);
            held(token).forEach(scope -> scope.systemsActAs().ifPresent(role -> roles.put(role, Scope.EVERYWHERE)));
            return new User(program.id(), "client:" + program.clientId(), program.name(), roles);
        });
    }

    /** A scope that was taken from the program since counts no longer. */
    private Set<ApiScope> held(Jwt token) {
        Set<ApiScope> held = TokenClaims.scopes(token);
        TokenClaims.client(token)
                .ifPresent(client -> held.retainAll(
                        programs.find(client).map(Program::scopes).orElse(Set.of())));
        return held;
    }
}
