package org.ltet.portal.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.AnswerSendBack;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.AttachDocument;
import org.ltet.portal.applications.Decisions;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.applications.Sanction;
import org.ltet.portal.applications.SubmitApplication;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.ClamdStandIn;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole portal with a scanner that goes down and comes back; over HTTP what members, reviewers and staff see. */
@PortalTest
@Import(Households.class)
@DirtiesContext
@DisplayName("Nothing passes unscanned when a virus scanner is configured (DOC-1, DOC-2)")
class VirusScanTest {

    private static final String PASSWORD = "a long enough pass phrase";
    private static final AtomicInteger NUMBERS = new AtomicInteger(41_500_000);
    private static final ClamdStandIn CLAMD = new ClamdStandIn();

    @LocalServerPort
    int port;

    @Autowired
    Households households;

    @Autowired
    Accounts accounts;

    @Autowired
    AttachDocument attachDocument;

    @Autowired
    SubmitApplication submitApplication;

    @Autowired
    AnswerSendBack answerSendBack;

    @Autowired
    Applications applications;

    @Autowired
    Decisions decisions;

    @Autowired
    Documents documents;

    @Autowired
    Readings readings;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    private Household family = new Household(
            UUID.randomUUID(), Households.user("0"), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    private User member = family.user();
    private WebSession browser = new WebSession(1);

    @DynamicPropertySource
    static void scanner(DynamicPropertyRegistry registry) {
        registry.add(
                "portal.documents.virus-scanner.address", () -> CLAMD.address().toString());
    }

    @AfterAll
    static void end() {
        CLAMD.close();
    }

    @BeforeEach
    void openAccount() {
        clock.reset();
        CLAMD.up();
        family = households.serving();
        member = family.user();
        accounts.open(
                new NewAccount(member.employeeNumber(), "A member", null, PASSWORD, Accounts.everywhere(Role.MEMBER)));
        browser = WebSession.signedIn(port, member.employeeNumber(), PASSWORD);
    }

    private User staff(Role role) {
        String number = Integer.toString(NUMBERS.incrementAndGet());
        accounts.open(
                new NewAccount(number, "Staff " + number, number + "@example.in", PASSWORD, Accounts.everywhere(role)));
        return accounts.user(number).orElseThrow();
    }

    private StoredDocument attach(UUID application, byte[] file) {
        return attachDocument.attach(application, "HOSPITAL_BILL", "bill.pdf", new ByteArrayInputStream(file), member);
    }

    private Safety safety(UUID document) {
        return documents.find(document).orElseThrow().safety();
    }

    private void awaitSafety(UUID document, Safety expected) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> safety(document) == expected);
    }

    private List<String> entries(UUID document) {
        return jdbc.sql("select action from audit.entry where object_id = :id order by id")
                .param("id", document.toString())
                .query(String.class)
                .list();
    }

    @Test
    void aCleanFileOpensAsSoonAsItWasScannedAndSaysByWhom() {
        ApplicationView draft = households.surgeryDraft(family, Money.of(60_000));

        UUID document = attach(draft.id(), SampleFiles.pdf("Hospital bill " + draft.id()))
                .id();

        awaitSafety(document, Safety.OPEN);
        assertThat(browser.get("/documents/" + document).statusCode()).isEqualTo(200);
        assertThat(jdbc.sql(
                                "select safety || ' ' || scanned_by from documents.document where id = :id and scanned_at is not null")
                        .param("id", document)
                        .query(String.class)
                        .single())
                .startsWith("CLEAN ClamAV 1.4.6");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> readings.of(document)
                        .map(Reading::state)
                        .filter(Reading.State.READ::equals)
                        .isPresent());
    }

    @Test
    void whileTheScannerIsDownDocumentsWaitUnopenedAndTheApplicationIsNotPassedOn() {
        CLAMD.down();
        ApplicationView draft = households.surgeryDraft(family, Money.of(20_000));
        UUID document = attach(draft.id(), SampleFiles.pdf("Hospital bill " + draft.id()))
                .id();

        HttpResponse<String> shown = browser.get("/documents/" + document);
        assertThat(shown.statusCode()).isEqualTo(409);
        assertThat(shown.body())
                .contains("has not been checked for viruses yet")
                .doesNotContain("%PDF");
        assertThat(browser.get("/documents/" + document + "?download").statusCode())
                .isEqualTo(409);
        assertThat(browser.get("/applications/" + draft.id() + "/edit/documents")
                        .body())
                .contains("Not yet checked for viruses")
                .doesNotContain("href=\"/documents/" + document);
        assertThat(readings.of(document)).map(Reading::state).contains(Reading.State.WAITING);

        long version = applications.get(draft.id(), member).version();
        UUID id = submitApplication.submit(draft.id(), version, member).id();
        User scrutiny = staff(Role.SCRUTINY_OFFICER);
        WebSession reviewer = WebSession.signedIn(port, scrutiny.employeeNumber(), PASSWORD);
        reviewer.post("/review/" + id + "/take", Map.of());
        String page = reviewer.get("/review/" + id + "?document=" + document).body();
        assertThat(page).contains("Not yet checked for viruses").doesNotContain("src=\"/documents/" + document);
        assertThat(reviewer.get("/documents/" + document).statusCode()).isEqualTo(409);
        long seen = applications.get(id, scrutiny).version();
        HttpResponse<String> forwarded =
                reviewer.post("/review/" + id + "/forward", Map.of("version", Long.toString(seen)));
        assertThat(forwarded.statusCode()).isEqualTo(409);
        assertThat(forwarded.body()).contains("has not been checked for viruses yet, so nobody could look at it");
        assertThatThrownBy(() -> decisions.sanction(id, Sanction.inFull(seen, Money.of(12_000)), scrutiny))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("applications.unopened.WAITING"));

        CLAMD.up();
        awaitSafety(document, Safety.OPEN);
        assertThat(reviewer.get("/documents/" + document).statusCode()).isEqualTo(200);
        assertThat(decisions.forward(id, null, null, seen, scrutiny).level()).isNotNull();
        assertThat(entries(document)).contains("document.added", "document.scanned");
    }

    @Test
    void anInfectedFileIsKeptAwayFromEverybodyAndTheMemberIsToldWhatToDo() throws Exception {
        ApplicationView draft = households.surgeryDraft(family, Money.of(20_000));
        UUID document =
                attach(draft.id(), SampleFiles.pdfHolding(ClamdStandIn.EICAR)).id();
        awaitSafety(document, Safety.INFECTED);

        assertThat(browser.get("/documents/" + document).statusCode()).isEqualTo(409);
        assertThatThrownBy(() -> documents.bytes(document))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("documents.INFECTED"));
        String page =
                browser.get("/applications/" + draft.id() + "/edit/documents").body();
        assertThat(page).contains("This file carries a virus", "/edit/documents/" + document + "/remove");
        assertThat(browser.get("/applications/" + draft.id() + "/edit/review").body())
                .contains("Remove bill.pdf: it carries a virus");
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(readings.of(document)).map(Reading::state).contains(Reading.State.UNREADABLE));
        assertThat(entries(document)).contains("document.keptAway");

        User admin = staff(Role.SYSTEM_ADMIN);
        WebSession desk = WebSession.signedIn(port, admin.employeeNumber(), PASSWORD);
        assertThat(desk.get("/operations/quarantine").body())
                .contains(
                        "bill.pdf",
                        "Eicar-Test-Signature",
                        "ClamAV 1.4.6",
                        member.employeeNumber(),
                        "The virus scanner answers");
        assertThat(desk.get("/documents/" + document).statusCode()).isEqualTo(404);
        assertThat(quarantineOfTheApi(admin)).contains("\"scanner\":\"RUNNING\"", document.toString());

        attachDocument.remove(draft.id(), document, member);
        long version = applications.get(draft.id(), member).version();
        assertThat(submitApplication.submit(draft.id(), version, member).number())
                .isNotNull();
    }

    private String quarantineOfTheApi(User admin) throws Exception {
        try (java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient()) {
            return client.send(
                            java.net.http.HttpRequest.newBuilder(
                                            java.net.URI.create("http://127.0.0.1:" + port + "/api/v1/quarantine"))
                                    .header(
                                            "Authorization",
                                            "Bearer " + StaffFactor.bearer(port, admin.employeeNumber(), PASSWORD))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void aFileFoundInfectedAfterSubmissionIsReplacedByWayOfSendingBack() {
        CLAMD.down();
        ApplicationView draft = households.surgeryDraft(family, Money.of(20_000));
        UUID document =
                attach(draft.id(), SampleFiles.pdfHolding(ClamdStandIn.EICAR)).id();
        UUID id = submitApplication
                .submit(draft.id(), applications.get(draft.id(), member).version(), member)
                .id();
        User scrutiny = staff(Role.SCRUTINY_OFFICER);
        ApplicationView taken = decisions.take(id, scrutiny);
        CLAMD.up();
        awaitSafety(document, Safety.INFECTED);

        assertThatThrownBy(() -> decisions.forward(id, null, null, taken.version(), scrutiny))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("applications.unopened.INFECTED"));
        decisions.sendBack(id, "DOCUMENT_UNREADABLE", "Please add the bill again", Map.of(), taken.version(), scrutiny);
        clock.advance(Duration.ofHours(1));
        attachDocument.remove(id, document, member);
        UUID better = attach(id, SampleFiles.pdf("Hospital bill " + id)).id();
        awaitSafety(better, Safety.OPEN);
        ApplicationView again = answerSendBack.resubmit(
                id, "Here it is", applications.get(id, member).version(), member);
        assertThat(decisions.forward(id, null, null, again.version(), scrutiny).version())
                .isPositive();
    }

    @Test
    void aFileThatTheScannerCannotManageIsGivenUpAfterAWhileAndHoldsUpNoOther() {
        ApplicationView draft = households.surgeryDraft(family, Money.of(20_000));
        UUID hard = attach(draft.id(), SampleFiles.pdfHolding(ClamdStandIn.TOO_HARD))
                .id();
        UUID other = attach(draft.id(), SampleFiles.pdf("Hospital bill " + draft.id()))
                .id();

        awaitSafety(other, Safety.OPEN);
        assertThat(safety(hard)).isEqualTo(Safety.WAITING);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            clock.advance(Duration.ofMinutes(20));
            return safety(hard) == Safety.UNSCANNABLE;
        });
        WebSession later = WebSession.signedIn(port, member.employeeNumber(), PASSWORD);
        assertThat(later.get("/documents/" + hard).body()).contains("cannot be checked for viruses");
    }

    @Test
    void theDatabaseItselfLetsNobodySetFreeWhatWasFound() {
        ApplicationView draft = households.surgeryDraft(family, Money.of(20_000));
        UUID document =
                attach(draft.id(), SampleFiles.pdfHolding(ClamdStandIn.EICAR)).id();
        awaitSafety(document, Safety.INFECTED);

        for (String change : List.of(
                "safety = 'CLEAN', virus = null",
                "safety = 'UNCHECKED', virus = null, scanned_at = null, scanned_by = null")) {
            assertThatThrownBy(() -> jdbc.sql("update documents.document set " + change + " where id = :id")
                            .param("id", document)
                            .update())
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
    }
}
