package org.ltet.portal.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/** Sends a person whose second factor is missing or too old to the page where it is given, and holds the form sent. */
@Component
class AskForFactor implements AuthenticationEntryPoint {

    static final String PAGE = "/second-factor";

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        HeldAction.hold(request);
        if (request.getHeader("HX-Request") != null) {
            // HTMX would put a page that it is redirected to into a part of this one
            response.setHeader("HX-Redirect", PAGE);
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            response.sendRedirect(PAGE);
        }
    }
}
