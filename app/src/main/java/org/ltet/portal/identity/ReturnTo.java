package org.ltet.portal.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;

/**
 * A form sent after its session ended is lost to the server, but the browser kept what was typed: signing in again leads
 * back to the page of the form, where it is filled in (UX-4).
 */
final class ReturnTo {

    private static final String SAVED_REQUEST = "SPRING_SECURITY_SAVED_REQUEST";

    private ReturnTo() {}

    /** Takes the path of a page of this portal only: nobody is led elsewhere by it. */
    static void theFormOf(HttpServletRequest request) {
        String referer = request.getHeader(HttpHeaders.REFERER);
        if (referer == null) {
            return;
        }
        try {
            URI page = new URI(referer);
            String path = page.getRawPath();
            boolean own = request.getServerName().equals(page.getHost())
                    && path != null
                    && path.startsWith("/")
                    && !path.startsWith("//")
                    && !path.startsWith("/sign-in");
            if (own) {
                String query = page.getRawQuery() == null ? "" : "?" + page.getRawQuery();
                request.getSession().setAttribute(SAVED_REQUEST, new SimpleSavedRequest(path + query));
            }
        } catch (URISyntaxException notAnAddress) {
            // then there is nowhere to return to
        }
    }
}
