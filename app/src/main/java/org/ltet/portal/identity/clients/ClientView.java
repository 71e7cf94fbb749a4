package org.ltet.portal.identity.clients;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.Program;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.AddressRange;

/**
 * A registered program.
 *
 * @param publicKey as a JWK; of a system that signs assertions instead of sending a secret
 */
public record ClientView(
        UUID id,
        String clientId,
        ClientKind kind,
        String name,
        String contact,
        Set<ApiScope> scopes,
        List<AddressRange> addresses,
        List<String> redirectUris,
        @Nullable String publicKey,
        ClientStatus status,
        @Nullable Instant endsAt,
        int tokenGeneration,
        Instant registeredAt,
        @Nullable Instant lastUsedAt,
        @Nullable String lastUsedFrom,
        int version) {

    public ClientView {
        scopes = Set.copyOf(scopes);
        addresses = List.copyOf(addresses);
        redirectUris = List.copyOf(redirectUris);
    }

    boolean isUsable(Instant now) {
        return status == ClientStatus.ENABLED && !isOver(now);
    }

    public boolean isOver(Instant now) {
        return endsAt != null && !now.isBefore(endsAt);
    }

    Program program() {
        return new Program(id, clientId, name, tokenGeneration, scopes, addresses);
    }

    /** As it stands in the audit trail; holds no role. */
    User actor() {
        return new User(id, "client:" + clientId, name, Map.of());
    }
}
