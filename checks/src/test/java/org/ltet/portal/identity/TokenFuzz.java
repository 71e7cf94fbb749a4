package org.ltet.portal.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.SecurityContext;
import org.ltet.checks.Input;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Bearer tokens that nobody of ours signed: always refused, and always in the way that answers 401. */
public final class TokenFuzz {

    private static final NimbusJwtDecoder DECODER = NimbusJwtDecoder.withJwkSource(
                    new ImmutableJWKSet<SecurityContext>(keys()))
            .jwsAlgorithm(SignatureAlgorithm.ES256)
            .build();

    private TokenFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            DECODER.decode(Input.text(input));
        } catch (JwtException refused) {
            return;
        }
        throw new AssertionError("a token that nobody signed was taken");
    }

    private static JWKSet keys() {
        try {
            return new JWKSet(
                    new ECKeyGenerator(Curve.P_256).keyID("key-of-the-fuzzer").generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
