package org.ltet.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** ACC-4: the authenticator app as second factor. */
@PortalTest
class SecondFactorTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(57_000_000);
    private static final String PASSWORD = "a long enough pass phrase";
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final Pattern SECRET = Pattern.compile("data-secret><code>([A-Z2-7 ]+)</code>");
    private static final Pattern RECOVERY_CODE = Pattern.compile("<li><code>([A-Z2-7-]+)</code>");

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    SecondFactors factors;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    String staff = "";
    String member = "";

    @BeforeEach
    void openAccounts() {
        staff = open(Role.SCRUTINY_OFFICER);
        member = open(Role.MEMBER);
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "MEMBER")
    void holdsEveryStaffRoleWithOnlyAPasswordAtThePagesOfTheSecondFactor(Role role) {
        WebSession session = WebSession.withPassword(port, open(role), PASSWORD);
        for (String page : List.of("/", "/profile", "/schemes", "/review", "/payments", "/account/factors", "/inbox")) {
            assertThat(location(session.get(page))).as(page).isEqualTo("/second-factor");
        }
        HttpResponse<String> setUp = session.get("/second-factor/set-up");
        assertThat(setUp.statusCode()).isEqualTo(200);
        assertThat(setUp.body()).doesNotContain("class=\"menu\"");
    }

    @Test
    void leavesItToMembers() {
        assertThat(WebSession.withPassword(port, member, PASSWORD).get("/").statusCode())
                .isEqualTo(200);
    }

    @Test
    void asksAMemberWhoSetUpTheAppForItAtTheNextSignIn() {
        WebSession session = WebSession.withPassword(port, member, PASSWORD);
        byte[] secret = secretOn(session.get("/account/factors/app"));
        assertThat(session.post("/account/factors/app", Map.of("code", StaffFactor.codeOf(secret, clock)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(session.get("/").statusCode()).isEqualTo(200);
        WebSession later = WebSession.withPassword(port, member, PASSWORD);
        assertThat(location(later.get("/"))).isEqualTo("/second-factor");
    }

    @Test
    void setsTheAppUpWithAFirstCodeShowsRecoveryCodesOnceAndLeadsBackToThePageAskedFor() {
        WebSession session = WebSession.withPassword(port, staff, PASSWORD);
        assertThat(location(session.get("/review?page=2"))).isEqualTo("/second-factor");
        HttpResponse<String> page = session.get("/second-factor/set-up");
        byte[] secret = secretOn(page);
        assertThat(page.body()).contains("<svg class=\"qr\"").doesNotContain("style=");
        assertThat(secretOn(session.get("/second-factor/set-up"))).isEqualTo(secret);

        HttpResponse<String> wrong = session.post("/second-factor/set-up", Map.of("code", "000000"));
        assertThat(wrong.statusCode()).isEqualTo(422);

        HttpResponse<String> done =
                session.post("/second-factor/set-up", Map.of("code", StaffFactor.codeOf(secret, clock)));
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(recoveryCodesOn(done)).hasSize(10).doesNotHaveDuplicates();
        assertThat(done.body()).contains("href=\"/review?page=2\"");
        assertThat(session.get("/review").statusCode()).isEqualTo(200);
        assertThat(location(session.get("/second-factor/set-up"))).isEqualTo("/second-factor");
    }

    @Test
    void letsNobodyWithOnlyThePasswordReplaceAFactorThatIsThere() {
        StaffFactor.code(port, staff);
        WebSession thief = asked(staff);
        assertThat(location(thief.get("/second-factor/set-up"))).isEqualTo("/second-factor");
        assertThat(location(thief.post("/second-factor/set-up", Map.of("code", "123456"))))
                .isEqualTo("/second-factor");
        assertThat(location(thief.get("/account/factors/app"))).isEqualTo("/second-factor");
        assertThat(location(thief.post("/account/factors/recovery-codes", Map.of())))
                .isEqualTo("/second-factor");
    }

    @Test
    void takesEachCodeOnceEvenWhenItComesManyTimesAtOnce() throws Exception {
        String code = StaffFactor.code(port, staff);
        List<WebSession> sessions = Stream.generate(() -> asked(staff)).limit(4).toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Integer>> tries = sessions.stream()
                    .<Callable<Integer>>map(session -> () ->
                            session.post("/second-factor", Map.of("code", code)).statusCode())
                    .toList();
            assertThat(threads.invokeAll(tries).stream().map(future -> future.resultNow()))
                    .containsExactlyInAnyOrder(302, 422, 422, 422);
        }
    }

    @Test
    void refusesAnOlderCodeAfterANewerOne() {
        byte[] secret = enrolled(staff);
        long step = clock.instant().getEpochSecond() / 30;
        WebSession session = asked(staff);
        assertThat(session.post("/second-factor", Map.of("code", StaffFactor.codeOf(secret, step + 1)))
                        .statusCode())
                .isEqualTo(302);
        WebSession other = asked(staff);
        assertThat(other.post("/second-factor", Map.of("code", StaffFactor.codeOf(secret, step)))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void pausesAfterFiveTriesEvenForTheRightCode() {
        byte[] secret = enrolled(staff);
        clock.advance(Duration.ofMinutes(2));
        WebSession session = asked(staff);
        for (int i = 0; i < 5; i++) {
            assertThat(session.post("/second-factor", Map.of("code", "00000" + i))
                            .statusCode())
                    .isEqualTo(422);
        }
        HttpResponse<String> paused = session.post("/second-factor", Map.of("code", StaffFactor.codeOf(secret, clock)));
        assertThat(paused.statusCode()).isEqualTo(422);
        assertThat(paused.body()).contains("Wait 15 minutes");
        clock.advance(Duration.ofMinutes(16));
        WebSession later = asked(staff);
        assertThat(later.post("/second-factor", Map.of("code", StaffFactor.codeOf(secret, clock)))
                        .statusCode())
                .isEqualTo(302);
    }

    @Test
    void countsEveryWrongCodeEvenWhenManyComeAtOnce() throws Exception {
        byte[] secret = enrolled(staff);
        clock.advance(Duration.ofMinutes(2));
        List<WebSession> sessions = Stream.generate(() -> asked(staff)).limit(4).toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Integer>> tries = sessions.stream()
                    .<Callable<Integer>>map(session -> () -> {
                        for (int i = 0; i < 3; i++) {
                            session.post("/second-factor", Map.of("code", "00000" + i));
                        }
                        return 3;
                    })
                    .toList();
            threads.invokeAll(tries).forEach(future -> future.resultNow());
        }
        assertThat(jdbc.sql("""
                        select t.attempts from identity.factor_attempts t
                        join identity.account a on a.id = t.account_id where a.employee_number = ?
                        """).param(staff).query(Integer.class).single()).isEqualTo(12);
        assertThat(sessions.getFirst()
                        .post("/second-factor", Map.of("code", StaffFactor.codeOf(secret, clock)))
                        .statusCode())
                .as("the right code, too late")
                .isEqualTo(422);
    }

    @Test
    void takesEachRecoveryCodeOnceAndKeepsNoneInTheClear() {
        WebSession session = WebSession.withPassword(port, staff, PASSWORD);
        byte[] secret = secretOn(session.get("/second-factor/set-up"));
        List<String> codes = recoveryCodesOn(
                session.post("/second-factor/set-up", Map.of("code", StaffFactor.codeOf(secret, clock))));
        String code = codes.getFirst();
        assertThat(asked(staff)
                        .post("/second-factor", Map.of("code", code.toLowerCase(java.util.Locale.ROOT)))
                        .statusCode())
                .isEqualTo(302);
        assertThat(asked(staff).post("/second-factor", Map.of("code", code)).statusCode())
                .isEqualTo(422);
        assertThat(session.get("/account/factors").body()).contains("Recovery codes left: 9");

        String stored = jdbc.sql("""
                        select string_agg(encode(hash, 'escape') || encode(hash, 'hex'), ' ')
                        from identity.recovery_code where account_id = ?
                        """).param(account(staff)).query(String.class).single();
        assertThat(stored).doesNotContain(code.replace("-", ""), code);
        byte[] sealed = jdbc.sql("select secret from identity.totp_factor where account_id = ?")
                .param(account(staff))
                .query(byte[].class)
                .single();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(secret, StandardCharsets.ISO_8859_1));
    }

    @Test
    void changesTheSessionIdWhenTheFactorIsGiven() {
        StaffFactor.code(port, staff);
        WebSession session = asked(staff);
        String cookie = session.post("/second-factor", Map.of("code", StaffFactor.code(port, staff)))
                .headers()
                .firstValue("Set-Cookie")
                .orElse("");
        assertThat(cookie).startsWith("portal=");
    }

    @Test
    void letsMembersRemoveTheAppAndStaffOnlyReplaceIt() {
        WebSession session = WebSession.withPassword(port, member, PASSWORD);
        byte[] secret = secretOn(session.get("/account/factors/app"));
        session.post("/account/factors/app", Map.of("code", StaffFactor.codeOf(secret, clock)));
        session.get("/account/factors");
        assertThat(location(session.post("/account/factors/app/remove", Map.of())))
                .isEqualTo("/account/factors");
        assertThat(factors.has(account(member))).isFalse();

        WebSession officer = WebSession.signedIn(port, staff, PASSWORD);
        assertThat(officer.post("/account/factors/app/remove", Map.of()).statusCode())
                .isEqualTo(409);
        assertThat(factors.has(account(staff))).isTrue();
    }

    @Test
    void isResetByAnotherSystemAdminOnlyWhichClosesOpenSessionsAndGoesOnRecord() {
        String admin = open(Role.SYSTEM_ADMIN);
        WebSession desk = WebSession.signedIn(port, admin, PASSWORD);
        WebSession officer = WebSession.signedIn(port, staff, PASSWORD);
        assertThat(officer.get("/review").statusCode()).isEqualTo(200);

        assertThat(desk.get("/operations/factors?number=" + staff).body()).contains("Test Person");
        assertThat(desk.post("/operations/factors", Map.of("number", staff)).statusCode())
                .isEqualTo(422);
        assertThat(location(desk.post("/operations/factors", Map.of("number", staff, "reason", "came in person"))))
                .isEqualTo("/operations/factors");
        assertThat(location(officer.get("/review"))).isEqualTo("/second-factor");
        assertThat(location(officer.get("/second-factor"))).isEqualTo("/second-factor/set-up");
        assertThat(jdbc.sql("select count(*) from audit.entry where action = 'account.factorsReset' and object_id = ?")
                        .param(account(staff).toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);

        HttpResponse<String> own = desk.post("/operations/factors", Map.of("number", admin, "reason", "me"));
        assertThat(own.statusCode()).isEqualTo(422);
        assertThat(own.body()).contains("You cannot reset your own second factor");
        assertThat(factors.has(account(admin))).isTrue();
    }

    @Test
    void asksAgainBeforeAStepThatNeedsAFreshFactorAndComesBackToItWithWhatWasTyped() {
        WebSession desk = WebSession.signedIn(port, open(Role.SYSTEM_ADMIN), PASSWORD);
        String admin = Integer.toString(NUMBERS.get());
        StaffFactor.code(port, staff);
        desk.get("/operations/factors?number=" + staff);
        clock.advance(Duration.ofMinutes(6));
        String reason = "came in person, \"with\" <card> & पहचान";
        assertThat(location(desk.post("/operations/factors", Map.of("number", staff, "reason", reason))))
                .isEqualTo("/second-factor");
        assertThat(factors.has(account(staff))).as("nothing was done yet").isTrue();

        assertThat(desk.giveFactor(admin)).isEqualTo("/second-factor/go-on");
        HttpResponse<String> held = desk.get("/second-factor/go-on");
        assertThat(held.body()).contains("action=\"/operations/factors\"").doesNotContain("<card>");
        Map<String, String> fields = hiddenFields(held.body());
        assertThat(fields)
                .containsEntry("number", staff)
                .containsEntry("reason", reason)
                .hasSize(2);
        assertThat(location(desk.post("/operations/factors", fields))).isEqualTo("/operations/factors");
        assertThat(factors.has(account(staff))).isFalse();
        assertThat(location(desk.get("/second-factor/go-on")))
                .as("it is given out once")
                .isEqualTo("/");
    }

    @Test
    void sendsAPartOfAPageToTheFactorAsAWholePage() {
        WebSession session = WebSession.withPassword(port, staff, PASSWORD);
        HttpResponse<String> answer = session.getPart("/review");
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("HX-Redirect")).hasValue("/second-factor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "abcdef", "0000000", "<script>", "'; drop table identity.account; --"})
    void refusesNonsenseWithThePageAgain(String typed) {
        StaffFactor.code(port, staff);
        HttpResponse<String> answer = asked(staff).post("/second-factor", Map.of("code", typed));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("error-summary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "not json", "{\"id\":\"x\",\"rawId\":\"eA\",\"response\":{}}"})
    void refusesPasskeysThatAreNone(String answer) {
        StaffFactor.code(port, staff);
        WebSession session = asked(staff);
        assertThat(session.postJson("/second-factor/passkey/options", "{}").body())
                .contains("challenge");
        assertThat(session.postJson("/second-factor/passkey", answer).statusCode())
                .isEqualTo(422);
        assertThat(session.postJson("/second-factor/passkey", answer).statusCode())
                .as("without a challenge")
                .isEqualTo(422);
        assertThat(location(session.get("/review"))).isEqualTo("/second-factor");
    }

    private static Map<String, String> hiddenFields(String page) {
        Map<String, String> fields = new java.util.LinkedHashMap<>();
        Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")
                .matcher(page.substring(page.indexOf("<main"), page.indexOf("</main>")))
                .results()
                .filter(field -> !field.group(1).equals("_csrf"))
                .forEach(field -> fields.put(
                        field.group(1), org.springframework.web.util.HtmlUtils.htmlUnescape(field.group(2))));
        return fields;
    }

    private WebSession asked(String number) {
        WebSession session = WebSession.withPassword(port, number, PASSWORD);
        assertThat(session.get("/second-factor").statusCode()).isEqualTo(200);
        return session;
    }

    private byte[] enrolled(String number) {
        WebSession session = WebSession.withPassword(port, number, PASSWORD);
        byte[] secret = secretOn(session.get("/second-factor/set-up"));
        long before = clock.instant().getEpochSecond() / 30 - 1;
        assertThat(session.post("/second-factor/set-up", Map.of("code", StaffFactor.codeOf(secret, before)))
                        .statusCode())
                .isEqualTo(200);
        return secret;
    }

    private String open(Role role) {
        String number = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(number, "Test Person", null, PASSWORD, Accounts.everywhere(role)));
        return number;
    }

    private java.util.UUID account(String number) {
        return accounts.byEmployeeNumber(number).orElseThrow().id();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .orElse("none, but " + answer.statusCode())
                .replaceFirst("^http://[^/]+", "");
    }

    private static byte[] secretOn(HttpResponse<String> page) {
        Matcher matcher = SECRET.matcher(page.body());
        assertThat(matcher.find()).as("the page shows a secret").isTrue();
        ByteArrayOutputStream secret = new ByteArrayOutputStream();
        int buffer = 0;
        int bits = 0;
        for (char letter : matcher.group(1).replace(" ", "").toCharArray()) {
            buffer = (buffer << 5) | ALPHABET.indexOf(letter);
            bits += 5;
            if (bits >= 8) {
                secret.write(buffer >> (bits - 8));
                bits -= 8;
            }
            buffer &= (1 << bits) - 1;
        }
        return secret.toByteArray();
    }

    private static List<String> recoveryCodesOn(HttpResponse<String> page) {
        return RECOVERY_CODE
                .matcher(page.body())
                .results()
                .map(result -> result.group(1))
                .toList();
    }
}
