package org.ltet.portal.identity.clients;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.ApiScope;

/** What a system admin wants a program to be, as typed. */
public record ClientWish(
        String name,
        String contact,
        Set<ApiScope> scopes,
        List<String> addresses,
        List<String> redirectUris,
        @Nullable String publicKey,
        @Nullable Instant endsAt) {

    public ClientWish {
        scopes = Set.copyOf(scopes);
        addresses = List.copyOf(addresses);
        redirectUris = List.copyOf(redirectUris);
    }
}
