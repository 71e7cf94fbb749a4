package org.ltet.portal.identity.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ltet.portal.identity.clients.Caller.basic;
import static org.ltet.portal.identity.clients.Caller.form;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Issuer;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@PortalTest
@TestPropertySource(
        properties = {
            "portal.settings.identity.clients.tokens=100000",
            "portal.settings.identity.clients.failures=20",
            "portal.settings.identity.clients.failuresPerAddress=100000"
        })
@DisplayName("Systems get tokens by client credentials, and what is not theirs stays closed (ACC-8)")
class SystemTokensTest {

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final Set<ApiScope> SCOPES =
            EnumSet.of(ApiScope.PEOPLE_SYNC, ApiScope.AUDIT_READ, ApiScope.STATEMENTS_READ);
    private static final String AUDIT = "/api/v1/audit-entries";

    @LocalServerPort
    int port;

    @Autowired
    Clients clients;

    @Autowired
    ClientSecrets secrets;

    @Autowired
    CurrentUser currentUser;

    @Autowired
    Issuer issuer;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    private Caller caller;
    private ClientView client;
    private String secret;

    @BeforeEach
    void registersASystem() {
        caller = new Caller(port);
        client = register(SCOPES, List.of("127.0.0.1", "::1"), null, null);
        secret = asAdmin(() -> secrets.make(client));
    }

    private <T> T asAdmin(java.util.function.Supplier<T> action) {
        return currentUser.runAs(User.system("test"), action);
    }

    private void asAdmin(Runnable action) {
        currentUser.runAs(User.system("test"), action);
    }

    private ClientView register(
            Set<ApiScope> scopes, List<String> addresses, @Nullable String key, @Nullable Instant endsAt) {
        ClientWish wish = new ClientWish(
                "Payroll " + NAMES.incrementAndGet(), "it@example.org", scopes, addresses, List.of(), key, endsAt);
        return asAdmin(() -> clients.get(clients.register(ClientKind.SYSTEM, wish)));
    }

    private void change(Set<ApiScope> scopes, List<String> addresses, @Nullable Instant endsAt) {
        ClientView now = clients.get(client.id());
        asAdmin(() -> clients.change(
                now.id(),
                now.version(),
                new ClientWish(now.name(), now.contact(), scopes, addresses, List.of(), null, endsAt)));
    }

    private Caller.Answer ask(String... more) {
        Map<String, String> form = form(more);
        form.put("grant_type", "client_credentials");
        return caller.token(form, "Authorization", basic(client.clientId(), secret));
    }

    private String token() {
        Caller.Answer answer = ask();
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.text("access_token");
    }

    @Test
    void getATokenByBasicOrInTheBodyAndUseIt() throws Exception {
        Caller.Answer basic = ask();
        assertThat(basic.status()).isEqualTo(200);
        assertThat(basic.header("Cache-Control")).contains("no-store");
        assertThat(basic.text("token_type")).isEqualTo("Bearer");
        assertThat(basic.json().get("expires_in").asLong()).isEqualTo(600);
        assertThat(basic.text("scope")).isEqualTo("statements:read people:sync audit:read");
        assertThat(basic.json().has("refresh_token")).isFalse();
        Caller.Answer body = caller.token(
                form("grant_type", "client_credentials", "client_id", client.clientId(), "client_secret", secret));
        for (Caller.Answer answer : List.of(basic, body)) {
            assertThat(caller.api(AUDIT, answer.text("access_token")).status()).isEqualTo(200);
        }
        SignedJWT jwt = SignedJWT.parse(basic.text("access_token"));
        assertThat(jwt.getHeader().getType()).isEqualTo(new JOSEObjectType("at+jwt"));
        assertThat(jwt.getJWTClaimsSet().getSubject()).isEqualTo(client.clientId());
        assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly("ltet-portal-api");
    }

