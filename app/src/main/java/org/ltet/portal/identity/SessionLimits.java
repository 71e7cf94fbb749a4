package org.ltet.portal.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends sessions after their idle and absolute time (ACC-6), by the settings of this moment. What a page asks by itself
 * is no sign that somebody is there.
 */
@Component
class SessionLimits extends OncePerRequestFilter {

    private static final Set<String> ASKED_BY_PAGES =
            Set.of("/inbox/unread", "/account/session", "/operations/console/now");
    private static final Duration NOTED_EVERY = Duration.ofSeconds(20);

    private final Sessions sessions;
    private final Clock clock;
    private final HttpSessionRequestCache requests = new HttpSessionRequestCache();

    SessionLimits(Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/assets/")
                || request.getRequestURI().startsWith("/actuator/")
                || request.getRequestURI().equals("/sign-out");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        Authentication authentication =
                session == null ? null : SecurityContextHolder.getContext().getAuthentication();
        if (session == null || authentication == null || !(authentication.getPrincipal() instanceof Principal person)) {
            chain.doFilter(request, response);
            return;
        }
        SignedIn signedIn = Sessions.current(request).orElse(null);
        if (signedIn == null || !signedIn.employeeNumber().equals(person.employeeNumber())) {
            sessions.begin(session, person.employeeNumber());
        } else if (sessions.isOver(session, signedIn)) {
            turnAway(session, request, response);
            return;
        } else if (!ASKED_BY_PAGES.contains(request.getRequestURI())
                || !request.getMethod().equals("GET")) {
            noteSeen(session);
        }
        chain.doFilter(request, response);
    }

    private void noteSeen(HttpSession session) {
        Instant now = clock.instant();
        if (!(session.getAttribute(Sessions.SEEN) instanceof Instant seen)
                || seen.plus(NOTED_EVERY).isBefore(now)) {
            session.setAttribute(Sessions.SEEN, now);
        }
    }

    private void turnAway(HttpSession session, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        session.invalidate();
        SecurityContextHolder.clearContext();
        if (request.getHeader("X-Requested-With") != null || request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", "/sign-in?expired");
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        if (request.getMethod().equals("GET")) {
            requests.saveRequest(request, response);
        } else {
            ReturnTo.theFormOf(request);
        }
        response.sendRedirect("/sign-in?expired");
    }
}
