package org.ltet.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** ACC-1, ACC-3, ACC-5. */
@PortalTest
class SignInTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(50_000_000);
    private static final String PASSWORD = "a long enough pass phrase";

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    TestClock clock;

    String number = "";

    @BeforeEach
    void openAccount() {
        number = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(
                number, "Test Person", number + "@example.in", PASSWORD, Accounts.everywhere(Role.MEMBER)));
    }

    @Test
    void letsAMemberInByNumberOrEmail() {
        assertThat(WebSession.signedIn(port, number, PASSWORD).get("/").body()).contains("Test Person");
        assertThat(WebSession.signedIn(port, number + "@EXAMPLE.in", PASSWORD)
                        .get("/")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void sendsWhoIsNotSignedInToTheSignInPage() {
        HttpResponse<String> answer = new WebSession(port).get("/");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).get().asString().endsWith("/sign-in");
    }

    @Test
    void locksAfterThreeFailuresEvenForTheRightPasswordAndOpensAgainWithTime() {
        for (int i = 0; i < 3; i++) {
            assertThat(attempt(number, "wrong")).endsWith("?failed");
        }
        assertThat(attempt(number, PASSWORD)).endsWith("?locked");
        clock.advance(Duration.ofMinutes(31));
        assertThat(attempt(number, PASSWORD)).endsWith("/");
    }

    @Test
    void asksForThePuzzleHoweverTheAddressIsWritten() {
        WebSession guesser = new WebSession(port).withoutScript();
        guesser.get("/sign-in");
        Map<String, String> guess = Map.of("number", "30009901", "password", "a guess");
        assertThat(answer(guesser, "/sign-in", guess)).endsWith("/sign-in?failed");
        for (String address : List.of("/sign-in", "/sign%2Din", "/%73ign-in")) {
            assertThat(answer(guesser, address, guess)).as(address).endsWith("/sign-in?check");
        }
    }

    @Test
    void answersForAnUnknownNumberLikeForAKnownOne() {
        for (int i = 0; i < 3; i++) {
            assertThat(attempt("9" + number, "wrong")).endsWith("?failed");
        }
        assertThat(attempt("9" + number, "wrong")).endsWith("?locked");
    }

    @Test
    void gainsNothingByGuessingManyTimesAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<String>> guesses = java.util.stream.Stream.<Callable<String>>generate(
                            () -> () -> attempt(number, "wrong"))
                    .limit(12)
                    .toList();
            long tried = threads.invokeAll(guesses).stream()
                    .map(future -> future.resultNow())
                    .filter(location -> location.endsWith("?failed"))
                    .count();
            assertThat(tried).isEqualTo(3);
        }
    }

    @Test
    void refusesAFormWithoutTheTokenOfItsPage() {
        WebSession session = WebSession.signedIn(port, number, PASSWORD);
        assertThat(session.post("/sign-out", Map.of("_csrf", "forged")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void sendsAStrictContentPolicy() {
        assertThat(new WebSession(port).get("/sign-in").headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    private String attempt(String name, String password) {
        WebSession session = new WebSession(port);
        session.get("/sign-in?failed");
        return session.post("/sign-in", Map.of("number", name, "password", password))
                .headers()
                .firstValue("Location")
                .orElse("");
    }

    private static String answer(WebSession session, String address, Map<String, String> form) {
        return session.post(address, form).headers().firstValue("Location").orElse("");
    }
}
