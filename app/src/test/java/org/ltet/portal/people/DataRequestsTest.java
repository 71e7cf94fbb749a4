package org.ltet.portal.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.applications.WithdrawApplication;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.operations.LegalHolds;
import org.ltet.portal.operations.Retention;
import org.ltet.portal.operations.spi.LegalGround;
import org.ltet.portal.people.ConsentEntry.Way;
import org.ltet.portal.people.DataRequest.Kind;
import org.ltet.portal.people.DataRequest.State;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import(Households.class)
@DisplayName("Members and their own data: copy, correction, erasure, grievance, nomination (PRO-5)")
class DataRequestsTest {

    private static final String PASSWORD = "a pass phrase for my data";
    private static final String AADHAAR = "234567890124";

    @LocalServerPort
    int port;

    @Autowired
    Households households;

    @Autowired
    Accounts accounts;

    @Autowired
    CurrentUser currentUser;

    @Autowired
    People people;

    @Autowired
    CorrectContact correctContact;

    @Autowired
    IdentityNumbers numbers;

    @Autowired
    MyDataRequests mine;

    @Autowired
    DataRequestDesk desk;

    @Autowired
    ExportData export;

    @Autowired
    Retention retention;

    @Autowired
    LegalHolds holds;

    @Autowired
    Applications applications;

    @Autowired
    WithdrawApplication withdrawApplication;

    @Autowired
    Documents documents;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @BeforeEach
    void today() {
        clock.reset();
    }

    @Test
    void aMemberReadsTheNoticeOnceAndAsksForACopyOnScreen() throws Exception {
        Household member = households.serving();
        WebSession session = open(member.user());
        assertThat(session.get("/").body()).contains("Please read once");
        assertThat(session.get("/profile").body()).contains("href=\"/my-data\"");
        HttpResponse<String> page = session.get("/my-data");
        assertThat(page.body()).contains("How the trust uses your data", "Data Protection Board", "eight financial");
        assertThat(session.post("/my-data/notice", Map.of()).statusCode()).isEqualTo(302);
        assertThat(session.get("/").body()).doesNotContain("Please read once");

        session.get("/my-data/new/access");
        HttpResponse<String> asked = session.post("/my-data/new/access", Map.of());
        assertThat(asked.statusCode()).isEqualTo(302);
        UUID id = idIn(asked);
        session.get("/my-data/new/access");
        assertThat(session.post("/my-data/new/access", Map.of()).body()).contains("asked for this already");

        export.prepare(id);
        export.prepare(id);
        HttpResponse<String> ready = session.get("/my-data/requests/" + id);
        assertThat(ready.body()).contains("Your copy is ready", "30 Nov 2026");
        UUID file = mine.find(id, member.user()).exportDocument();
        assertThat(session.get("/documents/" + file + "?download").statusCode()).isEqualTo(200);
        WebSession stranger = open(households.serving().user());
        assertThat(stranger.get("/documents/" + file + "?download").statusCode())
                .isEqualTo(404);
        assertThat(stranger.get("/my-data/requests/" + id).statusCode()).isEqualTo(404);

        clock.advance(Duration.ofDays(7));
        assertThat(open(member.user(), false)
                        .get("/documents/" + file + "?download")
                        .statusCode())
                .as("after its last day")
                .isEqualTo(404);
        retention.work();
        assertThat(documents.find(java.util.Objects.requireNonNull(file))).isEmpty();
        assertThat(mine.find(id, member.user()).exportDocument()).isNull();
    }

    /** ACC-4, SEC-3: it holds bank accounts and identity numbers in clear. */
    @Test
    void theCopyAsksForAFreshFactorFromWhoeverHasOne() throws Exception {
        Household member = households.serving();
        String number = member.user().employeeNumber();
        open(member.user());
        StaffFactor.code(port, number);
        WebSession session = open(member.user(), false);
        UUID id = currentUser.runAs(member.user(), () -> mine.ask(DataRequest.Kind.ACCESS, null, member.user()));
        export.prepare(id);
        String file = "/documents/" + mine.find(id, member.user()).exportDocument() + "?download";
        assertThat(session.get(file).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(6));
        assertThat(session.get(file).headers().firstValue("Location"))
                .get()
                .asString()
                .endsWith("/second-factor");
        assertThat(session.giveFactor(number)).startsWith(file);
        assertThat(session.get(file).statusCode()).isEqualTo(200);
    }

