package org.ltet.portal.identity;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/** Tells a form that outlived its session from a forged one. */
@Component
class FormRejections implements AccessDeniedHandler {

    private final AccessDeniedHandler refuse = new AccessDeniedHandlerImpl();
    private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException, ServletException {
        boolean nobody =
                !trust.isAuthenticated(SecurityContextHolder.getContext().getAuthentication());
        if (reason instanceof CsrfException && nobody && request.getHeader("X-Requested-With") == null) {
            ReturnTo.theFormOf(request);
            response.sendRedirect("/sign-in?expired");
            return;
        }
        RefusedAccess.log(request, reason);
        refuse.handle(request, response, reason);
    }
}
