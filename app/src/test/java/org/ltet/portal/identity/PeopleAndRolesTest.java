package org.ltet.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@DisplayName("People and roles (ADM-3, ACC-5)")
class PeopleAndRolesTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(47_000_000);
    private static final String PASSWORD = "a long enough pass phrase";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    FindAccounts find;

    @Autowired
    ChangeRoles roles;

    @Autowired
    LockAccounts locks;

    @Autowired
    ImportRoles imports;

    @Autowired
    Users users;

    @Autowired
    SignInGuard guard;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    String admin = "";
    String person = "";

    @BeforeEach
    void openAccounts() {
        admin = open("Asha Verma", Role.SYSTEM_ADMIN);
        person = open("Nikhil Deshpande", Role.SCRUTINY_OFFICER);
    }

    @AfterEach
    void backToToday() {
        clock.reset();
    }

    @Test
    void findsByTheBeginningOfANumberAndOfAnyPartOfAName() {
        String other = open("Sushmita Q'Kothari-Zaveri", Role.MEMBER);
        assertThat(numbers("sush zav", null)).containsExactly(other);
        assertThat(numbers("KOTH", null)).containsExactly(other);
        assertThat(numbers("kothari sunita", null)).isEmpty();
        assertThat(numbers(other, null)).containsExactly(other);
        assertThat(numbers("koth", Role.HEAD)).isEmpty();
        for (String nonsense : List.of("' | ! & (", "zav:* | a", "\\", "%", "_", "'; drop table x; --")) {
            assertThat(numbers(nonsense, null)).as(nonsense).isEmpty();
        }
    }

    @Test
    void pagesThroughAllWithoutLosingOrRepeatingAnybody() {
        List<String> five = java.util.stream.Stream.generate(() -> open("Pagewise Zutshi", Role.HELPDESK_AGENT))
                .limit(5)
                .toList();
        FindAccounts.Wanted wanted = new FindAccounts.Wanted("zutshi", null, false, false);
        List<String> first = find.page(wanted, "", 3).stream()
                .map(AccountSummary::employeeNumber)
                .toList();
        List<String> rest = find.page(wanted, first.getLast(), 3).stream()
                .map(AccountSummary::employeeNumber)
                .toList();
        assertThat(first).hasSize(3);
        assertThat(java.util.stream.Stream.concat(first.stream(), rest.stream()))
                .containsExactlyElementsOf(five);
    }

    @Test
    void aRoleGivenOrTakenAwayCountsAtOnceInAnOpenSessionAndInAToken() throws Exception {
        WebSession session = WebSession.signedIn(port, person, PASSWORD);
        String bearer = StaffFactor.bearer(port, person, PASSWORD);
        assertThat(session.get("/payments").statusCode()).isEqualTo(403);
        assertThat(api("GET", "/api/v1/batches", bearer, null, null).statusCode())
                .isEqualTo(403);

        grant(person, Role.ACCOUNTS_OFFICER, null, null);
        assertThat(session.get("/payments").statusCode()).isEqualTo(200);
        assertThat(api("GET", "/api/v1/batches", bearer, null, null).statusCode())
                .isEqualTo(200);

        roles.revoke(person, Role.ACCOUNTS_OFFICER, "not any more", version(person), user(admin));
        assertThat(session.get("/payments").statusCode()).isEqualTo(403);
        assertThat(api("GET", "/api/v1/batches", bearer, null, null).statusCode())
                .as("a token does not outlive the roles behind it")
                .isEqualTo(401);
    }

    @Test
    void aRoleCountsOnItsLastDayAndNotAfterIt() {
        grant(person, Role.ACCOUNTS_OFFICER, LocalDate.of(2026, 11, 25), null);
        clock.setTo(LocalDate.of(2026, 11, 25));
        users.mayHaveMissed();
        assertThat(user(person).has(Role.ACCOUNTS_OFFICER)).isTrue();
        clock.setTo(LocalDate.of(2026, 11, 26));
        users.mayHaveMissed();
        assertThat(user(person).has(Role.ACCOUNTS_OFFICER)).isFalse();
        assertThat(user(person).has(Role.SCRUTINY_OFFICER)).isTrue();
    }

    @Test
    void nobodyChangesTheOwnAccessNotEvenInTheDatabase() {
        User self = user(admin);
        RoleGrant more = new RoleGrant(Role.TRUST_ADMIN, Scope.EVERYWHERE, null, "for me", null);
        assertThatThrownBy(() -> roles.grant(admin, more, version(admin), self)).hasMessageContaining("accounts.own");
        assertThatThrownBy(() -> roles.revoke(admin, Role.SYSTEM_ADMIN, "tired", version(admin), self))
                .hasMessageContaining("accounts.own");
        assertThatThrownBy(() -> locks.lock(admin, "tired", version(admin), self))
                .hasMessageContaining("accounts.own");
        assertThatThrownBy(() -> locks.unlock(admin, "me", version(admin), self))
                .hasMessageContaining("accounts.own");
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into identity.role_assignment
                                    (account_id, role, granted_by, granted_at, changed_at)
                                values (?, 'TRUST_ADMIN', ?, now(), now())
                                """).params(id(admin), id(admin)).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("nobody_gives_a_role_to_oneself");
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "SYSTEM_ADMIN")
    void onlyASystemAdminChangesRoles(Role role) {
        User other = user(open("Somebody Else", role));
        RoleGrant grant = new RoleGrant(Role.HELPDESK_AGENT, Scope.EVERYWHERE, null, "why", null);
        assertThatThrownBy(() -> roles.grant(person, grant, version(person), other))
                .hasMessageContaining("accounts.notAdmin");
        assertThatThrownBy(() -> roles.revoke(person, Role.SCRUTINY_OFFICER, "why", version(person), other))
                .hasMessageContaining("accounts.notAdmin");
        assertThatThrownBy(() -> locks.signOut(person, "why", other)).hasMessageContaining("accounts.notAdmin");
    }

    @Test
    void theDatabaseHoldsTheSameListOfConflictingDuties() {
        record Pair(String one, String other, boolean possible) {}
        List<Pair> stored = jdbc.sql("select one, other, exception_possible as possible from identity.duty_conflict")
                .query(Pair.class)
                .list();
        assertThat(stored)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ConflictingDuties.values())
                        .map(pair -> new Pair(pair.one().name(), pair.other().name(), pair.exceptionPossible()))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(ConflictingDuties.class)
    void conflictingDutiesAreRefusedByTheRulesAndByTheDatabase(ConflictingDuties pair) {
        String number = open("Two Hats", pair.one());
        assertThatThrownBy(() -> grant(number, pair.other(), null, null))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("accounts.conflict." + pair);
        assertThatThrownBy(() ->
                        jdbc.sql("""
                                insert into identity.role_assignment (account_id, role, granted_at, changed_at)
                                values (?, ?, now(), now())
                                """).params(id(number), pair.other().name()).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("does not go together");
        if (pair.exceptionPossible()) {
            LocalDate tooLate = LocalDate.of(2026, 11, 23).plusDays(93);
            assertThatThrownBy(() -> grant(number, pair.other(), null, "leave")).hasMessageContaining("exceptionEnd");
            assertThatThrownBy(() -> grant(number, pair.other(), tooLate, "leave"))
                    .hasMessageContaining("exceptionEnd");
            grant(number, pair.other(), tooLate.minusDays(1), "leave of the colleague");
            assertThat(user(number).has(pair.other())).isTrue();
            assertThat(entries("account.roleGranted", number)).isEqualTo(2);
        } else {
            assertThatThrownBy(() -> grant(number, pair.other(), LocalDate.of(2026, 12, 1), "leave"))
                    .hasMessageContaining("accounts.conflict." + pair);
        }
    }

    @Test
    void ofTwoConflictingDutiesGivenAtTheSameMomentOneIsRefused() throws Exception {
        for (int round = 0; round < 5; round++) {
            String number = open("Race Kumar", Role.MEMBER);
            long version = version(number);
            List<Role> both = List.of(Role.ACCOUNTS_OFFICER, Role.ACCOUNTS_APPROVER);
            assertThat(atOnce(both.stream()
                            .<Callable<Boolean>>map(role -> () -> {
                                roles.grant(
                                        number,
                                        new RoleGrant(role, Scope.EVERYWHERE, null, "race", null),
                                        version,
                                        user(admin));
                                return true;
                            })
                            .toList()))
                    .containsExactlyInAnyOrder(true, false);
        }
        String number = open("Race Raw", Role.MEMBER);
        UUID account = id(number);
        assertThat(atOnce(List.of("ACCOUNTS_OFFICER", "ACCOUNTS_APPROVER").stream()
                        .<Callable<Boolean>>map(role ->
                                () -> jdbc.sql("""
                                        insert into identity.role_assignment (account_id, role, granted_at, changed_at)
                                        values (?, ?, now(), now())
                                        """).params(account, role).update() == 1)
                        .toList()))
                .containsExactlyInAnyOrder(true, false);
    }

    @Test
    void whoChangesAnAccountThatSomebodyElseChangedMeanwhileIsTold() {
        long seen = version(person);
        grant(person, Role.HELPDESK_AGENT, null, null);
        assertThatThrownBy(() -> roles.revoke(person, Role.SCRUTINY_OFFICER, "late", seen, user(admin)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.STALE));
        assertThat(user(person).has(Role.SCRUTINY_OFFICER)).isTrue();
    }

    @Test
    void aLockedAccountIsOutAtOnceAndNobodyGetsInUntilItIsOpened() throws Exception {
        WebSession session = WebSession.signedIn(port, person, PASSWORD);
        String bearer = StaffFactor.bearer(port, person, PASSWORD);
        locks.lock(person, "lost laptop", version(person), user(admin));
        assertThat(location(session.get("/review"))).endsWith("/sign-in");
        assertThat(api("GET", "/api/v1/me/sign-ins", bearer, null, null).statusCode())
                .isEqualTo(401);
        assertThatThrownBy(() -> WebSession.withPassword(port, person, PASSWORD))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> grant(person, Role.HELPDESK_AGENT, null, null))
                .hasMessageContaining("accounts.locked");
        assertThat(find.details(person).lockReason()).isEqualTo("lost laptop");

        locks.unlock(person, "found again", version(person), user(admin));
        assertThat(WebSession.signedIn(port, person, PASSWORD).get("/review").statusCode())
                .isEqualTo(200);
        assertThat(api("GET", "/api/v1/me/sign-ins", bearer, null, null).statusCode())
                .as("a token from before the lock stays dead")
                .isEqualTo(401);
        assertThat(entries("account.locked", person)).isEqualTo(1);
    }

    @Test
    void signingSomebodyOutEndsSessionsAndTokensAndNewOnesWork() throws Exception {
        WebSession session = WebSession.signedIn(port, person, PASSWORD);
        String bearer = StaffFactor.bearer(port, person, PASSWORD);
        locks.signOut(person, "shared screen", user(admin));
        assertThat(location(session.get("/review"))).endsWith("/sign-in");
        assertThat(api("GET", "/api/v1/me/sign-ins", bearer, null, null).statusCode())
                .isEqualTo(401);
        clock.advance(Duration.ofSeconds(31));
        String fresh = StaffFactor.bearer(port, person, PASSWORD);
        assertThat(api("GET", "/api/v1/me/sign-ins", fresh, null, null).statusCode())
                .isEqualTo(200);
    }

    @Test
    void showsAPauseAfterFailedSignInsAndEndsIt() {
        for (int i = 0; i < SignInGuard.FAILURES_ALLOWED; i++) {
            guard.mayTry(person);
        }
        assertThat(find.details(person).pausedUntil()).isNotNull();
        locks.unlock(person, "called, was the person", version(person), user(admin));
        assertThat(find.details(person).pausedUntil()).isNull();
    }

    @Test
    void theScreensGiveAndTakeAwayWithWhatWasTypedKeptWhenRefused() {
        WebSession desk = WebSession.signedIn(port, admin, PASSWORD);
        String path = "/operations/people/" + person;
        HttpResponse<String> page = desk.get(path);
        assertThat(page.body()).contains("Nikhil Deshpande", "Scrutiny officer", "Give or change a role");
        HttpResponse<String> conflict = desk.post(
                path + "/roles",
                Map.of(
                        "version", Long.toString(version(person)),
                        "role", "ACCOUNTS_APPROVER",
                        "ics", "heav, powr",
                        "reason", "helps out <b>"));
        assertThat(conflict.statusCode()).isEqualTo(422);
        assertThat(conflict.body())
                .contains("Scrutiny officer and accounts approver do not go together", "value=\"heav, powr\"")
                .contains("helps out &lt;b>")
                .doesNotContain("<b>");
        assertThat(desk.post(
                                path + "/roles",
                                Map.of(
                                        "version", Long.toString(version(person)),
                                        "role", "ACCOUNTS_OFFICER",
                                        "ics", "heav, powr",
                                        "reason", "helps out"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(user(person).scopeOf(Role.ACCOUNTS_OFFICER))
                .hasValue(new Scope(Set.of("HEAV", "POWR"), Set.of(), Set.of()));
        assertThat(desk.post(path + "/roles/MEMBER/revoke", Map.of("version", "1", "reason", "x"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(desk.post(path + "/lock", Map.of("version", Long.toString(version(person))))
                        .statusCode())
                .as("without a reason")
                .isEqualTo(422);
        assertThat(desk.get("/operations/people/" + admin).body())
                .contains("Nobody changes the own access")
                .doesNotContain("Give or change a role");
        assertThat(desk.get("/operations/people?q=nikh").body()).contains("Nikhil Deshpande");
        assertThat(desk.get("/operations/people/99999999").statusCode()).isEqualTo(404);
    }

    @Test
    void theApiNamesTheVersionAndTheReason() throws Exception {
        String bearer = StaffFactor.bearer(port, admin, PASSWORD);
        String path = "/api/v1/accounts/" + person;
        HttpResponse<String> read = api("GET", path, bearer, null, null);
        assertThat(read.body())
                .contains("\"employeeNumber\":\"" + person + "\"")
                .doesNotContain("password", "secret");
        String tag = read.headers().firstValue("ETag").orElseThrow();
        String body = "{\"regions\":[\"WEST\"],\"until\":\"2027-03-31\",\"reason\":\"order 14\"}";
        assertThat(api("PUT", path + "/roles/HELPDESK_AGENT", bearer, null, body)
                        .statusCode())
                .isEqualTo(428);
        assertThat(api("PUT", path + "/roles/HELPDESK_AGENT", bearer, tag, body).body())
                .contains("\"regions\":[\"WEST\"]");
        HttpResponse<String> stale = api("PUT", path + "/roles/HELPDESK_AGENT", bearer, tag, body);
        assertThat(stale.statusCode()).isIn(409, 412);
        String now = api("GET", path, bearer, null, null)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        assertThat(api("POST", path + "/roles/HELPDESK_AGENT/revoke", bearer, now, "{}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(api("POST", path + "/roles/HELPDESK_AGENT/revoke", bearer, now, "{\"reason\":\"over\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(api("GET", "/api/v1/accounts?q=nikhil&role=SCRUTINY_OFFICER", bearer, null, null)
                        .body())
                .contains(person);
    }

    @Test
    void aFileIsTriedOutWithoutChangingAnythingAndAppliedAsAWhole() {
        String other = open("File Two", Role.MEMBER);
        UUID id = imports.tryOut("roles.csv", csv("""
                        number,role,action,ics,regions,schemes,until,reason
                        %s,SCRUTINY_OFFICER,REVOKE,,,,,moved away
                        %s,SCRUTINY_OFFICER,GRANT,"HEAV, POWR",,S13,2027-03-31,joins the team
                        """.formatted(person, other)), user(admin));
        assertThat(imports.get(id).problems()).isZero();
        assertThat(user(person).has(Role.SCRUTINY_OFFICER)).isTrue();
        assertThat(user(other).has(Role.SCRUTINY_OFFICER)).isFalse();
        assertThat(entries("account.roleRevoked", person)).isZero();

        imports.apply(id, user(admin));
        assertThat(user(person).has(Role.SCRUTINY_OFFICER)).isFalse();
        assertThat(user(other).scopeOf(Role.SCRUTINY_OFFICER))
                .hasValue(new Scope(Set.of("HEAV", "POWR"), Set.of(), Set.of("S13")));
        assertThatThrownBy(() -> imports.apply(id, user(admin))).hasMessageContaining("accounts.importApplied");
    }

    @Test
    void everyLineThatCannotBeDoneSaysWhyAlsoWhereTwoLinesAreInEachOthersWay() {
        String other = open("File Three", Role.MEMBER);
        UUID id = imports.tryOut("roles.csv", csv("""
                        \uFEFFnumber,role,action,until,reason,ics
                        %1$s,ACCOUNTS_OFFICER,GRANT,,maker,
                        %1$s,ACCOUNTS_APPROVER,GRANT,,checker,
                        99999999,HEAD,GRANT,,nobody,
                        %1$s,EMPEROR,GRANT,,x,
                        %1$s,HEAD,CROWN,,x,
                        %1$s,HEAD,GRANT,31/03/2027,x,
                        %1$s,HELPDESK_AGENT,GRANT,,=cmd|' /C calc'!A0,
                        %1$s,HELPDESK_AGENT,GRANT,,,
                        %1$s,HELPDESK_AGENT,REVOKE,,not held,
                        %2$s,TRUST_ADMIN,GRANT,,for myself,
                        %1$s,SYSTEM_ADMIN,GRANT,,limited,HEAV
                        """.formatted(other, admin)), user(admin));
        RoleImport tried = imports.get(id);
        assertThat(tried.lines().stream()
                        .map(line ->
                                line.problem() == null ? "" : line.problem().code())
                        .map(code -> code.replace("accounts.", "")))
                .containsExactly(
                        "",
                        "conflict.PREPARES_AND_APPROVES",
                        "noAccount",
                        "importRole",
                        "importAction",
                        "importDate",
                        "importFormula",
                        "reasonMissing",
                        "notHeld",
                        "own",
                        "adminEverywhere");
        assertThat(tried.lines().getFirst().line()).isEqualTo(2);
        assertThatThrownBy(() -> imports.apply(id, user(admin))).isInstanceOf(Refused.class);
        assertThat(user(other).roles()).containsOnlyKeys(Role.MEMBER);

        String report = WebSession.signedIn(port, admin, PASSWORD)
                .get("/operations/role-imports/" + id + "/report")
                .body();
        assertThat(report).contains("There is no account with this number").doesNotContain("\n=", ",=");
    }

    @Test
    void aFileThatChangedItsMeaningSinceItWasTriedOutIsRefusedAsAWhole() {
        String other = open("File Four", Role.MEMBER);
        UUID id = imports.tryOut(
                "roles.csv",
                csv("number,role,action,reason\n%s,HELPDESK_AGENT,GRANT,joins\n%s,ACCOUNTS_OFFICER,GRANT,joins\n"
                        .formatted(person, other)),
                user(admin));
        grant(other, Role.ACCOUNTS_APPROVER, null, null);
        assertThatThrownBy(() -> imports.apply(id, user(admin))).hasMessageContaining("accounts.importProblems");
        assertThat(user(person).has(Role.HELPDESK_AGENT)).as("all or nothing").isFalse();
    }

    @Test
    void anImportIsAppliedOnceEvenWhenTwoPressAtTheSameMoment() throws Exception {
        UUID id = imports.tryOut(
                "roles.csv",
                csv("number,role,action,reason\n%s,HELPDESK_AGENT,GRANT,joins\n".formatted(person)),
                user(admin));
        Callable<Boolean> apply = () -> {
            imports.apply(id, user(admin));
            return true;
        };
        assertThat(atOnce(List.of(apply, apply))).containsExactlyInAnyOrder(true, false);
        assertThat(entries("account.roleGranted", person)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; importEmpty",
                "number,role; importEmpty",
                "'number,role\n1,2'; importColumns",
                "'number,role,action,reason,password\n1,2,3,4,5'; importColumns"
            })
    void whatIsNoSuchFileIsRefusedWhole(String content, String code) {
        assertThatThrownBy(() -> imports.tryOut("x.csv", csv(content), user(admin)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("accounts." + code);
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        byte[] bytes = "number,role,action,reason\n1,HEAD,GRANT,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> imports.tryOut("x.csv", new ByteArrayInputStream(bytes), user(admin)))
                .hasMessageContaining("accounts.importUnreadable");
        byte[] fromTheStart = {(byte) 0xff, (byte) 0xfe, 'n'};
        assertThatThrownBy(() -> imports.tryOut("x.csv", new ByteArrayInputStream(fromTheStart), user(admin)))
                .hasMessageContaining("accounts.importUnreadable");
    }

    private static InputStream csv(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** True for each that was done, false for each that was refused. */
    private static List<Boolean> atOnce(List<Callable<Boolean>> actions) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(actions.size())) {
            return threads.invokeAll(actions).stream()
                    .map(future -> future.state() == Future.State.SUCCESS && future.resultNow())
                    .toList();
        }
    }

    private void grant(String number, Role role, @Nullable LocalDate until, @Nullable String exception) {
        roles.grant(
                number,
                new RoleGrant(role, Scope.EVERYWHERE, until, "needed", exception),
                version(number),
                user(admin));
    }

    private List<String> numbers(String typed, @Nullable Role role) {
        return find.page(new FindAccounts.Wanted(typed, role, false, false), "", 50).stream()
                .map(AccountSummary::employeeNumber)
                .toList();
    }

    private int entries(String action, String number) {
        return jdbc.sql("select count(*) from audit.entry where action = ? and object_id = ?")
                .params(action, id(number).toString())
                .query(Integer.class)
                .single();
    }

    private HttpResponse<String> api(
            String method, String path, String bearer, @Nullable String ifMatch, @Nullable String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json");
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return CLIENT.send(
                request.method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("none, but " + answer.statusCode());
    }

    private long version(String number) {
        return find.details(number).version();
    }

    private UUID id(String number) {
        return accounts.byEmployeeNumber(number).orElseThrow().id();
    }

    private User user(String number) {
        return accounts.user(number).orElseThrow();
    }

    private String open(String name, Role role) {
        String number = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(new NewAccount(number, name, null, PASSWORD, Accounts.everywhere(role)));
        return number;
    }
}
