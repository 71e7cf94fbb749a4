package org.ltet.portal.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.ltet.portal.shared.LogContext;
import org.ltet.portal.web.ErrorPage;
import org.slf4j.MDC;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Holds every handler to its rule; one without a rule is closed (ACC-5: denied by default). */
@Component
class AccessRules implements HandlerInterceptor {

    private static final String API_DESCRIPTION = "org.springdoc.";

    private final CurrentUser currentUser;
    private final FactorRules factors;
    private final RoleNetworks networks;
    private final ScopeRules scopes;

    AccessRules(CurrentUser currentUser, FactorRules factors, RoleNetworks networks, ScopeRules scopes) {
        this.currentUser = currentUser;
        this.factors = factors;
        this.networks = networks;
        this.scopes = scopes;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method) || isPartOfTheFrame(method)) {
            return true;
        }
        if (find(method, AllowAnyone.class)) {
            return true;
        }
        User user = currentUser
                .find()
                .orElseThrow(() -> new AuthenticationCredentialsNotFoundException("Nobody is signed in"));
        // the id of the account, as in RefusedAccess: its number would name the person
        MDC.put(LogContext.USER, user.accountId().toString());
        Allow rule = method.getMethodAnnotation(Allow.class);
        if (rule == null && !find(method, AllowSignedIn.class)) {
            rule = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Allow.class);
        }
        boolean allowed = rule == null ? find(method, AllowSignedIn.class) : user.hasAny(rule.value());
        if (!allowed) {
            throw new AccessDeniedException("No rule lets these roles use " + method.getShortLogMessage());
        }
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        if (person != null && CurrentUser.accountOf(person).isPresent()) {
            networks.require(user, request.getRemoteAddr());
        }
        scopes.require(person, method);
        if (person != null && method.hasMethodAnnotation(FreshFactor.class)) {
            factors.requireFresh(person);
        }
        return true;
    }

    private static boolean isPartOfTheFrame(HandlerMethod method) {
        return method.getBeanType() == ErrorPage.class
                || method.getBeanType().getName().startsWith(API_DESCRIPTION);
    }

    private static boolean find(HandlerMethod method, Class<? extends java.lang.annotation.Annotation> rule) {
        return method.hasMethodAnnotation(rule)
                || (AnnotatedElementUtils.hasAnnotation(method.getBeanType(), rule)
                        && !method.hasMethodAnnotation(Allow.class)
                        && !method.hasMethodAnnotation(AllowSignedIn.class));
    }
}