    @Test
    void theCopyHoldsWhatEveryModuleKeepsAndLiesSealed() throws Exception {
        Household member = households.serving();
        open(member.user());
        give(member);
        ApplicationView sent = households.submitted(member, Money.of("5000"));
        UUID id = mine.ask(Kind.ACCESS, null, member.user());
        export.prepare(id);
        StoredDocument file =
                documents.of(new DocumentOwner(ExportData.OWNER_KIND, id)).getFirst();
        Map<String, String> entries = unzip(documents.bytes(file.id()));
        assertThat(entries)
                .containsKeys(
                        "member.json",
                        "bank-accounts.json",
                        "identity-numbers.json",
                        "consents.json",
                        "changes.json",
                        "account.json",
                        "sign-ins.json",
                        "applications.json",
                        "payments.json",
                        "notices.json");
        assertThat(entries.get("identity-numbers.json")).contains(AADHAAR);
        assertThat(entries.get("bank-accounts.json"))
                .contains(people.payee(member.bankAccountId()).number());
        assertThat(entries.get("applications.json")).contains(String.valueOf(sent.number()), "City Hospital");
        assertThat(entries.keySet().stream().filter(name -> name.startsWith("applications/" + sent.id())))
                .hasSameSizeAs(documents.of(new DocumentOwner(Applications.DOCUMENT_OWNER, sent.id())));
        try (Stream<Path> files = Files.walk(Path.of("target", "test-data", "documents", "files"))) {
            byte[] onDisk = Files.readAllBytes(
                    files.filter(path -> path.endsWith(file.id().toString()))
                            .findFirst()
                            .orElseThrow());
            assertThat(new String(onDisk, StandardCharsets.ISO_8859_1))
                    .doesNotStartWith("PK")
                    .doesNotContain(AADHAAR);
        }
    }

