package org.ltet.portal.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;

/** Gives short-lived tokens to users of the API (ACC-8). */
@Component
public class Tokens {

    public static final Duration LIFETIME = Duration.ofMinutes(30);

    private final SignIn signIn;
    private final JwtEncoder encoder;
    private final Clock clock;

    Tokens(SignIn signIn, JwtEncoder encoder, Clock clock) {
        this.signIn = signIn;
        this.encoder = encoder;
        this.clock = clock;
    }

    /** @throws AuthenticationException when number and password do not fit or the account is locked */
    public String forPassword(String number, String password) {
        Authentication user =
                signIn.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(number, password));
        if (!(user.getPrincipal() instanceof Principal principal)) {
            throw new IllegalStateException("Sign-in gave no principal");
        }
        Instant now = clock.instant();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer(TokenKeys.ISSUER)
                .subject(principal.accountId().toString())
                .claim("employeeNumber", principal.employeeNumber())
                .issuedAt(now)
                .expiresAt(now.plus(LIFETIME))
                .build();
        return encoder.encode(JwtEncoderParameters.from(
                        JwsHeader.with(SignatureAlgorithm.ES256).build(), claims))
                .getTokenValue();
    }
}
