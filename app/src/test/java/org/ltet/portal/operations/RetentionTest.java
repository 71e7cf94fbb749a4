package org.ltet.portal.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.Decisions;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.applications.WithdrawApplication;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@PortalTest
@Import(Households.class)
@DisplayName("Records go when their time is over, and nothing that is held goes (SEC-5)")
class RetentionTest {

    private static final String PASSWORD = "a pass phrase for retention";

    @LocalServerPort
    int port;

    @Autowired
    Retention retention;

    @Autowired
    LegalHolds holds;

    @Autowired
    Households households;

    @Autowired
    Accounts accounts;

    @Autowired
    Applications applications;

    @Autowired
    WithdrawApplication withdrawApplication;

    @Autowired
    Decisions decisions;

    @Autowired
    Documents documents;

    @Autowired
    CurrentUser currentUser;

    @Autowired
    RecurringTask<Void> cleanDocumentFiles;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    TestClock clock;

    @BeforeEach
    void today() {
        clock.reset();
    }

    @AfterEach
    void liftWhatThisTestSet() {
        clock.reset();
        holds.page(null, 500).stream()
                .filter(hold -> hold.lifted() == null)
                .forEach(hold -> holds.lift(hold.id(), "The test is over", "test"));
    }

    @Test
    void throughTheYearsEachKindOfRecordGoesAfterItsTimeAndAHeldOneStaysUntilTheHoldIsLifted() {
        Household member = households.serving();
        Household held = households.serving();
        UUID draft = discarded(member);
        UUID heldDraft = discarded(held);
        ApplicationView refused = rejected(member);
        ApplicationView heldRefused = rejected(member);
        UUID notice = notice(member, refused.id());
        UUID heldNotice = notice(held, refused.id());
        holds.place(holds.find(held.user().employeeNumber()).orElseThrow(), "Case 1", null, "10000017");
        UUID onApplication =
                holds.place(holds.find(String.valueOf(heldRefused.number())).orElseThrow(), "Audit", null, "10000017");

        clock.advance(Duration.ofDays(89));
        retention.work();
        assertThat(erased(draft)).isFalse();
        clock.advance(Duration.ofDays(2));
        Retention.Result looked = result(retention.look("10000017"), "applications.drafts");
        assertThat(looked.due()).isPositive();
        assertThat(looked.heldBack()).isPositive();
        assertThat(looked.removed()).isZero();
        assertThat(erased(draft)).as("after a look only").isFalse();

        UUID run = retention.work();
        assertThat(erased(draft)).isTrue();
        assertThat(erased(heldDraft)).isFalse();
        assertThat(result(run, "applications.drafts").removed()).isEqualTo(looked.due());
        assertThat(retention.find(run).endedAt()).isNotNull();
        assertThat(result(retention.work(), "applications.drafts").removed()).isZero();

        clock.advance(Duration.ofDays(365 * 2L));
        retention.work();
        assertThat(there(notice)).isFalse();
        assertThat(there(heldNotice)).isTrue();
        assertThat(files(refused)).isPositive();

        clock.advance(Duration.ofDays(365));
        retention.work();
        assertThat(files(refused)).isZero();
        assertThat(applications.get(refused.id(), member.user()).state())
                .as("the decision itself stays")
                .isEqualTo(ApplicationState.REJECTED);
        assertThat(files(heldRefused)).isPositive();

        holds.lift(onApplication, "The audit is over", "10000017");
        retention.work();
        assertThat(files(heldRefused)).isZero();
        assertThat(erased(heldDraft)).isFalse();
    }

    @Test
    void aHoldEndsByItselfAfterItsLastDay() {
        Household member = households.serving();
        UUID draft = discarded(member);
        holds.place(
                holds.find(member.user().employeeNumber()).orElseThrow(),
                "Inquiry",
                LocalDate.of(2027, 6, 30),
                "10000017");
        clock.setTo(LocalDate.of(2027, 6, 30));
        retention.work();
        assertThat(erased(draft)).isFalse();
        clock.setTo(LocalDate.of(2027, 7, 1));
        retention.work();
        assertThat(erased(draft)).isTrue();
    }

    @Test
    void aHoldWaitsForADeletionUnderWayAndEveryLaterOneKnowsIt() throws Exception {
        Household member = households.serving();
        CountDownLatch deleting = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Boolean> deletion = threads.submit(() -> transactions.execute(status -> {
                boolean known = holds.now().members().contains(member.user().employeeNumber());
                deleting.countDown();
                await(goOn);
                return known;
            }));
            deleting.await();
            Future<UUID> hold = threads.submit(() ->
                    holds.place(holds.find(member.user().employeeNumber()).orElseThrow(), "Case 2", null, "10000017"));
            assertThatThrownBy(() -> hold.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            goOn.countDown();
            assertThat(deletion.get()).isFalse();
            hold.get();
        }
        assertThat(transactions.<Boolean>execute(
                        status -> holds.now().members().contains(member.user().employeeNumber())))
                .isTrue();
        assertThatThrownBy(() -> holds.now()).as("outside of a transaction").hasMessageContaining("transaction");
    }

    @Test
    void aRemovedDocumentUnderAHoldKeepsItsContent() {
        Household member = households.serving();
        ApplicationView sent = households.submitted(member, Money.of("5000"));
        UUID document = documents
                .of(new DocumentOwner(Applications.DOCUMENT_OWNER, sent.id()))
                .getFirst()
                .id();
        holds.place(holds.find(String.valueOf(sent.number())).orElseThrow(), "Audit", null, "10000017");
        documents.remove(document);
        clean();
        assertThat(stateOf(document)).isEqualTo("REMOVED");
        liftWhatThisTestSet();
        clean();
        assertThat(stateOf(document)).isEqualTo("ERASED");
    }

