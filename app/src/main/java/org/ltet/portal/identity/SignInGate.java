package org.ltet.portal.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ltet.portal.shared.Refused;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a name be tried again after a failure only with a solved puzzle (ACC-3). It asks in the same way for names that
 * are nobody's. An attempt that is stopped here was none: it counts towards no lock.
 */
@Component
class SignInGate extends OncePerRequestFilter {

    /** The name typed last, shown again in the form. */
    static final String TYPED_NAME = "portal.typedName";

    private static final int LONGEST_NAME = 200;

    /** As the filter behind this one matches it: an address may be written in several ways. */
    private static final RequestMatcher SIGN_IN =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/sign-in");

    private final SignInGuard guard;
    private final Puzzles puzzles;

    SignInGate(SignInGuard guard, Puzzles puzzles) {
        this.guard = guard;
        this.puzzles = puzzles;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !SIGN_IN.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String name = parameter(request, "number");
        request.getSession().setAttribute(TYPED_NAME, name.substring(0, Math.min(name.length(), LONGEST_NAME)));
        if (guard.hasFailed(name)) {
            try {
                puzzles.take(parameter(request, "_puzzle"), parameter(request, "_solution"), request.getRemoteAddr());
            } catch (Refused unsolved) {
                response.sendRedirect("/sign-in?check");
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private static String parameter(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }
}
