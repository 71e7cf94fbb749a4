package org.ltet.portal.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;

/** The factors behind a token, as methods in "amr" (RFC 8176) with the time they were given in "auth_time". */
final class TokenFactors {

    static final String METHODS = "amr";
    static final String GIVEN_AT = "auth_time";

    private static final Map<String, String> FACTORS = Map.of(
            "pwd", FactorGrantedAuthority.PASSWORD_AUTHORITY,
            "otp", FactorRules.APP,
            "hwk", FactorRules.PASSKEY);

    private TokenFactors() {}

    static JwtAuthenticationConverter converter() {
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(TokenFactors::of);
        return converter;
    }

    /** The factors given in a session of the browser, with the time of the second one where there is one. */
    static AccessTokens.Factors of(Authentication person) {
        List<String> methods = new ArrayList<>();
        Instant givenAt = Instant.EPOCH;
        Instant secondGivenAt = Instant.EPOCH;
        for (GrantedAuthority authority : person.getAuthorities()) {
            if (authority instanceof FactorGrantedAuthority factor) {
                FACTORS.entrySet().stream()
                        .filter(known -> known.getValue().equals(factor.getAuthority()))
                        .forEach(known -> methods.add(known.getKey()));
                Instant at = factor.getIssuedAt();
                if (FactorRules.SECOND.contains(factor.getAuthority())) {
                    secondGivenAt = at.isAfter(secondGivenAt) ? at : secondGivenAt;
                } else {
                    givenAt = at.isAfter(givenAt) ? at : givenAt;
                }
            }
        }
        methods.sort(Comparator.naturalOrder());
        return new AccessTokens.Factors(methods, secondGivenAt.equals(Instant.EPOCH) ? givenAt : secondGivenAt);
    }

    private static Collection<GrantedAuthority> of(Jwt token) {
        Instant givenAt = token.getClaimAsInstant(GIVEN_AT);
        List<GrantedAuthority> factors = new ArrayList<>();
        if (givenAt != null) {
            for (String method :
                    Optional.ofNullable(token.getClaimAsStringList(METHODS)).orElse(List.of())) {
                String factor = FACTORS.get(method);
                if (factor != null) {
                    factors.add(FactorGrantedAuthority.withAuthority(factor)
                            .issuedAt(givenAt)
                            .build());
                }
            }
        }
        return factors;
    }
}