    @Test
    void aTrustAdminSetsAndLiftsAHoldInTwoStepsOnScreen() {
        Household member = households.serving();
        User admin = households.staff(Role.TRUST_ADMIN);
        accounts.open(new NewAccount(admin.employeeNumber(), "Admin", null, PASSWORD, admin.roles()));
        WebSession session = WebSession.signedIn(port, admin.employeeNumber(), PASSWORD);
        assertThat(session.get("/").body()).contains("/legal-holds", "/retention", "/data-requests");
        session.get("/legal-holds/new");
        HttpResponse<String> unknown = session.post("/legal-holds/new", Map.of("target", "99999999", "reason", ""));
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.body()).contains("neither a member nor an application", "value=\"99999999\"");
        Map<String, String> wanted = Map.of("target", member.user().employeeNumber(), "reason", "Case 3 of 2026");
        HttpResponse<String> asked = session.post("/legal-holds/new", wanted);
        String label =
                member.user().employeeNumber() + ", Member " + member.user().employeeNumber();
        assertThat(asked.body()).contains("nothing of " + label + " is deleted", "Case 3 of 2026");
        assertThat(holds.page(null, 500)).noneMatch(hold -> hold.label().equals(label));
        HttpResponse<String> set = session.post(
                "/legal-holds/new",
                Map.of("target", member.user().employeeNumber(), "reason", "Case 3 of 2026", "confirmed", label));
        assertThat(set.statusCode()).isEqualTo(302);
        String path = set.headers().firstValue("Location").orElseThrow();
        assertThat(session.get(path).body()).contains("In force", "Case 3 of 2026", admin.employeeNumber());
        assertThat(session.post(path + "/lift", Map.of("reason", "Closed")).body())
                .contains("will be deleted the next night");
        assertThat(session.get(path).body()).contains("In force");
        assertThat(session.post(path + "/lift", Map.of("reason", "Closed", "confirmed", "yes"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(session.get("/legal-holds").body()).contains(label, "Lifted");
        assertThat(jdbc.sql("select count(*) from audit.entry where action like 'legalHold.%' and actor_number = ?")
                        .param(admin.employeeNumber())
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        assertThatThrownBy(() -> jdbc.sql("delete from operations.legal_hold").update())
                .hasMessageContaining("only be lifted");

        session.get("/retention");
        HttpResponse<String> looked = session.post("/retention", Map.of());
        assertThat(session.get(looked.headers().firstValue("Location").orElseThrow())
                        .body())
                .contains("Nothing was deleted", "Discarded drafts with their documents");
    }

    @Test
    void aHoldOfAnotherKindOfThingOrWithoutAReasonIsRefused() {
        assertThat(holds.find("nobody")).isEmpty();
        Household member = households.serving();
        var target = holds.find(member.user().employeeNumber()).orElseThrow();
        assertThatThrownBy(() -> holds.place(target, " ", null, "10000017")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> holds.place(target, "Case", LocalDate.of(2020, 1, 1), "10000017"))
                .isInstanceOf(Refused.class);
    }

    private void clean() {
        cleanDocumentFiles.executeRecurringly(null, null);
    }

    private String stateOf(UUID document) {
        return jdbc.sql("select state from documents.document where id = ?")
                .param(document)
                .query(String.class)
                .single();
    }

    private UUID discarded(Household member) {
        ApplicationView draft = households.surgeryDraft(member, Money.of("4000"));
        currentUser.runAs(member.user(), () -> withdrawApplication.discard(draft.id(), member.user()));
        return draft.id();
    }

    private ApplicationView rejected(Household member) {
        User scrutiny = households.staff(Role.SCRUTINY_OFFICER);
        ApplicationView sent = households.submitted(member, Money.of("5000"));
        return currentUser.runAs(scrutiny, () -> {
            ApplicationView taken = decisions.take(sent.id(), scrutiny);
            decisions.reject(sent.id(), "NOT_ELIGIBLE", "No", taken.version(), scrutiny);
            return applications.get(sent.id(), member.user());
        });
    }

    private UUID notice(Household member, UUID application) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                insert into notifications.notice (id, event_key, employee_number, kind, application_id, facts, happened_at, created_at)
                values (?, ?, ?, 'SUBMITTED', ?, '{}', ?, ?)
                """)
                .params(
                        id,
                        "test " + id,
                        member.user().employeeNumber(),
                        application,
                        clock.instant().atOffset(java.time.ZoneOffset.UTC),
                        clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .update();
        return id;
    }

    private boolean there(UUID notice) {
        return jdbc.sql("select count(*) from notifications.notice where id = ?")
                        .param(notice)
                        .query(Long.class)
                        .single()
                == 1;
    }

    private boolean erased(UUID draft) {
        return jdbc.sql("select erased_at is not null from applications.application where id = ?")
                .param(draft)
                .query(Boolean.class)
                .single();
    }

    private int files(ApplicationView application) {
        return documents
                .of(new DocumentOwner(Applications.DOCUMENT_OWNER, application.id()))
                .size();
    }

    private Retention.Result result(UUID run, String rule) {
        List<Retention.Result> results = retention.results(run);
        assertThat(results)
                .allSatisfy(one -> assertThat(one.problem()).as(one.rule()).isNull());
        return results.stream()
                .filter(one -> one.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
