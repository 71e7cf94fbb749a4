package org.ltet.portal.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ltet.portal.shared.Ids;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;

/** Signs access tokens (RFC 9068); who may have one was decided before. */
@Component
public class AccessTokens {

    /** The longest that any of them lives. */
    public static final Duration LONGEST = Tokens.LIFETIME;

    private final SigningKeys keys;
    private final JwtEncoder encoder;
    private final Issuer issuer;
    private final Users users;
    private final Clock clock;

    AccessTokens(SigningKeys keys, JwtEncoder encoder, Issuer issuer, Users users, Clock clock) {
        this.keys = keys;
        this.encoder = encoder;
        this.issuer = issuer;
        this.users = users;
        this.clock = clock;
    }

    /**
     * The factors that a person gave.
     *
     * @param methods "pwd", "otp", "hwk" (RFC 8176)
     * @param givenAt when the last one was given
     */
    public record Factors(List<String> methods, Instant givenAt) {

        public Factors {
            methods = List.copyOf(methods);
        }
    }

    /** For a program that acts for itself. */
    public String forSystem(Program program, Set<ApiScope> scopes, Duration lifetime) {
        return sign(ofProgram(claims(program.clientId(), scopes, lifetime), program));
    }

    /** For a program that a person permitted to act for them. */
    public String forPerson(
            User person, Factors factors, Program program, UUID grant, Set<ApiScope> scopes, Duration lifetime) {
        return sign(ofProgram(ofPerson(person, factors, scopes, lifetime), program)
                .claim(TokenClaims.GRANT, grant.toString()));
    }

    /** For a person without a program: in the demonstration only. */
    String forPerson(User person, Factors factors, Duration lifetime) {
        return sign(ofPerson(person, factors, Set.of(ApiScope.values()), lifetime));
    }

    private JwtClaimsSet.Builder ofPerson(User person, Factors factors, Set<ApiScope> scopes, Duration lifetime) {
        return claims(person.accountId().toString(), scopes, lifetime)
                .claim(TokenClaims.EMPLOYEE_NUMBER, person.employeeNumber())
                .claim(
                        TokenClaims.GENERATION,
                        users.tokenGeneration(person.accountId()).orElseThrow())
                .claim(TokenFactors.METHODS, factors.methods())
                .claim(TokenFactors.GIVEN_AT, factors.givenAt().getEpochSecond());
    }

    private static JwtClaimsSet.Builder ofProgram(JwtClaimsSet.Builder claims, Program program) {
        return claims.claim(TokenClaims.CLIENT, program.clientId())
                .claim(TokenClaims.CLIENT_GENERATION, program.tokenGeneration());
    }

    private JwtClaimsSet.Builder claims(String subject, Set<ApiScope> scopes, Duration lifetime) {
        Instant now = clock.instant();
        return JwtClaimsSet.builder()
                .id(Ids.next().toString())
                .issuer(issuer.address())
                .audience(List.of(TokenClaims.AUDIENCE))
                .subject(subject)
                .claim(TokenClaims.SCOPE, ApiScope.words(scopes))
                .issuedAt(now)
                .expiresAt(now.plus(lifetime.compareTo(LONGEST) > 0 ? LONGEST : lifetime));
    }

    private String sign(JwtClaimsSet.Builder claims) {
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.ES256)
                .type(TokenClaims.TYPE)
                .keyId(keys.signingKeyId())
                .build();
        return encoder.encode(JwtEncoderParameters.from(header, claims.build())).getTokenValue();
    }
}
