package org.ltet.portal.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives short-lived tokens to users of the API (ACC-8). */
@Component
public class Tokens {

    public static final Duration LIFETIME = Duration.ofMinutes(30);

    private final SignIn signIn;
    private final Users users;
    private final SecondFactors factors;
    private final SigningKeys keys;
    private final RevokedTokens revoked;
    private final AccessTokens accessTokens;
    private final JwtDecoder decoder;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Tokens(
            SignIn signIn,
            Users users,
            SecondFactors factors,
            SigningKeys keys,
            RevokedTokens revoked,
            AccessTokens accessTokens,
            JwtDecoder decoder,
            Clock clock,
            ApplicationEventPublisher events) {
        this.signIn = signIn;
        this.users = users;
        this.factors = factors;
        this.keys = keys;
        this.revoked = revoked;
        this.accessTokens = accessTokens;
        this.decoder = decoder;
        this.clock = clock;
        this.events = events;
    }

    /**
     * @param code of the second factor; left empty by those who need none
     * @throws AuthenticationException when number and password do not fit or the account is locked
     * @throws Refused factors.wrongCode when a second factor is needed and the code does not fit
     */
    public String forPassword(String number, String password, String code) {
        Authentication signedIn =
                signIn.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(number, password));
        if (!(signedIn.getPrincipal() instanceof Principal principal)) {
            throw new IllegalStateException("Sign-in gave no principal");
        }
        User user = users.byId(principal.accountId())
                .orElseThrow(() -> new BadCredentialsException("The account is not in use"));
        List<String> methods = new ArrayList<>(List.of("pwd"));
        if (factors.mustGive(user)) {
            factors.give(user, code);
            methods.add("otp");
        }
        return accessTokens.forPerson(user, new AccessTokens.Factors(methods, clock.instant()), LIFETIME);
    }

    /** Takes a token back before its end; used or not, it opens nothing any more. */
    @Transactional
    public void revoke(Jwt token) {
        Instant end = token.getExpiresAt();
        revoked.add(
                UUID.fromString(token.getId()), end == null ? clock.instant().plus(LIFETIME) : end);
        events.publishEvent(Audited.of("tokens.revoked", "account", Objects.requireNonNull(token.getSubject())));
    }

    /** Takes an access token back at the wish of the program that holds it; one of others, or none at all, stays. */
    @Transactional
    public void revoke(String clientId, String token) {
        try {
            Jwt known = decoder.decode(token);
            if (TokenClaims.client(known).filter(clientId::equals).isPresent()) {
                revoke(known);
            }
        } catch (JwtException nothingToTakeBack) {
            // it opens nothing
        }
    }

    /** The public keys that check tokens (RFC 7517), as JSON. */
    public String publishedKeys() {
        return keys.published().toString();
    }
}
