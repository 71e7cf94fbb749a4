package org.ltet.portal.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.Role;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What every kind of answer says to the browser, good news or bad (SEC-4). */
@PortalTest
@DisplayName("Security headers, cookies and caches")
class AnswerHeadersTest {

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sign-in",
                "/",
                "/nothing-here",
                "/access/reset",
                "/assets/portal.css",
                "/assets/nothing.css",
                "/api/v1/schemes",
                "/api/v1/nothing",
                "/.well-known/jwks.json",
                "/actuator/health",
                "/favicon.ico",
                "/sign-in?failed",
                "/%00",
                "/a/../b"
            })
    void standOnEveryAnswerToAStranger(String path) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 400) {
            strict(path, answer.headers());
        }
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        assertThat(answer.headers().firstValue("X-Powered-By")).isEmpty();
        assertThat(answer.body()).doesNotContain("Exception", "at org.", "Tomcat", "Whitelabel");
    }

    @Test
    void standOnPagesRefusalsAndErrorsOfSomebodyWhoIsSignedIn() {
        WebSession member = People.signedIn(port, People.with(accounts, Role.MEMBER));
        List<HttpResponse<String>> answers = List.of(
                member.get("/"),
                member.get("/profile"),
                member.get("/review"),
                member.get("/applications/01900000-0000-7000-8000-000000000000"),
                member.get("/applications/not-an-id"),
                member.post("/account/password", Map.of("current", "x")),
                member.post("/account/password", Map.of("_csrf", "forged")),
                member.upload("/profile/contact", Map.of(), "file", "big.bin", new byte[3 * 1024 * 1024]));
        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .contains(200, 403, 404, 413)
                .allMatch(status -> status < 500);
        for (HttpResponse<String> answer : answers) {
            strict(answer.uri() + " " + answer.statusCode(), answer.headers());
            assertThat(answer.headers().firstValue("Cache-Control"))
                    .as("%s is for this person only", answer.uri())
                    .get()
                    .asString()
                    .contains("no-store");
        }
    }

    @Test
    void standOnARefusalForTooManyTries() {
        WebSession session = new WebSession(port);
        for (int i = 0; i < 12; i++) {
            session.get("/access/reset");
            session.post("/access/reset", Map.of("name", "63400001"));
        }
        HttpResponse<String> last = session.post("/access/reset", Map.of("name", "63400001"));
        strict("/access/reset", last.headers());
    }

    @Test
    void aSessionCookieIsOutOfReachOfScriptsAndOtherSites() {
        WebSession session = new WebSession(port);
        List<String> cookies = session.get("/sign-in").headers().allValues("Set-Cookie");
        assertThat(cookies)
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie)
                        .contains("HttpOnly", "SameSite=Lax", "Path=/")
                        .doesNotContain("Domain="));
        assertThat(session.post("/language", Map.of("language", "hi", "back", "/"))
                        .headers()
                        .allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie).contains("language=hi", "HttpOnly", "SameSite=Lax"));
    }

    @Test
    void onlyWhatIsTheSameForAllIsKeptByCaches() {
        WebSession session = new WebSession(port);
        String css = session.get("/sign-in").body().replaceFirst("(?s).*href=\"(/assets/[^\"]+\\.css[^\"]*)\".*", "$1");
        assertThat(session.get(css).headers().firstValue("Cache-Control"))
                .get()
                .asString()
                .contains("public", "max-age");
        assertThat(session.get("/sign-in").headers().firstValue("Cache-Control"))
                .get()
                .asString()
                .contains("no-store");
    }

    private static void strict(String what, HttpHeaders headers) {
        assertThat(headers.firstValue("X-Content-Type-Options"))
                .as("%s: sniffing", what)
                .contains("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).as("%s: frames", what).isPresent();
        String policy = headers.firstValue("Content-Security-Policy").orElse("");
        assertThat(policy)
                .as("%s: content policy", what)
                .contains("default-src 'none'", "frame-ancestors")
                .doesNotContain("unsafe-inline", "unsafe-eval", "*", "http:");
        if (policy.contains("script-src")) {
            assertThat(policy).contains("script-src 'self'", "base-uri 'none'", "form-action 'self'");
        }
        assertThat(headers.firstValue("Access-Control-Allow-Origin"))
                .as("%s: other origins", what)
                .isEmpty();
    }
}
