package org.ltet.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ltet.portal.identity.spi.Contact;
import org.ltet.portal.operations.Settings;
import org.ltet.portal.people.ContactEntry;
import org.ltet.portal.people.CorrectContact;
import org.ltet.portal.people.Member;
import org.ltet.portal.people.People;
import org.ltet.portal.people.SynchroniseHrms;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.SolvedPuzzle;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
import org.ltet.simulators.SimulatorsApplication;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

/**
 * ACC-1, ACC-2, ACC-3: members whom the HR simulator brought in get codes by SMS (the simulator's gateway over HTTP) and
 * e-mail (SMTP), set a first password, a new one, or end a lock.
 */
@PortalTest
class RecoveryTest {

    private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");
    private static final String PASSWORD = "violet tractor under seven moons";
    private static final ConfigurableApplicationContext SIMULATORS = SimulatorsApplication.start(
            "--server.port=0", "--simulators.hrms.people=300", "--simulators.mailbox.smtp-port=0");
    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final AtomicInteger NUMBERS = new AtomicInteger(10_000_110);

    private record Sms(String to, String text, String reference) {}

    @LocalServerPort
    int port;

    @Autowired
    Recovery recovery;

    @Autowired
    SynchroniseHrms hrms;

    @Autowired
    Accounts accounts;

    @Autowired
    People people;

    @Autowired
    CorrectContact correctContact;

    @Autowired
    Reachable reachable;

    @Autowired
    Settings settings;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    private String number = "";

    @DynamicPropertySource
    static void simulators(DynamicPropertyRegistry registry) {
        MAIL.start();
        registry.add("portal.integrations.hrms.url", () -> simulator() + "/hrms/odata/v2");
        registry.add("portal.integrations.sms.url", () -> simulator() + "/sms/v1");
        registry.add("spring.mail.port", () -> MAIL.getSmtp().getPort());
    }

    @BeforeAll
    static void membersComeIn(@Autowired SynchroniseHrms hrms, @Autowired CurrentUser currentUser) {
        currentUser.runAs(User.system("test"), () -> {
            hrms.full();
        });
    }

    @AfterAll
    static void stop() {
        MAIL.stop();
        SIMULATORS.close();
    }

    @BeforeEach
    void takeAMemberWithoutAccount() {
        do {
            number = Integer.toString(NUMBERS.incrementAndGet());
        } while (reachable
                .find(number)
                .filter(contact -> !contact.mobile().isEmpty())
                .isEmpty());
    }

    @Test
    void aMemberWhomHrmsBroughtInSetsAFirstPasswordByCodeAndSignsIn() {
        WebSession visitor = asking("first", number);
        assertThat(visitor.get("/access/code").body()).doesNotContain(number);
        HttpResponse<String> proven = visitor.post("/access/code", Map.of("code", codeBySms(number)));
        assertThat(location(proven)).endsWith("/access/password");
        visitor.get("/access/password");
        HttpResponse<String> weak =
                visitor.post("/access/password", Map.of("password", "Password@2026", "again", "Password@2026"));
        assertThat(weak.statusCode()).isEqualTo(422);
        HttpResponse<String> set = visitor.post("/access/password", Map.of("password", PASSWORD, "again", PASSWORD));
        assertThat(location(set)).endsWith("/sign-in?passwordSet");
        WebSession member = WebSession.signedIn(port, number, PASSWORD);
        assertThat(member.get("/account/security").body()).contains("127.0.0.1");
        String email = reachable.find(number).orElseThrow().email();
        assertThat(WebSession.signedIn(port, email.toUpperCase(Locale.ROOT), PASSWORD)
                        .get("/profile")
                        .body())
                .contains(number);
    }

    @Test
    void theSameCodeComesByEmail() {
        recovery.request(number, CodePurpose.PASSWORD, Locale.of("hi"), "10.0.0.1");
        String sms = codeBySms(number);
        String email = reachable.find(number).orElseThrow().email();
        await(() -> !mailsTo(email).isEmpty());
        assertThat(mailsTo(email))
                .anySatisfy(mail -> assertThat(mail).contains(sms).contains("नमस्ते"));
    }