    @Test
    void doEachThingThatIsMadeForSystems() {
        client = register(
                EnumSet.of(
                        ApiScope.PAYMENTS_READ,
                        ApiScope.STATEMENTS_READ,
                        ApiScope.STATEMENTS_WRITE,
                        ApiScope.AUDIT_READ,
                        ApiScope.SCHEMES_READ),
                List.of("127.0.0.1"),
                null,
                null);
        secret = asAdmin(() -> secrets.make(client));
        String token = token();
        for (String path : List.of(
                "/api/v1/schemes",
                "/api/v1/vouchers",
                "/api/v1/vouchers/waiting",
                "/api/v1/batches",
                "/api/v1/open-items",
                "/api/v1/bank-statements",
                "/api/v1/audit-verification",
                AUDIT,
                AUDIT + "/export")) {
            assertThat(caller.api(path, token).status()).as(path).isEqualTo(200);
        }
        assertThat(caller.postApi("/api/v1/bank-statements", token, "{}").status())
                .as("let in; the file is missing")
                .isEqualTo(422);
    }

    @Test
    void actInTheirOwnNameInTheAuditTrail() {
        String token = token();
        Caller.Answer run = caller.postApi("/api/v1/hrms-runs", token, "{\"kind\":\"DELTA\"}");
        assertThat(run.status()).as(run.response().body()).isEqualTo(202);
        assertThat(run.text("requestedBy")).isEqualTo("client:" + client.clientId());
        List<String> actions = jdbc.sql("select action from audit.entry where actor_number = ? order by id")
                .param("client:" + client.clientId())
                .query(String.class)
                .list();
        assertThat(actions).containsExactly("client.tokenGiven", "people.hrmsRunRequested");
        assertThat(clients.get(client.id()).lastUsedAt()).isEqualTo(clock.instant());
        assertThat(clients.get(client.id()).lastUsedFrom()).isEqualTo("127.0.0.1");
    }

