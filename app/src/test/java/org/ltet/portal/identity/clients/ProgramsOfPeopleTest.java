package org.ltet.portal.identity.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ltet.portal.identity.clients.Caller.form;

import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Issuer;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
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
@DisplayName("Programs act for the people who permit them, by code and PKCE, and for nobody else (ACC-8)")
class ProgramsOfPeopleTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(64_000_000);
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final String PASSWORD = "a pass phrase for programs";
    private static final String REDIRECT = "https://app.example.org/done?from=portal";
    private static final String VERIFIER = "a-verifier-that-nobody-else-can-guess-0123456789";
    private static final Pattern PERMISSION = Pattern.compile("/account/programs/([0-9a-f-]{36})/end");

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    Clients clients;

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
    private String number;
    private WebSession browser;

    @BeforeEach
    void registersAProgramAndSignsIn() {
        caller = new Caller(port);
        client = register(EnumSet.of(ApiScope.PROFILE_READ, ApiScope.NOTIFICATIONS_READ, ApiScope.PAYMENTS_RELEASE));
        open(Role.MEMBER);
        browser = WebSession.signedIn(port, number, PASSWORD);
    }

    private void open(Role role) {
        number = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(number, "Test Person", null, PASSWORD, Accounts.everywhere(role)));
    }

    private ClientView register(Set<ApiScope> scopes) {
        ClientWish wish = new ClientWish(
                "Pocket app " + NAMES.incrementAndGet(),
                "apps@example.org",
                scopes,
                List.of(),
                List.of(REDIRECT, "org.example.app:/done"),
                null,
                null);
        return asAdmin(() -> clients.get(clients.register(ClientKind.PUBLIC, wish)));
    }

    private <T> T asAdmin(java.util.function.Supplier<T> action) {
        return currentUser.runAs(User.system("test"), action);
    }

    private static String challenge(String verifier) throws Exception {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    }

    private Map<String, String> wish(String... more) throws Exception {
        Map<String, String> wish = form(
                "response_type", "code",
                "client_id", client.clientId(),
                "redirect_uri", REDIRECT,
                "scope", "profile:read notifications:read",
                "state", "a b&c=d",
                "code_challenge", challenge(VERIFIER),
                "code_challenge_method", "S256");
        wish.putAll(form(more));
        wish.values().removeIf(String::isEmpty);
        return wish;
    }

    private HttpResponse<String> ask(Map<String, String> wish) {
        return browser.get("/oauth2/authorize?" + Caller.body(wish));
    }

    private HttpResponse<String> decide(Map<String, String> wish, String decision) {
        Map<String, String> all = new LinkedHashMap<>(wish);
        all.put("decision", decision);
        return browser.post("/oauth2/authorize", all);
    }

    private String code(String... more) throws Exception {
        Map<String, String> wish = wish(more);
        assertThat(ask(wish).statusCode()).isEqualTo(200);
        return answered(decide(wish, "allow")).getOrDefault("code", "");
    }

    /** What the program reads from the address to which the browser was sent. */
    private static Map<String, String> answered(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        URI address = URI.create(answer.headers().firstValue("Location").orElseThrow());
        return Arrays.stream(address.getRawQuery().split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private Map<String, String> exchange(String code, String... more) {
        Map<String, String> form = form(
                "grant_type", "authorization_code",
                "client_id", client.clientId(),
                "code", code,
                "redirect_uri", REDIRECT,
                "code_verifier", VERIFIER);
        form.putAll(form(more));
        form.values().removeIf(String::isEmpty);
        return form;
    }

    private Caller.Answer tokens(String... more) throws Exception {
        Caller.Answer answer = caller.token(exchange(code(more)));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer;
    }

    private Caller.Answer refresh(String token, String... more) {
        Map<String, String> form =
                form("grant_type", "refresh_token", "client_id", client.clientId(), "refresh_token", token);
        form.putAll(form(more));
        return caller.token(form);
    }

    private int opens(String token) {
        return caller.api("/api/v1/notifications", token).status();
    }

    @Test
    void aPersonIsAskedAndTheProgramGetsItsTokens() throws Exception {
        HttpResponse<String> page = ask(wish());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(client.name(), "Test Person", "https://app.example.org", "Read my notices")
                .doesNotContain("Approve and release");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .contains("form-action 'self' https://app.example.org;")
                .contains("frame-ancestors 'none'");
        HttpResponse<String> allowed = decide(wish(), "allow");
        assertThat(allowed.headers().firstValue("Location")).get().asString().startsWith(REDIRECT + "&");
        Map<String, String> answer = answered(allowed);
        assertThat(answer)
                .containsEntry("state", "a b&c=d")
                .containsEntry("iss", issuer.address())
                .containsEntry("from", "portal");
        Caller.Answer tokens = caller.token(exchange(answer.getOrDefault("code", "")));
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(tokens.text("scope")).isEqualTo("profile:read notifications:read");
        String access = tokens.text("access_token");
        assertThat(opens(access)).isEqualTo(200);
        assertThat(caller.api("/api/v1/me/sign-ins", access).status()).isEqualTo(200);
        assertThat(caller.api("/api/v1/applications", access).status())
                .as("not permitted")
                .isEqualTo(403);
        assertThat(SignedJWT.parse(access).getJWTClaimsSet().getStringClaim("employeeNumber"))
                .isEqualTo(number);
    }

    @Test
    void whoIsNotSignedInSignsInFirstAndComesBackToTheQuestion() throws Exception {
        browser = new WebSession(port);
        HttpResponse<String> answer = ask(wish());
        assertThat(answer.statusCode()).isEqualTo(302);
        browser.get("/sign-in");
        HttpResponse<String> signedIn = browser.post("/sign-in", Map.of("number", number, "password", PASSWORD));
        String back = signedIn.headers().firstValue("Location").orElseThrow();
        assertThat(back).contains("/oauth2/authorize?");
        assertThat(browser.get(back).body()).contains(client.name());
    }

    @Test
    void noIsAnAnswerToo() throws Exception {
        Map<String, String> wish = wish();
        ask(wish);
        assertThat(answered(decide(wish, "deny")))
                .containsEntry("error", "access_denied")
                .containsEntry("state", "a b&c=d")
                .containsEntry("iss", issuer.address())
                .doesNotContainKey("code");
        assertThat(answered(decide(wish, ""))).containsEntry("error", "access_denied");
    }

    @Test
    void theQuestionCannotBeAnsweredFromAnotherSite() throws Exception {
        Map<String, String> wish = wish("decision", "allow");
        ask(wish);
        assertThat(browser.post("/oauth2/authorize", with(wish, "_csrf", "forged"))
                        .statusCode())
                .isEqualTo(403);
    }

    private static Map<String, String> with(Map<String, String> form, String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(form);
        all.put(name, value);
        return all;
    }

    /** Nobody is led anywhere but to a registered address, to the letter. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.org/done",
                "https://app.example.org/done?from=portal&more=1",
                "https://app.example.org/done?from=portal#x",
                "https://app.example.org/done?from=portal.evil.example",
                "https://app.example.org:8443/done?from=portal",
                "https://app.example.org.evil.example/done?from=portal",
                "https://app.example.org@evil.example/done?from=portal",
                "https://evil.example/?https://app.example.org/done?from=portal",
                "https://app.example.org/done/../other?from=portal",
                "HTTPS://app.example.org/done?from=portal",
                "http://app.example.org/done?from=portal",
                "//app.example.org/done?from=portal",
                "/done?from=portal",
                "javascript:alert(1)",
                "org.example.app:/other",
                ""
            })
    void anAddressThatIsNotRegisteredLeadsNowhere(String redirect) throws Exception {
        Map<String, String> wish = wish("redirect_uri", redirect);
        HttpResponse<String> asked = ask(wish);
        assertThat(asked.statusCode()).isEqualTo(422);
        assertThat(asked.headers().firstValue("Location")).isEmpty();
        browser.get("/account/programs");
        HttpResponse<String> sent = decide(wish, "allow");
        assertThat(sent.statusCode()).isEqualTo(422);
        assertThat(sent.headers().firstValue("Location")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://app.example.org/done",
                "https://*.example.org/done",
                "https://user@app.example.org/done",
                "https://app.example.org/done#part",
                "https://app.example.org/a/../done",
                "http://localhost:8000/done",
                "http://127.0.0.1/done",
                "javascript:alert(1)",
                "data:text/html,x",
                "app:/done",
                "/done"
            })
    void anAddressThatIsUnsafeIsNotRegistered(String redirect) {
        ClientWish wish = new ClientWish(
                "Unsafe",
                "apps@example.org",
                EnumSet.of(ApiScope.PROFILE_READ),
                List.of(),
                List.of(redirect),
                null,
                null);
        assertThatThrownBy(() -> asAdmin(() -> clients.register(ClientKind.PUBLIC, wish)))
                .hasMessageContaining("clients.notARedirect");
    }

    @Test
    void whatIsWrongIsToldToTheProgramAndOnlyToTheRightOne() throws Exception {
        assertThat(answered(ask(wish("response_type", "token"))))
                .containsEntry("error", "unsupported_response_type")
                .containsEntry("iss", issuer.address());
        assertThat(answered(ask(wish("scope", "profile:read audit:read")))).containsEntry("error", "invalid_scope");
        assertThat(answered(ask(wish("response_mode", "fragment")))).containsEntry("error", "invalid_request");
        assertThat(ask(wish("client_id", "ltet-nobodyatallxxxx")).statusCode()).isEqualTo(422);
        assertThat(browser.get("/oauth2/authorize?" + Caller.body(wish()) + "&client_id=other")
                        .statusCode())
                .isEqualTo(422);
    }

    /** PKCE cannot be left out or weakened (RFC 7636, 9700). */
    @Test
    void aCodeIsBoundToTheSecretOfItsRequest() throws Exception {
        assertThat(answered(ask(wish("code_challenge", "", "code_challenge_method", ""))))
                .containsEntry("error", "invalid_request");
        assertThat(answered(ask(wish("code_challenge_method", "plain", "code_challenge", VERIFIER))))
                .containsEntry("error", "invalid_request");
        assertThat(answered(ask(wish("code_challenge_method", "")))).containsEntry("error", "invalid_request");
        String code = code();
        assertThat(caller.token(exchange(code, "code_verifier", "")).text("error"))
                .isEqualTo("invalid_request");
        for (String verifier : List.of(challenge(VERIFIER), VERIFIER + "x", "short")) {
            assertThat(caller.token(exchange(code, "code_verifier", verifier)).text("error"))
                    .as(verifier)
                    .isEqualTo("invalid_grant");
        }
        assertThat(caller.token(exchange(code)).status()).isEqualTo(200);
    }

    @Test
    void aCodeThatComesTwiceEndsEverythingGivenForIt() throws Exception {
        String code = code();
        Caller.Answer first = caller.token(exchange(code));
        assertThat(opens(first.text("access_token"))).isEqualTo(200);
        assertThat(caller.token(exchange(code)).text("error")).isEqualTo("invalid_grant");
        assertThat(opens(first.text("access_token"))).as("the token too").isEqualTo(401);
        assertThat(refresh(first.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(jdbc.sql("select count(*) from audit.entry where action = 'permission.codeReplayed'")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void aCodeIsGoodForAMinuteForItsProgramAndItsAddress() throws Exception {
        String code = code();
        assertThat(caller.token(exchange(code, "redirect_uri", "org.example.app:/done"))
                        .text("error"))
                .isEqualTo("invalid_grant");
        ClientView mine = client;
        client = register(EnumSet.of(ApiScope.PROFILE_READ));
        assertThat(caller.token(exchange(code)).text("error"))
                .as("another program")
                .isEqualTo("invalid_grant");
        client = mine;
        clock.advance(Duration.ofSeconds(61));
        assertThat(caller.token(exchange(code)).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void aRefreshTokenIsGoodOnceAndItsReuseEndsThePermission() throws Exception {
        Caller.Answer first = tokens();
        Caller.Answer second = refresh(first.text("refresh_token"));
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text("refresh_token")).isNotEqualTo(first.text("refresh_token"));
        assertThat(opens(second.text("access_token"))).isEqualTo(200);
        assertThat(refresh(first.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(refresh(second.text("refresh_token")).text("error"))
                .as("the thief and the robbed lose it both")
                .isEqualTo("invalid_grant");
        assertThat(opens(second.text("access_token"))).isEqualTo(401);
    }

    @Test
    void aRefreshTokenGivesNoMoreThanWasPermittedAndOnlyToItsProgram() throws Exception {
        Caller.Answer first = tokens();
        Caller.Answer more = refresh(first.text("refresh_token"), "scope", "profile:read payments:release");
        assertThat(more.text("error")).isEqualTo("invalid_scope");
        Caller.Answer less = refresh(first.text("refresh_token"), "scope", "profile:read");
        assertThat(less.text("scope")).isEqualTo("profile:read");
        assertThat(opens(less.text("access_token"))).isEqualTo(403);
        ClientView mine = client;
        client = register(EnumSet.of(ApiScope.PROFILE_READ));
        assertThat(refresh(less.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        client = mine;
        assertThat(refresh(less.text("refresh_token")).status()).as("unharmed").isEqualTo(200);
    }

    @Test
    void oneKindOfTokenIsNoOther() throws Exception {
        String code = code();
        assertThat(opens(code)).isEqualTo(401);
        Caller.Answer tokens = caller.token(exchange(code));
        assertThat(opens(tokens.text("refresh_token"))).isEqualTo(401);
        assertThat(refresh(tokens.text("access_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(refresh(code).text("error")).isEqualTo("invalid_grant");
        assertThat(caller.token(exchange(tokens.text("refresh_token"))).text("error"))
                .isEqualTo("invalid_grant");
        assertThat(opens(tokens.text("access_token"))).isEqualTo(200);
        assertThat(caller.token(form("grant_type", "client_credentials", "client_id", client.clientId()))
                        .text("error"))
                .as("it acts for people only")
                .isEqualTo("unauthorized_client");
    }

    @Test
    void peopleSeeTheirProgramsAndEndTheirAccess() throws Exception {
        Caller.Answer tokens = tokens();
        String page = browser.get("/account/programs").body();
        assertThat(page).contains(client.name(), "Read my notices");
        String permission = permission(page);
        String other = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(other, "Another", null, PASSWORD, Accounts.everywhere(Role.MEMBER)));
        WebSession stranger = WebSession.signedIn(port, other, PASSWORD);
        assertThat(stranger.get("/account/programs").body()).doesNotContain(client.name());
        assertThat(stranger.post("/account/programs/" + permission + "/end", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(opens(tokens.text("access_token"))).isEqualTo(200);
        assertThat(browser.post("/account/programs/" + permission + "/end", Map.of())
                        .statusCode())
                .isEqualTo(302);
        assertThat(opens(tokens.text("access_token"))).isEqualTo(401);
        assertThat(refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(browser.get("/account/programs").body()).doesNotContain("/end\"");
    }

    private static String permission(String page) {
        Matcher matcher = PERMISSION.matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    @Test
    void aProgramGivesARefreshTokenBack() throws Exception {
        Caller.Answer tokens = tokens();
        assertThat(caller.post(
                                "/oauth2/revoke",
                                form("token", tokens.text("refresh_token"), "client_id", client.clientId()))
                        .status())
                .isEqualTo(200);
        assertThat(opens(tokens.text("access_token"))).isEqualTo(401);
        assertThat(refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    /** What ends tokens ends the access of programs too, codes that wait included. */
    @Test
    void aNewPasswordEndsThem() throws Exception {
        Caller.Answer tokens = tokens();
        String waiting = code();
        browser.get("/account/password");
        String next = PASSWORD + " two";
        assertThat(browser.post("/account/password", Map.of("current", PASSWORD, "password", next, "again", next))
                        .statusCode())
                .isEqualTo(302);
        assertThat(opens(tokens.text("access_token"))).isEqualTo(401);
        assertThat(refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(caller.token(exchange(waiting)).text("error")).isEqualTo("invalid_grant");
        assertThat(browser.get("/account/programs").body()).doesNotContain(client.name());
    }

    @Test
    void theEndOfTheProgramEndsThem() throws Exception {
        Caller.Answer tokens = tokens();
        currentUser.runAs(User.system("test"), () -> clients.become(client.id(), ClientStatus.DISABLED));
        assertThat(opens(tokens.text("access_token"))).isEqualTo(401);
        assertThat(refresh(tokens.text("refresh_token")).status()).isEqualTo(401);
        assertThat(ask(wish()).statusCode()).isEqualTo(422);
    }

    @Test
    void aPermissionEndsInItsTime() throws Exception {
        Caller.Answer tokens = tokens();
        clock.advance(Duration.ofDays(31));
        try {
            assertThat(refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        } finally {
            clock.advance(Duration.ofDays(-31));
        }
    }

    @Test
    void staffNeedTheirSecondFactorAndGiveItAgainForWhatMovesMoney() throws Exception {
        open(Role.ACCOUNTS_APPROVER);
        browser = WebSession.withPassword(port, number, PASSWORD);
        assertThat(ask(wish()).headers().firstValue("Location"))
                .get()
                .asString()
                .contains("/second-factor");
        browser = WebSession.signedIn(port, number, PASSWORD);
        Caller.Answer tokens = tokens("scope", "payments:release");
        String access = tokens.text("access_token");
        assertThat(SignedJWT.parse(access).getJWTClaimsSet().getStringListClaim("amr"))
                .contains("otp", "pwd");
        String release = "/api/v1/batches/" + UUID.randomUUID() + "/release";
        assertThat(caller.postApi(release, access, "{}").status())
                .as("fresh: looked for, with no version named")
                .isNotIn(401, 403);
        clock.advance(Duration.ofMinutes(6));
        Caller.Answer stale = caller.postApi(release, access, "{}");
        assertThat(stale.status()).isEqualTo(401);
        assertThat(stale.header("WWW-Authenticate")).contains("insufficient_user_authentication", "max_age=300");
        String later = refresh(tokens.text("refresh_token")).text("access_token");
        assertThat(caller.postApi(release, later, "{}").status())
                .as("a new token of an old factor")
                .isEqualTo(401);
        assertThat(ask(wish()).headers().firstValue("Location"))
                .as("nobody permits a program from somebody else's open session")
                .get()
                .asString()
                .contains("/second-factor");
        browser.giveFactor(number);
        String fresh = tokens("scope", "payments:release").text("access_token");
        assertThat(caller.postApi(release, fresh, "{}").status()).isNotIn(401, 403);
        clock.advance(Duration.ofMinutes(2));
        assertThat(ask(wish()).statusCode()).isEqualTo(200);
        assertThat(ask(wish("max_age", "60")).headers().firstValue("Location"))
                .as("a program may want it fresher")
                .get()
                .asString()
                .contains("/second-factor");
        clock.advance(Duration.ofMinutes(-8));
    }

    @Test
    void aPermissionOfStaffLastsAWorkingDay() throws Exception {
        open(Role.HEAD);
        browser = WebSession.signedIn(port, number, PASSWORD);
        Caller.Answer tokens = tokens();
        clock.advance(Duration.ofHours(13));
        try {
            assertThat(refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        } finally {
            clock.advance(Duration.ofHours(-13));
        }
    }

    @Test
    void theDatabaseHoldsNeitherCodesNorTokens() throws Exception {
        String code = code();
        Caller.Answer tokens = caller.token(exchange(code));
        for (String table : List.of(
                "identity.authorization_code", "identity.refresh_token", "identity.permission", "audit.entry")) {
            for (String secret : List.of(code, tokens.text("refresh_token"), tokens.text("access_token"))) {
                assertThat(jdbc.sql("select count(*) from " + table + " t where t::text like ?")
                                .param("%" + secret + "%")
                                .query(Long.class)
                                .single())
                        .as(table)
                        .isZero();
            }
        }
    }

    @Test
    void theServerDescribesItself() {
        Caller.Answer answer = caller.get("/.well-known/oauth-authorization-server");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("issuer")).isEqualTo(issuer.address());
        assertThat(answer.text("token_endpoint")).isEqualTo(issuer.at("/oauth2/token"));
        assertThat(answer.json().get("code_challenge_methods_supported").toString())
                .isEqualTo("[\"S256\"]");
        assertThat(answer.json()
                        .get("authorization_response_iss_parameter_supported")
                        .asBoolean())
                .isTrue();
    }
}