    @Test
    void anUnknownNumberGetsTheSameAnswersAndLeavesTheSameTraces() {
        String unknown = "9" + number;
        WebSession known = new WebSession(port);
        WebSession stranger = new WebSession(port);
        known.get("/access/forgotten");
        stranger.get("/access/forgotten");
        HttpResponse<String> toKnown = known.post("/access/forgotten", Map.of("name", number));
        HttpResponse<String> toStranger = stranger.post("/access/forgotten", Map.of("name", unknown));
        assertThat(toStranger.statusCode()).isEqualTo(toKnown.statusCode());
        assertThat(location(toStranger)).isEqualTo(location(toKnown));
        assertThat(withoutTokens(stranger.get("/access/code").body()))
                .isEqualTo(withoutTokens(known.get("/access/code").body()));
        codeBySms(number);
        HttpResponse<String> wrongOfKnown = known.post("/access/code", Map.of("code", "000000"));
        HttpResponse<String> wrongOfStranger = stranger.post("/access/code", Map.of("code", "000000"));
        assertThat(wrongOfStranger.statusCode()).isEqualTo(wrongOfKnown.statusCode());
        assertThat(withoutTokens(wrongOfStranger.body())).isEqualTo(withoutTokens(wrongOfKnown.body()));
    }

    @Test
    void askingTakesTheSameWorkWhetherTheNumberExistsOrNot() {
        // the request itself never looks the name up: rows written are the same
        UUID known = recovery.request(number, CodePurpose.PASSWORD, Locale.ENGLISH, "10.0.0.2");
        UUID unknown = recovery.request("9" + number, CodePurpose.PASSWORD, Locale.ENGLISH, "10.0.0.2");
        await(() -> sent(known) && sent(unknown));
        assertThat(jdbc.sql("select count(*) from identity.code_request where id in (?, ?) and sent_at is not null")
                        .params(known, unknown)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        assertThat(jdbc.sql("select code_hash is null from identity.code_request where id = ?")
                        .param(unknown)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void aCodeIsGoodForOneUseEvenForManyAtOnce() throws Exception {
        UUID request = recovery.request(number, CodePurpose.PASSWORD, Locale.ENGLISH, "10.0.0.3");
        String code = codeBySms(number);
        try (ExecutorService threads = Executors.newFixedThreadPool(5)) {
            Callable<Boolean> use =
                    () -> catchThrowable(() -> recovery.redeem(request, CodePurpose.PASSWORD, code)) == null;
            long uses = threads.invokeAll(List.of(use, use, use, use, use)).stream()
                    .filter(future -> future.resultNow())
                    .count();
            assertThat(uses).isEqualTo(1);
        }
    }

    @Test
    void fiveWrongCodesAtOnceOrOneByOneEndTheCode() throws Exception {
        UUID request = recovery.request(number, CodePurpose.PASSWORD, Locale.ENGLISH, "10.0.0.4");
        String code = codeBySms(number);
        String wrong = code.equals("111111") ? "222222" : "111111";
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<Throwable> guess =
                    () -> catchThrowable(() -> recovery.redeem(request, CodePurpose.PASSWORD, wrong));
            threads.invokeAll(java.util.Collections.nCopies(12, guess));
        }
        assertThat(jdbc.sql("select tries from identity.code_request where id = ?")
                        .param(request)
                        .query(Integer.class)
                        .single())
                .isEqualTo(5);
        assertThatThrownBy(() -> recovery.redeem(request, CodePurpose.PASSWORD, code))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aCodeEndsAfterTenMinutes() {
        UUID request = recovery.request(number, CodePurpose.PASSWORD, Locale.ENGLISH, "10.0.0.5");
        String code = codeBySms(number);
        clock.advance(Duration.ofMinutes(10).plusSeconds(1));
        assertThatThrownBy(() -> recovery.redeem(request, CodePurpose.PASSWORD, code))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aCodeForUnlockingSetsNoPassword() {
        UUID request = recovery.request(number, CodePurpose.UNLOCK, Locale.ENGLISH, "10.0.0.6");
        String code = codeBySms(number);
        assertThatThrownBy(() -> recovery.setPassword(request, code, PASSWORD)).isInstanceOf(Refused.class);
        assertThat(recovery.redeem(request, CodePurpose.UNLOCK, code)).isEqualTo(number);
    }

    @Test
    void aLockedAccountIsUnlockedByItsOwner() {
        accounts.open(new NewAccount(number, "Own Lock", null, PASSWORD, Accounts.everywhere(Role.MEMBER)));
        for (int i = 0; i < 4; i++) {
            signIn(number, "wrong");
        }
        assertThat(signIn(number, PASSWORD)).endsWith("?locked");
        WebSession visitor = asking("unlock", number);
        HttpResponse<String> opened = visitor.post("/access/code", Map.of("code", codeBySms(number)));
        assertThat(location(opened)).endsWith("/sign-in?unlocked");
        assertThat(signIn(number, PASSWORD)).endsWith("/");
    }

    @Test
    void theCodeStandsNowhereInTheDatabaseInClear() {
        UUID request = recovery.request(number, CodePurpose.PASSWORD, Locale.ENGLISH, "10.0.0.7");
        String code = codeBySms(number);
        recovery.redeem(request, CodePurpose.PASSWORD, code);
        for (String table :
                List.of("identity.code_request", "operations.job", "operations.event_publication", "audit.entry")) {
            List<String> rows = jdbc.sql("select t::text from " + table + " t")
                    .query(String.class)
                    .list();
            assertThat(rows)
                    .as(table)
                    .noneMatch(row -> row.replaceAll("[0-9a-fA-F-]{32,}|\\\\x[0-9a-f]*|\\d{10,}|\\.\\d+", "")
                            .contains(code));
        }
        byte[] hash = jdbc.sql("select code_hash from identity.code_request where id = ?")
                .param(request)
                .query(byte[].class)
                .single();
        assertThat(hash).hasSize(32);
        assertThat(Arrays.toString(hash)).doesNotContain(code);
    }

    @Test
    void theIdOfTheSessionChangesWhenTheCodeIsRight() {
        WebSession visitor = asking("first", number);
        HttpResponse<String> proven = visitor.post("/access/code", Map.of("code", codeBySms(number)));
        assertThat(proven.headers().firstValue("Set-Cookie")).isPresent();
    }

    /** ASVS 7.5.1: an open session is not enough to have the code for a new password sent elsewhere. */
    @Test
    void aContactChangedFromTheAccountGetsCodesOnlyAfterDaysAndTheEarlierOneIsTold() {
        Contact before = reachable.find(number).orElseThrow();
        Member member = people.byEmployeeNumber(number).orElseThrow();
        for (String mobile : List.of("9876500001", "9876500002")) {
            correctContact.correct(
                    member.id(),
                    new ContactEntry("thief@example.org", mobile, "1 Lane", "Pune", "Maharashtra", "411001"),
                    people.byId(member.id()).version(),
                    number);
        }
        assertThat(people.byId(member.id()).email()).isEqualTo("thief@example.org");
        assertThat(reachable.find(number)).contains(before);
        assertThat(reachable.find("thief@example.org")).contains(before);
        await(() -> !mailsTo(before.email()).isEmpty());
        assertThat(mailsTo("thief@example.org")).isEmpty();

        clock.advance(Duration.ofDays(3).plusMinutes(1));
        assertThat(reachable.find(number).orElseThrow())
                .extracting(Contact::email, Contact::mobile)
                .containsExactly("thief@example.org", "9876500002");
    }

    @Test
    void codesForOneNameAreFewAnHour() {
        for (int i = 0; i < 5; i++) {
            recovery.request(number, CodePurpose.PASSWORD, Locale.ENGLISH, "10.0.1." + i);
        }
        WebSession visitor = new WebSession(port);
        visitor.get("/access/forgotten");
        HttpResponse<String> refused = visitor.post("/access/forgotten", Map.of("name", number));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 3_600L);
        clock.advance(Duration.ofMinutes(61));
        visitor.get("/access/forgotten");
        assertThat(visitor.post("/access/forgotten", Map.of("name", number)).statusCode())
                .isEqualTo(302);
    }

    @Test
    void programsSetAPasswordInOneStepAndABadPasswordLeavesTheCodeUnused() {
        RestClient api = RestClient.create("http://127.0.0.1:" + port);
        Map<?, ?> puzzle = Objects.requireNonNull(
                api.post().uri("/api/v1/access/puzzles").retrieve().body(Map.class));
        String value = String.valueOf(puzzle.get("value"));
        String solution = SolvedPuzzle.solution(value, Integer.parseInt(String.valueOf(puzzle.get("bits"))));
        Map<?, ?> asked = api.post()
                .uri("/api/v1/access/codes")
                .header("Content-Type", "application/json")
                .body(Map.of("name", number, "purpose", "PASSWORD", "puzzle", value, "solution", solution))
                .retrieve()
                .body(Map.class);
        String id = String.valueOf(Objects.requireNonNull(asked).get("id"));
        String code = codeBySms(number);
        assertThat(status(api, id, Map.of("code", code, "password", "short"))).isEqualTo(422);
        assertThat(status(api, id, Map.of("code", code, "password", PASSWORD))).isEqualTo(204);
        assertThat(status(api, id, Map.of("code", code, "password", PASSWORD + "2")))
                .isEqualTo(422);
        assertThat(signIn(number, PASSWORD)).endsWith("/");
    }

    @Test
    void aPasswordUsedBeforeIsRefused() {
        recovery.setPassword(number, PASSWORD);
        recovery.setPassword(number, PASSWORD + " and one");
        assertThatThrownBy(() -> recovery.setPassword(number, PASSWORD))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("identity.passwordUsedBefore"));
    }

    private static int status(RestClient api, String id, Map<String, String> body) {
        return api.post()
                .uri("/api/v1/access/codes/{id}/password", id)
                .header("Content-Type", "application/json")
                .body(body)
                .exchange((request, answer) -> answer.getStatusCode().value());
    }

    private WebSession asking(String way, String name) {
        WebSession visitor = new WebSession(port);
        visitor.get("/access/" + way);
        assertThat(location(visitor.post("/access/" + way, Map.of("name", name))))
                .endsWith("/access/code");
        return visitor;
    }

    private String signIn(String name, String password) {
        WebSession session = new WebSession(port);
        session.get("/sign-in?failed");
        return location(session.post("/sign-in", Map.of("number", name, "password", password)));
    }

    private boolean sent(UUID request) {
        return jdbc.sql("select sent_at is not null from identity.code_request where id = ?")
                .param(request)
                .query(Boolean.class)
                .single();
    }

    private String codeBySms(String employeeNumber) {
        String mobile = reachable.find(employeeNumber).orElseThrow().mobile().replaceAll("\\D", "");
        String to = mobile.substring(mobile.length() - 10);
        String[] code = {""};
        await(() -> {
            List<Sms> all = Arrays.asList(Objects.requireNonNull(RestClient.create(simulator())
                    .get()
                    .uri("/sms/admin/messages?to={to}", to)
                    .retrieve()
                    .body(Sms[].class)));
            if (all.isEmpty()) {
                return false;
            }
            Matcher matcher = CODE.matcher(all.getFirst().text());
            assertThat(matcher.find()).isTrue();
            code[0] = matcher.group();
            return true;
        });
        return code[0];
    }

    private static List<String> mailsTo(String address) {
        return Arrays.stream(MAIL.getReceivedMessages())
                .filter(mail -> {
                    try {
                        return mail.getAllRecipients()[0].toString().equals(address);
                    } catch (jakarta.mail.MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .map(mail -> {
                    try {
                        return mail.getContent().toString();
                    } catch (java.io.IOException | jakarta.mail.MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    /** The scheduler looks for work as the clock of the test moves on. */
    private void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(8).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it happened in time").isLessThan(end);
            clock.advance(Duration.ofMillis(250));
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static String withoutTokens(String page) {
        return page.replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "").replaceAll("X-CSRF-TOKEN\":\"[^\"]*\"", "");
    }

    private static String simulator() {
        return "http://127.0.0.1:"
                + Objects.requireNonNull(SIMULATORS.getEnvironment().getProperty("local.server.port"));
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }
}
