package org.ltet.portal.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Writes down who was refused what, for those who watch the log (SEC-4). Ids and patterns of routes only: nothing that
 * the request brought along, so that nobody writes into the log.
 */
final class RefusedAccess {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedAccess.class);

    private RefusedAccess() {}

    static void log(HttpServletRequest request, AccessDeniedException reason) {
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        String who = person == null
                ? "nobody"
                : CurrentUser.accountOf(person).map(Object::toString).orElse("a program or nobody");
        Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        LOG.warn(
                "Refused {} {} to {} from {}: {}",
                request.getMethod().matches("[A-Z]{1,10}") ? request.getMethod() : "?",
                route == null ? "before any route" : route,
                who,
                Visitor.address(),
                why(reason));
    }

    private static String why(AccessDeniedException reason) {
        return switch (reason) {
            case CsrfException _ -> "a form without the token of its page";
            case ScopeMissing missing ->
                "the token has no scope " + missing.wanted().text();
            default -> "no right";
        };
    }
}