    @Test
    void reachNothingBeyondTheirScopes() {
        String narrow = ask("scope", "people:sync").text("access_token");
        Caller.Answer refused = caller.api(AUDIT, narrow);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("WWW-Authenticate")).contains("insufficient_scope", "audit:read");
        for (String path : List.of("/api/v1/vouchers", "/api/v1/batches", "/api/v1/schemes")) {
            assertThat(caller.api(path, token()).status()).as(path).isEqualTo(403);
        }
    }

    @Test
    void neverGetMoreThanWasRegistered() {
        for (String scope : List.of("payments:release", "audit:read payments:read", "admin", "audit:read  ", "*")) {
            Caller.Answer answer = ask("scope", scope);
            assertThat(answer.status()).as(scope).isEqualTo(400);
            assertThat(answer.text("error")).isEqualTo("invalid_scope");
        }
        assertThatThrownBy(() -> register(EnumSet.of(ApiScope.PAYMENTS_RELEASE), List.of("::1"), null, null))
                .isInstanceOf(Refused.class);
    }

    @Test
    void loseAScopeAtOnceWhenItIsTakenFromThem() {
        String token = token();
        change(EnumSet.of(ApiScope.PEOPLE_SYNC), List.of("127.0.0.1"), null);
        assertThat(caller.api(AUDIT, token).status()).isEqualTo(403);
    }

    @Test
    void areNobodysStandIn() {
        String token = token();
        for (String path : List.of(
                "/api/v1/me",
                "/api/v1/me/sessions",
                "/api/v1/applications",
                "/api/v1/notifications",
                "/api/v1/review/tasks")) {
            assertThat(caller.api(path, token).status()).as(path).isEqualTo(403);
        }
    }

    @Test
    void areRefusedInOneWayWhateverIsWrong() {
        ClientView off = register(SCOPES, List.of("127.0.0.1"), null, null);
        String ofOff = asAdmin(() -> secrets.make(off));
        asAdmin(() -> clients.become(off.id(), ClientStatus.DISABLED));
        ClientView elsewhere = register(SCOPES, List.of("203.0.113.0/24"), null, null);
        String ofElsewhere = asAdmin(() -> secrets.make(elsewhere));
        ClientView over =
                register(SCOPES, List.of("127.0.0.1"), null, clock.instant().minusSeconds(1));
        String ofOver = asAdmin(() -> secrets.make(over));
        Map<String, String> form = form("grant_type", "client_credentials");
        List<Caller.Answer> answers = List.of(
                caller.token(form, "Authorization", basic("ltet-nobodyatallxxxx", secret)),
                caller.token(form, "Authorization", basic(client.clientId(), secret + "x")),
                caller.token(form, "Authorization", basic(client.clientId(), "")),
                caller.token(form, "Authorization", basic(off.clientId(), ofOff)),
                caller.token(form, "Authorization", basic(elsewhere.clientId(), ofElsewhere)),
                caller.token(form, "Authorization", basic(over.clientId(), ofOver)),
                caller.token(form, "Authorization", basic(client.clientId(), ofOff)),
                caller.token(form, "Authorization", "Basic !!!"),
                caller.token(form, "Authorization", "Bearer " + secret),
                caller.token(form),
                caller.token(form("grant_type", "client_credentials", "client_id", client.clientId())));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).startsWith("Basic");
            assertThat(answer.response().body())
                    .isEqualTo(answers.getFirst().response().body());
        });
        assertThat(answers.getFirst().text("error")).isEqualTo("invalid_client");
    }

    @Test
    void areHeldToTheirAddressesWhateverTheHeadersSay() {
        String token = token();
        change(SCOPES, List.of("203.0.113.0/24"), null);
        assertThat(caller.get(AUDIT, "Authorization", "Bearer " + token, "X-Forwarded-For", "203.0.113.7")
                        .status())
                .as("a token that was carried elsewhere")
                .isEqualTo(401);
        assertThat(caller.token(
                                form("grant_type", "client_credentials"),
                                "Authorization",
                                basic(client.clientId(), secret),
                                "X-Forwarded-For",
                                "203.0.113.7",
                                "Forwarded",
                                "for=203.0.113.7",
                                "X-Real-IP",
                                "203.0.113.7")
                        .status())
                .isEqualTo(401);
        change(SCOPES, List.of("127.0.0.0/8"), null);
        assertThat(caller.api(AUDIT, token).status()).as("from where it may").isEqualTo(200);
    }

    @Test
    void haveTwoSecretsWhileOneIsReplaced() {
        String old = secret;
        String next = asAdmin(() -> secrets.make(client));
        for (String each : List.of(old, next)) {
            secret = each;
            assertThat(ask().status()).isEqualTo(200);
        }
        assertThatThrownBy(() -> asAdmin(() -> secrets.make(client))).hasMessageContaining("clients.twoSecrets");
        clock.advance(Duration.ofDays(15));
        try {
            secret = old;
            assertThat(ask().status()).as("the old one, after its time").isEqualTo(401);
            secret = next;
            assertThat(ask().status()).isEqualTo(200);
        } finally {
            clock.advance(Duration.ofDays(-15));
        }
    }

    @Test
    void loseTheirTokensWithASecretThatIsEnded() {
        String token = token();
        UUID first = secrets.of(client.id()).getFirst().id();
        asAdmin(() -> secrets.end(client, first));
        assertThat(ask().status()).isEqualTo(401);
        assertThat(caller.api(AUDIT, token).status()).isEqualTo(401);
    }

    @Test
    void loseEverythingAtOnceWhenTheyAreSwitchedOffOrRevoked() {
        String token = token();
        asAdmin(() -> clients.become(client.id(), ClientStatus.DISABLED));
        assertThat(caller.api(AUDIT, token).status()).isEqualTo(401);
        asAdmin(() -> clients.become(client.id(), ClientStatus.ENABLED));
        assertThat(caller.api(AUDIT, token).status())
                .as("the old token stays dead")
                .isEqualTo(401);
        String again = token();
        asAdmin(() -> clients.become(client.id(), ClientStatus.REVOKED));
        assertThat(caller.api(AUDIT, again).status()).isEqualTo(401);
        assertThat(ask().status()).isEqualTo(401);
        assertThatThrownBy(() -> asAdmin(() -> clients.become(client.id(), ClientStatus.ENABLED)))
                .hasMessageContaining("clients.revoked");
        assertThatThrownBy(() -> jdbc.sql("update identity.client set status = 'ENABLED' where id = ?")
                        .param(client.id())
                        .update())
                .hasMessageContaining("stays revoked");
    }

    @Test
    void giveATokenBack() {
        String token = token();
        ClientView other = register(SCOPES, List.of("127.0.0.1"), null, null);
        String ofOther = asAdmin(() -> secrets.make(other));
        assertThat(caller.post(
                                "/oauth2/revoke",
                                form("token", token),
                                "Authorization",
                                basic(other.clientId(), ofOther))
                        .status())
                .isEqualTo(200);
        assertThat(caller.api(AUDIT, token).status()).as("others cannot").isEqualTo(200);
        assertThat(caller.post("/oauth2/revoke", form("token", token)).status()).isEqualTo(401);
        for (String each : List.of("no token at all", token)) {
            assertThat(caller.post(
                                    "/oauth2/revoke",
                                    form("token", each),
                                    "Authorization",
                                    basic(client.clientId(), secret))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(caller.api(AUDIT, token).status()).isEqualTo(401);
    }

    @Test
    void sendNothingSecretInAnAddressAndNothingTwice() {
        Map<String, String> all =
                form("grant_type", "client_credentials", "client_id", client.clientId(), "client_secret", secret);
        for (Caller.Answer answer : List.of(
                caller.postBody("/oauth2/token?" + Caller.body(all), ""),
                caller.postBody("/oauth2/token?client_secret=" + secret, Caller.body(all)),
                caller.postBody("/oauth2/token", Caller.body(all) + "&scope=people:sync&scope=audit:read"),
                caller.token(all, "Authorization", basic(client.clientId(), secret)),
                caller.token(form("client_id", client.clientId(), "client_secret", secret)))) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text("error")).isEqualTo("invalid_request");
        }
        Caller.Answer password = caller.token(
                form("grant_type", "password", "username", "1", "password", "2", "client_id", client.clientId()));
        assertThat(password.text("error")).isEqualTo("unsupported_grant_type");
        Caller.Answer code = caller.token(
                form("grant_type", "authorization_code", "code", "x", "redirect_uri", "x", "code_verifier", "x"),
                "Authorization",
                basic(client.clientId(), secret));
        assertThat(code.text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void leaveNoSecretBehindInTheDatabase() {
        String token = token();
        for (String table : List.of("identity.client", "identity.client_secret", "audit.entry")) {
            assertThat(jdbc.sql("select count(*) from " + table + " t where t::text like ?")
                            .param("%" + secret + "%")
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
            assertThat(jdbc.sql("select count(*) from " + table + " t where t::text like ?")
                            .param("%" + token + "%")
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        assertThat(jdbc.sql("select count(*) from audit.entry t where t::text like ?")
                        .param("%" + client.clientId() + "%")
                        .query(Long.class)
                        .single())
                .as("the search finds what is there")
                .isPositive();
    }

    @Test
    void areSlowedDownAfterTooManyWrongSecrets() {
        String right = secret;
        secret = "ltets_wrong";
        for (int i = 0; i < 20; i++) {
            assertThat(ask().status()).isEqualTo(401);
        }
        Caller.Answer slowed = ask();
        assertThat(slowed.status()).isEqualTo(429);
        assertThat(Long.parseLong(slowed.header("Retry-After"))).isBetween(1L, 600L);
        secret = right;
        assertThat(ask().status()).as("guessing on goes nowhere").isEqualTo(429);
        clock.advance(Duration.ofMinutes(11));
        assertThat(ask().status()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(-11));
    }

    @Test
    void proveThemselvesBySignature() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        client = register(SCOPES, List.of("127.0.0.1"), key.toPublicJWK().toJSONString(), null);
        String right = assertion(key, claims -> {});
        Caller.Answer answer = withAssertion(right);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(caller.api(AUDIT, answer.text("access_token")).status()).isEqualTo(200);
        assertThat(withAssertion(right).status()).as("a second time").isEqualTo(401);
        assertThat(withAssertion(answer.text("access_token")).status())
                .as("an access token is no assertion")
                .isEqualTo(401);
    }

    @Test
    void areRefusedWithASignatureThatIsNotRight() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        ECKey foreign = new ECKeyGenerator(Curve.P_256).generate();
        client = register(SCOPES, List.of("127.0.0.1"), key.toPublicJWK().toJSONString(), null);
        Instant now = clock.instant();
        List<String> wrong = List.of(
                assertion(foreign, claims -> {}),
                assertion(key, claims -> claims.audience("https://another.example.org")),
                assertion(key, claims -> claims.issuer("ltet-somebodyelse")),
                assertion(key, claims -> claims.subject("ltet-somebodyelse")),
                assertion(key, claims -> claims.expirationTime(Date.from(now.minusSeconds(60)))),
                assertion(key, claims -> claims.expirationTime(Date.from(now.plus(Duration.ofHours(1))))),
                assertion(key, claims -> claims.expirationTime(null)),
                assertion(key, claims -> claims.notBeforeTime(Date.from(now.plusSeconds(120)))),
                assertion(key, claims -> claims.jwtID(null)),
                new PlainJWT(claims(claims -> {})).serialize(),
                signed(
                        new JWSHeader(JWSAlgorithm.HS256),
                        new MACSigner(key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)),
                        claims -> {}),
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.ES256)
                                .jwk(foreign.toPublicJWK())
                                .build(),
                        new ECDSASigner(foreign),
                        claims -> {}));
        for (String assertion : wrong) {
            assertThat(withAssertion(assertion).status()).as(assertion).isEqualTo(401);
        }
        assertThat(withAssertion(assertion(key, claims -> {})).status())
                .as("the right one still is")
                .isEqualTo(200);
    }

    private Caller.Answer withAssertion(String assertion) {
        return caller.token(form(
                "grant_type",
                "client_credentials",
                "client_id",
                client.clientId(),
                "client_assertion_type",
                ClientAuthentication.ASSERTION_TYPE,
                "client_assertion",
                assertion));
    }

    private String assertion(ECKey key, Consumer<JWTClaimsSet.Builder> change) throws Exception {
        return signed(new JWSHeader(JWSAlgorithm.ES256), new ECDSASigner(key), change);
    }

    private String signed(JWSHeader header, com.nimbusds.jose.JWSSigner signer, Consumer<JWTClaimsSet.Builder> change)
            throws Exception {
        SignedJWT jwt = new SignedJWT(header, claims(change));
        jwt.sign(signer);
        return jwt.serialize();
    }

    private JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(client.clientId())
                .subject(client.clientId())
                .audience(issuer.at("/oauth2/token"))
                .expirationTime(Date.from(clock.instant().plusSeconds(60)))
                .jwtID(UUID.randomUUID().toString());
        change.accept(claims);
        return claims.build();
    }

    /** The grant by password belongs to the demonstration; here it does not run. */
    @Test
    void findNoTokenForAPassword() {
        assertThat(caller.postBody("/api/v1/token", "username=1&password=2").status())
                .isEqualTo(404);
    }

    @Test
    void describeThemselvesOnlyByWhatCanBeHeldTo() {
        assertThatThrownBy(() -> register(SCOPES, List.of(), null, null)).hasMessageContaining("clients.noAddress");
        assertThatThrownBy(() -> register(SCOPES, List.of("example.org"), null, null))
                .hasMessageContaining("clients.notAnAddress");
        assertThatThrownBy(() -> register(SCOPES, List.of("::1"), "{\"kty\":\"RSA\"}", null))
                .hasMessageContaining("clients.notAKey");
        assertThatThrownBy(() -> register(
                        SCOPES,
                        List.of("::1"),
                        new ECKeyGenerator(Curve.P_256).generate().toJSONString(),
                        null))
                .hasMessageContaining("clients.privateKey");
        assertThatThrownBy(() -> register(
                        SCOPES,
                        List.of("::1"),
                        new ECKeyGenerator(Curve.P_384).generate().toPublicJWK().toJSONString(),
                        null))
                .hasMessageContaining("clients.notAKey");
    }
}
