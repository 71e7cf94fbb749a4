package org.ltet.portal.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
