package org.ltet.portal.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/** Notes in the session that a factor was given, and knows where the person wanted to go. */
@Component
public class FactorGrant {

    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final HttpSessionRequestCache requests = new HttpSessionRequestCache();
    private final Clock clock;

    FactorGrant(Clock clock) {
        this.clock = clock;
    }

    /** The code of the app, or a recovery code, was right. */
    public void app(HttpServletRequest request, HttpServletResponse response) {
        grant(FactorRules.APP, request, response);
    }

    void grant(String factor, HttpServletRequest request, HttpServletResponse response) {
        Authentication before = SecurityContextHolder.getContext().getAuthentication();
        if (before == null || !(before.getPrincipal() instanceof Principal principal)) {
            throw new IllegalStateException("A second factor belongs to a signed-in person");
        }
        List<GrantedAuthority> authorities = new ArrayList<>(before.getAuthorities());
        authorities.removeIf(authority -> factor.equals(authority.getAuthority()));
        authorities.add(FactorGrantedAuthority.withAuthority(factor)
                .issuedAt(clock.instant())
                .build());
        UsernamePasswordAuthenticationToken after =
                UsernamePasswordAuthenticationToken.authenticated(principal, null, authorities);
        after.setDetails(before.getDetails());
        request.changeSessionId();
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(after);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    /** The page of this portal that was asked for before the factor was, or the home page. */
    public String wantedPage(HttpServletRequest request, HttpServletResponse response) {
        SavedRequest saved = requests.getRequest(request, response);
        if (saved == null) {
            return "/";
        }
        requests.removeRequest(request, response);
        UriComponents address = UriComponentsBuilder.fromUriString(saved.getRedirectUrl())
                .replaceQueryParam("continue")
                .build();
        String path = address.getPath();
        if (path == null || !path.startsWith("/") || path.startsWith("//")) {
            return "/";
        }
        return address.getQuery() == null ? path : path + "?" + address.getQuery();
    }
}
