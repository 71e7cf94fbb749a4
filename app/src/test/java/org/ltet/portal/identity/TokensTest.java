package org.ltet.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;

/** ACC-8: tokens of the API, the keys behind them, and forged ones. */
@PortalTest
class TokensTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(58_000_000);
    private static final String PASSWORD = "a long enough pass phrase";

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    Tokens tokens;

    @Autowired
    SigningKeys keys;

    @Autowired
    JwtEncoder encoder;

    @Autowired
    CurrentUser currentUser;

    @Autowired
    TestClock clock;

    @Autowired
    Issuer issuer;

    @Autowired
    JdbcClient jdbc;

    private final HttpClient client = HttpClient.newHttpClient();
    private String token = "";

    @BeforeEach
    void signIn() {
        String number = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(
                new NewAccount(number, "Test Person", null, PASSWORD, Accounts.everywhere(Role.SCRUTINY_OFFICER)));
        token = StaffFactor.bearer(port, number, PASSWORD);
    }

    @Test
    void opensTheApiAndIsCheckedByThePublishedKeys() throws Exception {
        assertThat(status(token)).isEqualTo(200);
        SignedJWT parsed = SignedJWT.parse(token);
        JWKSet published = published();
        JWK key = published.getKeyByKeyId(parsed.getHeader().getKeyID());
        assertThat(parsed.verify(new com.nimbusds.jose.crypto.ECDSAVerifier(key.toECKey())))
                .isTrue();
        assertThat(published.getKeys()).allMatch(one -> !one.isPrivate());
    }

    @Test
    void staysValidOverAChangeOfTheKeyAndEndsBeforeTheOldKeyDoes() throws Exception {
        String before = SignedJWT.parse(token).getHeader().getKeyID();
        replaceKey();
        signIn();
        String after = SignedJWT.parse(token).getHeader().getKeyID();
        assertThat(after).isNotEqualTo(before);
        assertThat(published().getKeyByKeyId(before)).as("the old key, still").isNotNull();
        assertThat(published().getKeyByKeyId(after)).as("the new key").isNotNull();
        assertThat(SigningKeys.OVERLAP).isGreaterThan(Tokens.LIFETIME);

        clock.advance(SigningKeys.OVERLAP.plusMinutes(1));
        assertThat(published().getKeyByKeyId(before)).as("the old key, ended").isNull();
        assertThat(status(token)).as("a token past its end").isEqualTo(401);
    }

    @Test
    void acceptsATokenOfTheKeyBefore() throws Exception {
        String old = token;
        replaceKey();
        assertThat(status(old)).isEqualTo(200);
    }

    @Test
    void opensNothingAfterItWasTakenBack() throws Exception {
        HttpResponse<String> answer = client.send(
                request("/api/v1/token/revoke", token)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(status(token)).isEqualTo(401);
    }

    @Test
    void keepsPrivateKeysSealedInTheDatabase() throws Exception {
        byte[] stored = jdbc.sql("select private_key from identity.signing_key where ends_at is null")
                .query(byte[].class)
                .single();
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("\"kty\"", "\"d\"");
    }

    @Test
    void isRefusedWithoutSignature() throws Exception {
        assertThat(status(new PlainJWT(claims()).serialize())).isEqualTo(401);
        String[] parts = token.split("\\.");
        assertThat(status(parts[0] + "." + parts[1] + ".")).isEqualTo(401);
    }

    /** The public key must not work as the secret of an HMAC. */
    @Test
    void isRefusedWithAnotherAlgorithm() throws Exception {
        JWK key = published().getKeys().getFirst();
        for (byte[] secret : new byte[][] {
            key.toJSONString().getBytes(StandardCharsets.UTF_8),
            key.toECKey().toPublicKey().getEncoded()
        }) {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                    .keyID(key.getKeyID())
                    .build();
            assertThat(status(signed(header, new MACSigner(secret)))).isEqualTo(401);
        }
    }

    @Test
    void isRefusedWithAKeyThatItBringsAlong() throws Exception {
        ECKey own = new ECKeyGenerator(Curve.P_256).keyID("own").generate();
        JWSSigner signer = new ECDSASigner(own);
        String known = published().getKeys().getFirst().getKeyID();
        for (JWSHeader header : new JWSHeader[] {
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(known).build(),
            new JWSHeader.Builder(JWSAlgorithm.ES256).build(),
            new JWSHeader.Builder(JWSAlgorithm.ES256).jwk(own.toPublicJWK()).build(),
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .keyID("own")
                    .jwkURL(URI.create("http://127.0.0.1:" + port + "/.well-known/jwks.json"))
                    .build(),
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("../../dev/null").build(),
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("x' or '1'='1").build(),
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k".repeat(3_000)).build(),
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(new JOSEObjectType("at+jwt"))
                    .keyID(known)
                    .build()
        }) {
            assertThat(status(signed(header, signer))).as(header.toString()).isEqualTo(401);
        }
    }

    /** Signed with the right key each time: what they say is checked too. */
    @Test
    void isRefusedWhenItSaysSomethingElse() throws Exception {
        assertThat(status(says(TokenClaims.TYPE, claims -> {})))
                .as("as it was given")
                .isEqualTo(200);
        Instant now = clock.instant();
        List<Consumer<JwtClaimsSet.Builder>> changes = List.of(
                claims -> claims.issuer("https://another.example.org"),
                claims -> claims.audience(List.of("another-api")),
                claims -> claims.claims(all -> all.remove("aud")),
                claims -> claims.expiresAt(now.minus(Duration.ofMinutes(2))).issuedAt(now.minus(Duration.ofHours(1))),
                claims -> claims.claim("nbf", now.plus(Duration.ofMinutes(5))),
                claims -> claims.claims(all -> all.remove("jti")),
                claims -> claims.id("../../etc/passwd"),
                claims -> claims.subject("01900000-0000-7000-8000-000000000000"),
                claims -> claims.subject("' or '1'='1"),
                claims -> claims.claim(TokenClaims.GENERATION, 99),
                claims -> claims.claims(all -> all.remove(TokenClaims.GENERATION)),
                claims -> claims.claim(TokenClaims.CLIENT, "ltet-nobodyatallxxxx"),
                claims ->
                        claims.claim(TokenClaims.CLIENT, "ltet-nobodyatallxxxx").subject("ltet-nobodyatallxxxx"));
        for (int i = 0; i < changes.size(); i++) {
            assertThat(status(says(TokenClaims.TYPE, changes.get(i))))
                    .as("change %s", i)
                    .isEqualTo(401);
        }
        for (String type : List.of("JWT", "refresh+jwt", "client-authentication+jwt")) {
            assertThat(status(says(type, claims -> {}))).as(type).isEqualTo(401);
        }
        assertThat(status(says(TokenClaims.TYPE, claims -> claims.claims(all -> all.remove(TokenClaims.SCOPE)))))
                .as("without a scope it opens nothing")
                .isEqualTo(403);
    }

    private String says(String type, Consumer<JwtClaimsSet.Builder> change) throws Exception {
        JwtClaimsSet.Builder claims = JwtClaimsSet.builder();
        SignedJWT.parse(token)
                .getJWTClaimsSet()
                .getClaims()
                .forEach((name, value) ->
                        claims.claim(name, value instanceof java.util.Date date ? date.toInstant() : value));
        change.accept(claims);
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.ES256)
                .type(type)
                .keyId(keys.signingKeyId())
                .build();
        return encoder.encode(JwtEncoderParameters.from(header, claims.build())).getTokenValue();
    }

    @Test
    void isRefusedAfterItsTime() throws Exception {
        clock.advance(Tokens.LIFETIME.plus(Duration.ofMinutes(2)));
        assertThat(status(token)).isEqualTo(401);
    }

    @Test
    void isNotGivenToStaffForAPasswordAlone() {
        String number = Integer.toString(NUMBERS.get());
        assertThatThrownBy(() -> tokens.forPassword(number, PASSWORD, "")).hasMessageContaining("factors.wrongCode");
    }

    private void replaceKey() {
        clock.advance(Duration.ofSeconds(1));
        currentUser.runAs(User.system("test"), keys::replace);
    }

    private JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer.address())
                .audience(TokenClaims.AUDIENCE)
                .subject("01900000-0000-7000-8000-000000000000")
                .jwtID("01900000-0000-7000-8000-000000000001")
                .expirationTime(java.util.Date.from(TestClock.START.plus(Duration.ofDays(10))))
                .build();
    }

    private String signed(JWSHeader header, JWSSigner signer) throws Exception {
        SignedJWT jwt = new SignedJWT(header, claims());
        jwt.sign(signer);
        return jwt.serialize();
    }

    private JWKSet published() throws Exception {
        HttpResponse<String> answer =
                client.send(request("/.well-known/jwks.json", null).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return JWKSet.parse(answer.body());
    }

    private int status(String bearer) throws Exception {
        return client.send(request("/api/v1/notifications", bearer).build(), HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private HttpRequest.Builder request(String path, @Nullable String bearer) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return bearer == null ? request : request.header("Authorization", "Bearer " + bearer);
    }
}
