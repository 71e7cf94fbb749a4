package org.ltet.portal.identity;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ltet.portal.shared.AddressRange;

/**
 * A registered program that may use the API now: enabled, and not past its end.
 *
 * @param clientId its name towards the token endpoint; never the form of an account's id
 * @param tokenGeneration a token of an earlier generation opens nothing any more
 * @param addresses from where it may come; empty for everywhere
 */
public record Program(
        UUID id,
        String clientId,
        String name,
        int tokenGeneration,
        Set<ApiScope> scopes,
        List<AddressRange> addresses) {

    public Program {
        scopes = Set.copyOf(scopes);
        addresses = List.copyOf(addresses);
    }

    public boolean mayComeFrom(String address) {
        return addresses.isEmpty() || AddressRange.anyContains(addresses, address);
    }
}
