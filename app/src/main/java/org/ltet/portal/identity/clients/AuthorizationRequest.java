package org.ltet.portal.identity.clients;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.ApiScope;

/**
 * A program's wish to act for the person who sits at the browser, checked.
 *
 * @param challenge SHA-256 of the program's secret for this one request (RFC 7636)
 * @param factorAge how old the second factor may be, where the program says so (RFC 9470)
 */
public record AuthorizationRequest(
        ClientView client,
        String redirectUri,
        Set<ApiScope> scopes,
        @Nullable String state,
        String challenge,
        @Nullable Duration factorAge) {

    public AuthorizationRequest {
        scopes = Set.copyOf(scopes);
    }

    /** The place of the redirect address, as a content policy names it. */
    public String place() {
        return RedirectUris.place(redirectUri);
    }
}