    @Test
    void aCorrectionIsTakenAskedBackAnsweredAndCompletedInTime() {
        Household member = households.serving();
        User admin = households.staff(Role.TRUST_ADMIN);
        UUID id = mine.ask(Kind.CORRECTION, "I joined on 1 June 2010.", member.user());
        DataRequest request = desk.find(id, admin);
        assertThat(request.dueOn()).isEqualTo("2026-12-23");
        assertThatThrownBy(() -> desk.complete(id, "Done.", request.version(), admin))
                .hasMessageContaining("requestNotYours");

        desk.take(id, 1, admin);
        assertThatThrownBy(() -> desk.take(id, 1, households.staff(Role.TRUST_ADMIN)))
                .isInstanceOf(Refused.class);
        desk.askBack(id, "Please send the letter.", 2, admin);
        assertThatThrownBy(() -> desk.complete(id, "Done.", 3, admin)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> mine.answer(id, "Mine", 3, households.serving().user()))
                .isInstanceOf(Refused.class);
        mine.answer(id, "Here is what it says.", 3, member.user());
        desk.complete(id, "HR has corrected it.", 4, admin);

        DataRequest done = mine.find(id, member.user());
        assertThat(done.state()).isEqualTo(State.COMPLETED);
        assertThat(done.steps())
                .extracting(DataRequest.Step::words)
                .containsExactly(
                        "I joined on 1 June 2010.",
                        null,
                        "Please send the letter.",
                        "Here is what it says.",
                        "HR has corrected it.");
        assertThat(jdbc.sql("select count(*) from people.data_request_step where words::text like ?")
                        .param("%" + java.util.HexFormat.of().formatHex("corrected".getBytes(StandardCharsets.UTF_8))
                                + "%")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThatThrownBy(() -> jdbc.sql("update people.data_request set state = 'REFUSED' where id = ?")
                        .param(id)
                        .update())
                .hasMessageContaining("stays as it ended");
    }

    @Test
    void aRefusalNamesTheGroundInLawAndAGrievanceIsOverdueAfterItsDay() {
        Household member = households.serving();
        User admin = households.staff(Role.TRUST_ADMIN);
        UUID id = mine.ask(Kind.GRIEVANCE, "Somebody saw my file.", member.user());
        clock.advance(Duration.ofDays(31));
        WebSession session = open(admin);
        HttpResponse<String> list = session.get("/data-requests");
        assertThat(list.body()).contains("/data-requests/" + id, "overdue");
        session.get("/data-requests/" + id);
        assertThat(session.post("/data-requests/" + id + "/take", Map.of("version", "1"))
                        .statusCode())
                .isEqualTo(302);
        session.get("/data-requests/" + id);
        HttpResponse<String> without =
                session.post("/data-requests/" + id + "/refuse", Map.of("version", "2", "words", "No."));
        assertThat(without.statusCode()).isEqualTo(422);
        assertThat(without.body()).contains("value=\"OTHERS_RIGHTS\"", ">No.<");
        assertThat(session.post(
                                "/data-requests/" + id + "/refuse",
                                Map.of("version", "2", "words", "It was another file.", "ground", "OTHERS_RIGHTS"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(open(member.user()).get("/my-data/requests/" + id).body())
                .contains("It was another file.", "It would tell of somebody else.");
    }

    @Test
    void nobodyAnswersTheirOwnRequestAndWhoLooksAfterOneCompanySeesNone() {
        User admin = households.staff(Role.TRUST_ADMIN);
        Household member = households.serving();
        UUID id = mine.ask(Kind.NOMINATION, "Sunita, my wife", member.user());
        User asMember = Households.user(member.user().employeeNumber(), Role.TRUST_ADMIN);
        assertThatThrownBy(() -> desk.take(id, 1, asMember)).hasMessageContaining("ownCase");
        User scoped = Households.scoped(
                admin,
                Role.TRUST_ADMIN,
                new org.ltet.portal.identity.Scope(java.util.Set.of("HEAV"), java.util.Set.of(), java.util.Set.of()));
        assertThatThrownBy(() -> desk.find(id, scoped)).isInstanceOf(Refused.class);
        mine.withdraw(id, 1, member.user());
        assertThatThrownBy(() -> desk.take(id, 2, admin)).isInstanceOf(Refused.class);
    }

    @Test
    void anErasureTakesWhatMayGoInAllModulesAndTellsWhatStays() throws Exception {
        Household member = households.serving();
        WebSession session = open(member.user());
        give(member);
        correctContact.correct(
                member.memberId(),
                new ContactEntry("mine@own.example", "9811122233", "7 Own Lane", "Nashik", "Maharashtra", "422001"),
                people.byId(member.memberId()).version(),
                member.user().employeeNumber());
        ApplicationView paid = households.submitted(member, Money.of("5000"));
        ApplicationView gone = households.submitted(member, Money.of("6000"));
        currentUser.runAs(member.user(), () -> withdrawApplication.withdraw(gone.id(), null, member.user()));
        ApplicationView draft = households.surgeryDraft(member, Money.of("7000"));
        session.get("/my-data/new/erasure");
        UUID id = idIn(session.post("/my-data/new/erasure", Map.of("words", "")));
        User admin = households.staff(Role.TRUST_ADMIN);
        desk.take(id, 1, admin);

        holds.place(holds.find(member.user().employeeNumber()).orElseThrow(), "Case 7 of 2026", null, "10000017");
        assertThatThrownBy(() -> desk.complete(id, "Done.", 2, admin)).hasMessageContaining("onHold");
        assertThat(numbers.of(member.memberId())).hasSize(1);
        holds.lift(
                holds.page(null, 50).stream()
                        .filter(hold -> member.user().employeeNumber().equals(hold.employeeNumber()))
                        .findFirst()
                        .orElseThrow()
                        .id(),
                "The case is closed",
                "10000017");

        WebSession desktop = open(admin);
        desktop.get("/data-requests/" + id);
        assertThat(desktop.post("/data-requests/" + id + "/complete", Map.of("version", "2", "words", "It is done."))
                        .statusCode())
                .isEqualTo(302);

        Member after = people.byId(member.memberId());
        assertThat(after.mobile()).isEqualTo("9820000000");
        assertThat(after.email()).doesNotContain("own.example");
        assertThat(numbers.of(member.memberId())).isEmpty();
        assertThat(
                        count(
                                "select count(*) from people.member_change where old_value like '%own%' or new_value like '%9811122233%'"))
                .isZero();
        assertThat(count(
                        "select count(*) from identity.sign_in s join identity.account a on a.id = s.account_id where a.employee_number = '"
                                + member.user().employeeNumber() + "'"))
                .as("logs of the last year")
                .isPositive();
        ApplicationView erased = applications.get(draft.id(), member.user());
        assertThat(erased.state()).isEqualTo(ApplicationState.DISCARDED);
        assertThat(erased.answers()).isEmpty();
        assertThat(erased.lines()).isEmpty();
        assertThat(erased.beneficiaryName()).isEqualTo("-");
        assertThat(files(draft)).isZero();
        assertThat(files(gone)).isZero();
        assertThat(files(paid)).isPositive();
        assertThat(applications.get(paid.id(), member.user()).answers()).isEqualTo(paid.answers());
        assertThat(people.payee(member.bankAccountId()).number()).isNotEmpty();

        HttpResponse<String> told = open(member.user(), false).get("/my-data/requests/" + id);
        assertThat(told.body())
                .contains(
                        "It is done.", "Erased: PAN and Aadhaar (1)", "Erased: drafts (1)", "Kept: attempts to sign in")
                .contains("Kept: applications that were sent in (2)", "eight financial years");
        assertThat(count("select count(*) from audit.entry where action = 'member.erased' and object_id = '"
                        + member.memberId() + "'"))
                .isEqualTo(1);
    }

    @Test
    void anApplicationUnderAHoldIsLeftOutOfAnErasure() {
        Household member = households.serving();
        ApplicationView gone = households.submitted(member, Money.of("6000"));
        currentUser.runAs(member.user(), () -> withdrawApplication.withdraw(gone.id(), null, member.user()));
        holds.place(holds.find(String.valueOf(gone.number())).orElseThrow(), "Audit", null, "10000017");
        UUID id = mine.ask(Kind.ERASURE, null, member.user());
        User admin = households.staff(Role.TRUST_ADMIN);
        desk.take(id, 1, admin);
        currentUser.runAs(admin, () -> desk.complete(id, "Done.", 2, admin));
        assertThat(files(gone)).isPositive();
        assertThat(mine.find(id, member.user()).erasure())
                .anySatisfy(one -> assertThat(one.ground()).isEqualTo(LegalGround.LEGAL_HOLD));
    }

    @Test
    void requestsAndConsentsAreThereInTheApi() throws Exception {
        Household member = households.serving();
        open(member.user());
        String bearer = StaffFactor.bearer(port, member.user().employeeNumber(), PASSWORD);
        assertThat(call(bearer, "POST", "/api/v1/me/consents/notice", null, "").body())
                .contains("NOTICE", "API");
        HttpResponse<String> asked = call(
                bearer, "POST", "/api/v1/me/data-requests", null, "{\"kind\":\"GRIEVANCE\",\"words\":\"It is slow.\"}");
        assertThat(asked.statusCode()).isEqualTo(201);
        String path = asked.headers().firstValue("Location").orElseThrow();
        User admin = households.staff(Role.TRUST_ADMIN);
        open(admin);
        String staff = StaffFactor.bearer(port, admin.employeeNumber(), PASSWORD);
        String desks = path.replace("/me/", "/");
        assertThat(call(staff, "POST", desks + "/take", "\"1\"", "").statusCode())
                .isEqualTo(200);
        HttpResponse<String> done =
                call(staff, "POST", desks + "/complete", "\"2\"", "{\"words\":\"It is quicker now.\"}");
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(call(bearer, "GET", path, null, null).body()).contains("It is quicker now.", "COMPLETED");
        assertThat(call(bearer, "POST", path + "/withdraw", "\"3\"", "").statusCode())
                .isEqualTo(409);
        assertThat(call(bearer, "GET", "/api/v1/data-requests", null, null).statusCode())
                .isEqualTo(403);
    }

    private void give(Household member) {
        numbers.give(
                member.memberId(),
                IdentityNumber.AADHAAR,
                AADHAAR,
                true,
                people.byId(member.memberId()).version(),
                Way.SCREEN,
                member.user().employeeNumber());
    }

    private int files(ApplicationView application) {
        return documents
                .of(new DocumentOwner(Applications.DOCUMENT_OWNER, application.id()))
                .size();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private WebSession open(User user) {
        return open(user, true);
    }

    private WebSession open(User user, boolean newAccount) {
        if (newAccount) {
            accounts.open(new NewAccount(user.employeeNumber(), user.displayName(), null, PASSWORD, user.roles()));
        }
        return WebSession.signedIn(port, user.employeeNumber(), PASSWORD);
    }

    private static UUID idIn(HttpResponse<String> redirect) {
        String location = redirect.headers().firstValue("Location").orElseThrow();
        return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
    }

    private static Map<String, String> unzip(byte[] zip) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), new String(((InputStream) in).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }

    private HttpResponse<String> call(
            String bearer, String method, String path, @Nullable String etag, @Nullable String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (etag != null) {
            request.header("If-Match", etag);
        }
        if (method.equals("POST")) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
