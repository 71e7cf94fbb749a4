package org.ltet.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ltet.portal.operations.Settings;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.SolvedPuzzle;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** ACC-3, ACC-9: the check against programs, and throttles at sign-in and in the API. */
@PortalTest
class PuzzlesTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(53_000_000);
    private static final String PASSWORD = "a long enough pass phrase";

    @LocalServerPort
    int port;

    @Autowired
    Puzzles puzzles;

    @Autowired
    Accounts accounts;

    @Autowired
    Tokens tokens;

    @Autowired
    Settings settings;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    TestClock clock;

    private String number = "";

    @BeforeEach
    void openAccount() {
        number = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(number, "Test Person", null, PASSWORD, Accounts.everywhere(Role.MEMBER)));
    }

    @Test
    void aSolvedPuzzleIsGoodOnceEvenForManyAtOnce() throws Exception {
        Puzzle puzzle = puzzles.issue();
        String solution = SolvedPuzzle.solution(puzzle.value(), puzzle.bits());
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            Callable<Boolean> use =
                    () -> catchThrowable(() -> puzzles.take(puzzle.value(), solution, "10.1.0.1")) == null;
            long taken = threads.invokeAll(Collections.nCopies(6, use)).stream()
                    .filter(future -> future.resultNow())
                    .count();
            assertThat(taken).isEqualTo(1);
        }
    }

    @Test
    void aPuzzleThatIsUnsolvedForgedOrOldIsRefused() {
        Puzzle puzzle = puzzles.issue();
        String solution = SolvedPuzzle.solution(puzzle.value(), puzzle.bits());
        String unsolved = puzzle.value().startsWith("A") ? "x" : "y";
        assertThat(catchThrowable(() -> puzzles.take(puzzle.value(), "", "10.1.0.2")))
                .isNotNull();
        assertThat(catchThrowable(() -> puzzles.take(puzzle.value(), wrong(puzzle), "10.1.0.2")))
                .isNotNull();
        String forged = unsolved + puzzle.value().substring(1);
        assertThat(catchThrowable(() -> puzzles.take(forged, SolvedPuzzle.solution(forged, puzzle.bits()), "10.1.0.2")))
                .isNotNull();
        clock.advance(Duration.ofMinutes(11));
        assertThat(catchThrowable(() -> puzzles.take(puzzle.value(), solution, "10.1.0.2")))
                .isNotNull();
    }

    @Test
    void whoHasNoScriptWaitsAndFewMayDoSoFromOneAddress() {
        for (int i = 0; i < 30; i++) {
            Puzzle puzzle = puzzles.issue();
            clock.advance(Puzzles.WAIT_WITHOUT_SCRIPT);
            puzzles.take(puzzle.value(), "", "10.1.0.3");
        }
        // what is regained meanwhile is spent too
        Throwable refused = null;
        for (int i = 0; i < 10 && refused == null; i++) {
            Puzzle puzzle = puzzles.issue();
            clock.advance(Puzzles.WAIT_WITHOUT_SCRIPT);
            refused = catchThrowable(() -> puzzles.take(puzzle.value(), "", "10.1.0.3"));
        }
        assertThat(refused).hasMessageContaining("tooMany");
    }

    @Test
    void afterAFailureTheNameIsTriedAgainOnlyWithASolvedPuzzleWhoeverAsks() {
        for (String name : new String[] {number, "9" + number}) {
            WebSession first = new WebSession(port);
            first.get("/sign-in");
            assertThat(signIn(first, name, "wrong")).endsWith("?failed");
            WebSession program = new WebSession(port);
            program.get("/sign-in");
            assertThat(signIn(program, name, "wrong")).endsWith("?check");
            program.withoutScript().get("/sign-in?check");
            assertThat(signIn(program, name, "wrong")).endsWith("?check");
        }
        WebSession owner = new WebSession(port);
        assertThat(owner.get("/sign-in?failed").body()).contains("data-puzzle");
        assertThat(signIn(owner, number, PASSWORD)).endsWith("/");
    }

    @Test
    void theTypedNumberIsStillThereAfterAFailure() {
        WebSession session = new WebSession(port);
        session.get("/sign-in");
        signIn(session, number, "wrong");
        assertThat(session.get("/sign-in?failed").body()).contains("value=\"" + number + "\"");
    }

    @Test
    void aPublicFormAsksForAPuzzleToo() {
        WebSession program = new WebSession(port).withoutScript();
        program.get("/access/forgotten");
        HttpResponse<String> refused = program.post("/access/forgotten", Map.of("name", number));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains(number);
    }

    @Test
    void failuresFromOneAddressEndInAClearPageWithRetryAfter() {
        change("identity.throttle.failuresPerAddress", 3);
        try {
            for (int i = 0; i < 3; i++) {
                WebSession session = new WebSession(port);
                session.get("/sign-in");
                assertThat(signIn(session, "8" + NUMBERS.incrementAndGet(), "wrong"))
                        .endsWith("?failed");
            }
            WebSession session = new WebSession(port);
            session.get("/sign-in");
            HttpResponse<String> refused = session.post("/sign-in", Map.of("number", number, "password", PASSWORD));
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(1L, 600L);
            assertThat(refused.body()).contains("too often");
            clock.advance(Duration.ofMinutes(4));
            session.get("/sign-in");
            assertThat(signIn(session, number, PASSWORD)).endsWith("/");
        } finally {
            change("identity.throttle.failuresPerAddress", 100_000);
        }
    }

    @Test
    void tooManyRequestsOfTheApiGetAProblemWithRetryAfter() throws Exception {
        String token = tokens.forPassword(number, PASSWORD, "");
        change("identity.throttle.apiPerAccount", 10);
        try (java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient()) {
            java.net.http.HttpRequest request = java.net.http.HttpRequest.newBuilder(
                            java.net.URI.create("http://127.0.0.1:" + port + "/api/v1/me/sign-ins"))
                    .header("Authorization", "Bearer " + token)
                    .build();
            for (int i = 0; i < 10; i++) {
                assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(200);
            }
            HttpResponse<String> refused = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Content-Type"))
                    .get()
                    .asString()
                    .contains("problem+json");
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(1L, 60L);
        } finally {
            change("identity.throttle.apiPerAccount", 1_000_000);
        }
    }

    private void change(String key, long value) {
        transactions.executeWithoutResult(
                status -> settings.change(settings.find(key).orElseThrow(), value));
    }

    private static String wrong(Puzzle puzzle) {
        int number = 0;
        while (Puzzles.isSolved(puzzle.value(), Integer.toString(number), puzzle.bits())) {
            number++;
        }
        return Integer.toString(number);
    }

    private static String signIn(WebSession session, String name, String password) {
        return session.post("/sign-in", Map.of("number", name, "password", password))
                .headers()
                .firstValue("Location")
                .orElse("");
    }
}
