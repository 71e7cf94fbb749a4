package org.ltet.simulators;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets only the user {@code portal} with the system's password reach the system's interface. */
public final class BasicAuthentication extends OncePerRequestFilter {

    private final byte[] expected;
    private final String realm;

    private BasicAuthentication(String realm, String password) {
        this.realm = realm;
        this.expected = ("Basic "
                        + Base64.getEncoder().encodeToString(("portal:" + password).getBytes(StandardCharsets.UTF_8)))
                .getBytes(StandardCharsets.UTF_8);
    }

    public static FilterRegistrationBean<BasicAuthentication> of(String realm, String password, String urlPattern) {
        var registration = new FilterRegistrationBean<>(new BasicAuthentication(realm, password));
        registration.setName(realm + "-authentication");
        registration.addUrlPatterns(urlPattern);
        registration.setOrder(0);
        return registration;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader("Authorization");
        if (header == null || !MessageDigest.isEqual(header.getBytes(StandardCharsets.UTF_8), expected)) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"" + realm + "\"");
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        chain.doFilter(request, response);
    }
}
