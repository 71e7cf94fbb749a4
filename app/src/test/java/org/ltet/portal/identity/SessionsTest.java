package org.ltet.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** ACC-6: how long sessions last, and how they end. */
@PortalTest
class SessionsTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(51_000_000);
    private static final String PASSWORD = "a long enough pass phrase";
    private static final Pattern END = Pattern.compile("name=\"which\" value=\"([0-9a-f-]{36})\"");

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    private String number = "";

    @BeforeEach
    void openAccount() {
        number = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(number, "Test Person", null, PASSWORD, Accounts.everywhere(Role.MEMBER)));
    }

    @Test
    void endsWhenNothingHappensForHalfAnHourAndLeadsBackToTheSamePage() {
        WebSession session = signedIn();
        clock.advance(Duration.ofMinutes(29));
        assertThat(session.get("/account/security").statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(31));
        HttpResponse<String> over = session.get("/account/security");
        assertThat(location(over)).endsWith("/sign-in?expired");
        session.get("/sign-in?expired");
        assertThat(location(session.post("/sign-in", Map.of("number", number, "password", PASSWORD))))
                .contains("/account/security");
    }

    @Test
    void aFormSentTooLateLeadsBackToItsPageAndNeverElsewhere() {
        WebSession session = signedIn();
        clock.advance(Duration.ofMinutes(45));
        session.from("http://127.0.0.1:" + port + "/account/password");
        assertThat(location(session.post("/account/password", Map.of()))).endsWith("/sign-in?expired");
        session.get("/sign-in");
        assertThat(location(session.post("/sign-in", Map.of("number", number, "password", PASSWORD))))
                .endsWith("/account/password");

        WebSession lured = signedIn();
        clock.advance(Duration.ofMinutes(45));
        lured.from("https://evil.example/trap");
        assertThat(location(lured.post("/account/password", Map.of()))).endsWith("/sign-in?expired");
        lured.get("/sign-in");
        assertThat(location(lured.post("/sign-in", Map.of("number", number, "password", PASSWORD))))
                .endsWith("/")
                .doesNotContain("evil");
    }

    @Test
    void whatAPageAsksByItselfDoesNotKeepTheSessionAlive() {
        WebSession session = signedIn();
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofMinutes(8));
            session.get("/account/session");
        }
        clock.advance(Duration.ofMinutes(7));
        assertThat(location(session.get("/account/security"))).endsWith("/sign-in?expired");
    }

    @Test
    void tellsHowLongItStillLastsAndGoesOnWhenAskedTo() {
        WebSession session = signedIn();
        clock.advance(Duration.ofMinutes(28));
        assertThat(session.get("/account/session").body()).isEqualTo("{\"seconds\":120}");
        assertThat(session.post("/account/session", Map.of()).body()).isEqualTo("{\"seconds\":1800}");
    }

    @Test
    void endsAfterTwelveHoursEvenForSomebodyWhoNeverRests() {
        WebSession session = signedIn();
        for (int i = 0; i < 35; i++) {
            clock.advance(Duration.ofMinutes(20));
            assertThat(session.get("/account/security").statusCode()).isEqualTo(200);
        }
        clock.advance(Duration.ofMinutes(21));
        assertThat(location(session.get("/account/security"))).endsWith("/sign-in?expired");
    }

    @Test
    void listsOwnSessionsAndEndsOneOfThem() {
        WebSession here = signedIn();
        clock.advance(Duration.ofMinutes(1));
        WebSession there = signedIn();
        Matcher other = END.matcher(here.get("/account/security").body());
        assertThat(other.find()).isTrue();
        here.post("/account/sessions/end", Map.of("which", other.group(1)));
        assertThat(location(there.get("/account/security"))).endsWith("/sign-in");
        assertThat(here.get("/account/security").statusCode()).isEqualTo(200);
    }

    @Test
    void nobodyEndsTheSessionOfAnother() {
        WebSession owner = signedIn();
        clock.advance(Duration.ofSeconds(1));
        WebSession second = signedIn();
        Matcher id = END.matcher(owner.get("/account/security").body());
        assertThat(id.find()).isTrue();
        String foreign = id.group(1);
        openAccount();
        WebSession attacker = signedIn();
        assertThat(attacker.post("/account/sessions/end", Map.of("which", foreign))
                        .statusCode())
                .isEqualTo(404);
        assertThat(second.get("/account/security").statusCode()).isEqualTo(200);
    }

    @Test
    void signsOutEverywhere() {
        WebSession here = signedIn();
        WebSession there = signedIn();
        here.get("/account/security");
        assertThat(location(here.post("/account/sessions/end", Map.of("which", "all"))))
                .endsWith("/sign-in?signedOut");
        assertThat(location(there.get("/"))).endsWith("/sign-in");
        assertThat(location(here.get("/"))).endsWith("/sign-in");
    }

    @Test
    void theSixthSessionEndsTheFirst() {
        List<WebSession> sessions = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            sessions.add(signedIn());
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(location(sessions.getFirst().get("/"))).endsWith("/sign-in");
        assertThat(sessions.subList(1, 6))
                .allSatisfy(session -> assertThat(session.get("/").statusCode()).isEqualTo(200));
    }

    @Test
    void aChangedPasswordEndsAllOtherSessions() {
        WebSession here = signedIn();
        WebSession there = signedIn();
        here.get("/account/password");
        String changed = "violet tractor under seven moons";
        assertThat(here.post("/account/password", Map.of("current", PASSWORD, "password", changed, "again", changed))
                        .statusCode())
                .isEqualTo(302);
        assertThat(here.get("/account/security").statusCode()).isEqualTo(200);
        assertThat(location(there.get("/"))).endsWith("/sign-in");
        assertThat(here.post(
                                "/account/password",
                                Map.of("current", "wrong", "password", changed + "2", "again", changed + "2"))
                        .statusCode())
                .isEqualTo(422);
    }

    /** ACC-2 */
    @Test
    void theHomePageAsksForANewPasswordWhenTheOldOneIsAYearOld() {
        assertThat(signedIn().get("/").body()).doesNotContain("/account/password");
        clock.advance(Duration.ofDays(360));
        assertThat(signedIn().get("/").body()).contains("/account/password");
    }

    @Test
    void theIdOfTheSessionHas160BitsAndChangesAtSignIn() {
        WebSession session = new WebSession(port);
        String before = cookie(session.get("/sign-in"));
        String after = cookie(session.post("/sign-in", Map.of("number", number, "password", PASSWORD)));
        assertThat(before).isNotEmpty();
        assertThat(after).isNotEmpty().isNotEqualTo(before);
        String id =
                new String(Base64.getDecoder().decode(after.substring("portal=".length())), StandardCharsets.US_ASCII);
        assertThat(id).matches("[A-Za-z0-9_-]{27}");
    }

    @Test
    void theHistoryOfSignInsIsPagedOnTheScreenAndInTheApi() throws Exception {
        UUID account = accounts.byEmployeeNumber(number).orElseThrow().id();
        for (int i = 0; i < 130; i++) {
            jdbc.sql("""
                            insert into identity.sign_in (id, account_id, at, outcome, address, device)
                            values (gen_random_uuid(), ?, ?, 'WRONG_PASSWORD', ?, '')
                            """)
                    .params(
                            account,
                            clock.instant().minusSeconds(60 * (i / 3 + 1)).atOffset(ZoneOffset.UTC),
                            "10.9.8." + i)
                    .update();
        }
        WebSession session = signedIn();
        List<String> seen = new ArrayList<>();
        String path = "/account/security";
        int pages = 0;
        while (!path.isEmpty()) {
            String page = session.get(path).body();
            Matcher found = Pattern.compile("10\\.9\\.8\\.\\d+").matcher(page);
            while (found.find()) {
                seen.add(found.group());
            }
            Matcher next =
                    Pattern.compile("/account/security\\?before=[0-9a-f-]{36}").matcher(page);
            path = next.find() ? next.group() : "";
            pages++;
        }
        assertThat(pages).isEqualTo(7);
        assertThat(seen).hasSize(130).doesNotHaveDuplicates();

        String first = api("/api/v1/me/sign-ins");
        Matcher next = Pattern.compile("\"next\":\"([0-9a-f-]{36})\"").matcher(first);
        assertThat(next.find()).isTrue();
        String second = api("/api/v1/me/sign-ins?before=" + next.group(1));
        assertThat(second).contains(seen.getLast()).doesNotContain(seen.getFirst() + "\"", "\"next\":\"");

        String other = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(other, "Other", null, PASSWORD, Accounts.everywhere(Role.MEMBER)));
        assertThat(WebSession.signedIn(port, other, PASSWORD)
                        .get("/account/security?before=" + next.group(1))
                        .body())
                .as("a place in the history of another is none in the own one")
                .doesNotContain("10.9.8.");
    }

    private String api(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + StaffFactor.bearer(port, number, PASSWORD))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("portal="))
                .findFirst()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .orElse("");
    }

    private WebSession signedIn() {
        return WebSession.signedIn(port, number, PASSWORD);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }
}
