package org.ltet.portal.identity.clients;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.ltet.portal.identity.ApiScope;

/** The scopes that a request asks for: never more than there are, and all of them where it names none. */
final class WantedScopes {

    private WantedScopes() {}

    /** @throws OAuthProblem invalid_scope when one is unknown or not among those allowed */
    static Set<ApiScope> of(Parameters parameters, Set<ApiScope> allowed) {
        Optional<String> words = parameters.find("scope");
        if (words.isEmpty()) {
            return allowed;
        }
        Set<ApiScope> wanted = EnumSet.noneOf(ApiScope.class);
        for (String word : words.get().split(" ", -1)) {
            wanted.add(ApiScope.of(word)
                    .filter(allowed::contains)
                    .orElseThrow(() -> OAuthProblem.of(
                            OAuthProblem.Kind.INVALID_SCOPE, "A scope is unknown or not allowed to this client.")));
        }
        return wanted;
    }
}
