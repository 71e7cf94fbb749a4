package org.ltet.portal.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.ltet.portal.applications.ReviewLevel.SUB_PANEL;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Deduction;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.applications.Sanction;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.Route;
import org.ltet.portal.testing.StaffFactor;
import org.ltet.portal.testing.WebSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.web.bind.annotation.RequestMethod;

@DisplayName("One more person approves one application before it goes on (REV-5)")
class AddedApproverTest extends ReviewTestBase {

    @Autowired
    AskApprover askApprover;

    @Autowired
    AddedApprovals approvals;

    @Autowired
    WatchApprovers watch;

    User scrutiny;
    User doctor;

    @BeforeEach
    void people() {
        scrutiny = reviewer(Role.SCRUTINY_OFFICER);
        doctor = reviewer(new Scope(Set.of("OTHER"), Set.of(), Set.of()), Role.APEX_PANEL_MEMBER);
    }

    @Test
    void nothingIsDecidedUntilThePersonHasAnsweredWhateverTheProgramDoes() {
        ApplicationView view = taken(10_000);
        UUID id = view.id();
        askApprover.ask(id, doctor.employeeNumber(), "Was this implant needed?", scrutiny);

        long seen = version(id, scrutiny);
        for (ThrowingCallable decision : List.<ThrowingCallable>of(
                () -> decide.approve(id, Sanction.inFull(seen, view.payable()), scrutiny),
                () -> decide.forward(id, SUB_PANEL, "Go on", seen, scrutiny),
                () -> decide.reject(id, "NOT_ELIGIBLE", "No", seen, scrutiny),
                () -> decide.sendBack(id, "OTHER", "Why?", Map.of(), seen, scrutiny),
                () -> decide.deduct(
                        id, view.lines().getFirst().id(), new Deduction(Money.of(10), "NO_BILL", null), seen, scrutiny),
                () -> askApprover.ask(id, reviewer(Role.SUB_PANEL_MEMBER).employeeNumber(), "And you?", scrutiny))) {
            assertRefused("review.waitsForApprover", decision);
        }
        for (String change :
                List.of("state = 'APPROVED', assigned_to = null, taken_at = null", "level = 'SUB_PANEL'")) {
            assertThatThrownBy(() -> jdbc.sql("update review.task set " + change + " where application_id = ?")
                            .param(id)
                            .update())
                    .as(change)
                    .isInstanceOf(DataAccessException.class);
        }
        assertThat(listed(doctor, org.ltet.portal.applications.ReviewLevel.APEX_PANEL, QueueTab.ASKED))
                .containsExactly(id);

        askApprover.answer(id, true, null, null, doctor);
        assertThat(listed(doctor, org.ltet.portal.applications.ReviewLevel.APEX_PANEL, QueueTab.ASKED))
                .isEmpty();
        decide.approve(id, Sanction.inFull(version(id, scrutiny), view.payable()), scrutiny);
        assertThat(applications.get(id, scrutiny).state()).isEqualTo(ApplicationState.APPROVED);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(jdbc.sql(
                                        "select action from audit.entry where application_id = ? and action like 'approver.%' order by action")
                                .param(id)
                                .query(String.class)
                                .list())
                        .containsExactly("approver.approved", "approver.asked"));
        notices(doctor, "APPROVAL_ASKED");
        notices(scrutiny, "APPROVAL_GIVEN");
    }

    @Test
    void afterARefusalItDoesNotGoOnFromThatLevelUntilSomebodyAddedHasApproved() {
        ApplicationView view = taken(10_000);
        UUID id = view.id();
        askApprover.ask(id, doctor.employeeNumber(), "Was this implant needed?", scrutiny);
        assertRefused("review.reasonNeeded", () -> askApprover.answer(id, false, " ", null, doctor));
        askApprover.answer(id, false, "Not for this diagnosis", null, doctor);
        notices(scrutiny, "APPROVAL_DECLINED");

        long seen = version(id, scrutiny);
        assertRefused(
                "review.approverDeclined", () -> decide.approve(id, Sanction.inFull(seen, view.payable()), scrutiny));
        assertRefused("review.approverDeclined", () -> decide.forward(id, SUB_PANEL, "Go on", seen, scrutiny));
        assertThatThrownBy(() -> jdbc.sql("update review.task set level = 'SUB_PANEL' where application_id = ?")
                        .param(id)
                        .update())
                .hasMessageContaining("added_approver_declined");
        askApprover.ask(id, doctor.employeeNumber(), "See the new report", scrutiny);
        askApprover.answer(id, true, "Now it is clear", null, doctor);
        decide.approve(id, Sanction.inFull(version(id, scrutiny), view.payable()), scrutiny);
        assertThat(files.open(id, scrutiny).approvals())
                .extracting(AddedApproval::answer)
                .containsExactly(AddedApproval.Answer.DECLINED, AddedApproval.Answer.APPROVED);

        UUID rejected = taken(10_000).id();
        askApprover.ask(rejected, doctor.employeeNumber(), "Genuine?", scrutiny);
        askApprover.answer(rejected, false, "No", null, doctor);
        decide.reject(rejected, "DOCUMENT_NOT_GENUINE", "Not genuine", version(rejected, scrutiny), scrutiny);
        assertThat(queue.find(rejected).orElseThrow().state()).isEqualTo(ApplicationState.REJECTED);
    }

    @Test
    void onlyAStrangerWhoReviewsIsAskedAndMayThenActAtNoLevelOfIt() {
        ApplicationView view = atSubPanel(40_000, scrutiny);
        User panel = reviewer(Role.SUB_PANEL_MEMBER);
        UUID id = view.id();
        takeTask.take(id, panel);
        User applicant = accountOf(view, Role.SUB_PANEL_MEMBER);
        for (User unsuitable :
                List.of(scrutiny, panel, applicant, reviewer(Role.ACCOUNTS_OFFICER), reviewer(Role.TRUST_ADMIN))) {
            assertRefused(
                    "review.approverUnsuitable", () -> askApprover.ask(id, unsuitable.employeeNumber(), "Look", panel));
        }
        assertRefused("review.heldByOther", () -> askApprover.ask(id, doctor.employeeNumber(), "Look", panelToo()));
        User both = reviewer(Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER);
        askApprover.ask(id, both.employeeNumber(), "Look", panel);
        assertRefused("review.notAskedOfYou", () -> askApprover.answer(id, true, null, null, doctor));
        assertRefused("review.askedBeside", () -> takeAs(both, id, panel));
        askApprover.answer(id, true, null, null, both);
        assertRefused("review.actedElsewhere", () -> takeTask.take(id, both));
        assertThat(listed(both, SUB_PANEL, QueueTab.TO_DO)).isEmpty();
        assertThatThrownBy(() -> jdbc.sql(
                                "update review.task set assigned_to = ?, taken_at = now() where application_id = ?")
                        .params(both.employeeNumber(), id)
                        .update())
                .hasMessageContaining("not_held_by_who_acted_at_another_level");
        assertThat(jdbc.sql("select level from applications.level_actor where application_id = ? and actor = ?")
                        .params(id, both.employeeNumber())
                        .query(String.class)
                        .single())
                .isEqualTo("ADDED_APPROVER");
    }

    @Test
    void thePersonReadsThisOneApplicationAndForAMonthAfterwards() {
        UUID id = taken(10_000).id();
        UUID other = taken(10_000).id();
        assertNotFound(() -> applications.get(id, doctor));
        askApprover.ask(id, doctor.employeeNumber(), "Look", scrutiny);
        assertThat(files.open(id, doctor).documents()).isNotEmpty();
        assertNotFound(() -> applications.get(other, doctor));
        askApprover.answer(id, true, null, null, doctor);
        clock.advance(Duration.ofDays(29));
        assertThat(applications.get(id, doctor).id()).isEqualTo(id);
        clock.advance(Duration.ofDays(2));
        assertNotFound(() -> applications.get(id, doctor));
    }

    @Test
    void theQuestionIsTakenBackWithAReasonAndTheHeadMayAskToo() {
        UUID id = taken(10_000).id();
        User head = reviewer(Role.HEAD);
        User otherHead = reviewer(new Scope(Set.of("OTHER"), Set.of(), Set.of()), Role.HEAD);
        assertThatThrownBy(() -> askApprover.ask(id, doctor.employeeNumber(), "Look", otherHead))
                .isInstanceOf(Refused.class);
        askApprover.ask(id, doctor.employeeNumber(), "Look", head);
        assertRefused("review.notYoursToTakeBack", () -> askApprover.takeBack(id, "Without it", scrutiny));
        assertRefused("review.notYoursToTakeBack", () -> askApprover.takeBack(id, "Without it", otherHead));
        assertRefused("review.reasonNeeded", () -> askApprover.takeBack(id, "", head));
        askApprover.takeBack(id, "On leave", head);
        assertRefused("review.notAskedAnyMore", () -> askApprover.answer(id, true, null, null, doctor));
        assertRefused("review.notAskedAnyMore", () -> askApprover.takeBack(id, "Again", head));
        assertThat(queue.find(id).orElseThrow().waitsFor()).isNull();
        assertThatThrownBy(
                        () -> jdbc.sql("update review.added_approval set answer = 'APPROVED' where application_id = ?")
                                .param(id)
                                .update())
                .hasMessageContaining("added_approval_is_answered_once");
        notices(doctor, "APPROVAL_TAKEN_BACK");
    }

    @Test
    void aMemberWhoWithdrawsEndsTheQuestion() {
        Household family = family();
        UUID id = households.submitted(family, Money.of(10_000)).id();
        takeTask.take(id, scrutiny);
        askApprover.ask(id, doctor.employeeNumber(), "Look", scrutiny);
        withdrawApplication.withdraw(id, null, family.user());
        assertThat(approvals.of(id).getFirst().answer()).isEqualTo(AddedApproval.Answer.TAKEN_BACK);
        assertThat(listed(doctor, org.ltet.portal.applications.ReviewLevel.APEX_PANEL, QueueTab.ASKED))
                .isEmpty();
    }

    @Test
    void theAnswerIsDueInWorkingTimeAndWhoIsLateIsToldOnce() {
        UUID id = taken(10_000).id();
        AddedApproval asked = askApprover.ask(id, doctor.employeeNumber(), "Look", scrutiny);
        assertThat(asked.dueAt()).as("24 working hours").isEqualTo("2026-11-25T11:30:00Z");
        clock.setTo(asked.dueAt());
        watch.run();
        clock.advance(Duration.ofMinutes(1));
        watch.run();
        watch.run();
        notices(doctor, "APPROVAL_LATE");
        assertThat(jdbc.sql("select count(*) from review.added_approval where id = ? and late_told_at = ?")
                        .params(asked.id(), TaskRows.timestamp(clock.instant()))
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void manyAreNotApprovedAtOnceAroundTheQuestion() {
        User panel = reviewer(Role.SUB_PANEL_MEMBER);
        UUID asked = atSubPanel(40_000, scrutiny).id();
        UUID free = atSubPanel(40_000, scrutiny).id();
        UUID bulk = approveMany.prepare(List.of(asked, free), SUB_PANEL, panel);
        takeTask.take(asked, panel);
        askApprover.ask(asked, doctor.employeeNumber(), "Look", panel);
        BulkApproval done = approveMany.run(bulk, panel);
        assertThat(done.approved()).extracting(BulkApproval.Line::applicationId).containsExactly(free);
        assertRefused("review.bulkNoneDecidable", () -> approveMany.prepare(List.of(asked), SUB_PANEL, panel));
    }

    @Test
    void onTheScreenItIsAskedSeenAndAnsweredAndTheHeadAsksByNumber() {
        ApplicationView view = taken(60_000);
        String file = "/review/" + view.id();
        WebSession atScrutiny = WebSession.signedIn(port, scrutiny.employeeNumber(), PASSWORD);
        WebSession atDoctor = WebSession.signedIn(port, doctor.employeeNumber(), PASSWORD);
        assertThat(get(atScrutiny, file)).contains("Ask one more person", "Forward to Sub-panel");
        HttpResponse<String> wrong =
                atScrutiny.post(file + "/approver", Map.of("approverNumber", "99", "approverReason", "Was it needed?"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("This person cannot be asked", "Was it needed?");
        post(
                atScrutiny,
                file + "/approver",
                Map.of("approverNumber", doctor.employeeNumber(), "approverReason", "Look"));
        assertThat(get(atScrutiny, file))
                .contains("Nothing can be decided until the answer is there")
                .doesNotContain("Forward to Sub-panel");

        assertThat(get(atDoctor, "/")).contains("Asked of me");
        assertThat(get(atDoctor, "/review?tab=asked")).contains(String.valueOf(view.number()));
        assertThat(get(atDoctor, file)).contains("Do not approve", "as asked");
        HttpResponse<String> silent = atDoctor.post(file + "/approver/answer", Map.of("answer", "decline"));
        assertThat(silent.statusCode()).isEqualTo(422);
        post(atDoctor, file + "/approver/answer", Map.of("answer", "decline", "approverDeclined", "Not needed"));
        assertThat(get(atScrutiny, file)).contains("Did not approve", "Not needed");
        String version = get(atScrutiny, file).replaceAll("(?s).*name=\"version\" value=\"(\\d+)\".*", "$1");
        HttpResponse<String> refused = atScrutiny.post(file + "/forward", Map.of("version", version));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("was asked and did not approve");

        User head = reviewer(Role.HEAD);
        WebSession atHead = WebSession.signedIn(port, head.employeeNumber(), PASSWORD);
        assertThat(get(atHead, "/standing")).contains("Ask one more person");
        Map<String, String> question = Map.of(
                "number", String.valueOf(view.number()), "person", doctor.employeeNumber(), "reason", "Once more");
        post(atHead, "/standing/approver", question);
        HttpResponse<String> twice = atHead.post("/standing/approver", question);
        assertThat(twice.statusCode()).isEqualTo(422);
        assertThat(twice.body()).contains("It waits for the approval of " + doctor.displayName());
        assertThat(get(atScrutiny, file)).doesNotContain("Take the question back");
        assertThat(atScrutiny
                        .post(file + "/approver/take-back", Map.of("takeBackReason", "Settled"))
                        .statusCode())
                .isEqualTo(403);
        String takeBack = "/standing/approver/" + view.id() + "/take-back";
        assertThat(get(atHead, "/standing")).contains("Waiting for one more approval", takeBack);
        assertThat(atHead.post(takeBack, Map.of("takeBack-" + view.id(), " ")).statusCode())
                .isEqualTo(422);
        post(atHead, takeBack, Map.of("takeBack-" + view.id(), "Settled"));
        assertThat(get(atScrutiny, file)).contains("Taken back");
        post(
                atScrutiny,
                file + "/approver",
                Map.of("approverNumber", doctor.employeeNumber(), "approverReason", "Look"));
        assertThat(get(atScrutiny, file)).contains("Take the question back");
        post(atScrutiny, file + "/approver/take-back", Map.of("takeBackReason", "Settled"));
    }

    @Test
    void overTheApiItIsAskedAndAnswered() throws Exception {
        UUID id = taken(10_000).id();
        String asker = StaffFactor.bearer(port, scrutiny.employeeNumber(), PASSWORD);
        String asked = StaffFactor.bearer(port, doctor.employeeNumber(), PASSWORD);
        String task = "/api/v1/review/tasks/" + id;
        assertThat(api(
                                "POST",
                                task + "/approver",
                                asker,
                                "{\"person\":\"%s\",\"reason\":\"Look\"}".formatted(doctor.employeeNumber()))
                        .statusCode())
                .isEqualTo(204);
        assertThat(api("GET", "/api/v1/review/tasks?tab=asked", asked, "").body())
                .contains(id.toString(), "\"waitsFor\":\"" + doctor.employeeNumber() + "\"", "\"asked\":1");
        assertThat(api("POST", task + "/approver/answer", asker, "{\"approve\":true}")
                        .statusCode())
                .isEqualTo(403);
        String head = StaffFactor.bearer(port, reviewer(Role.HEAD).employeeNumber(), PASSWORD);
        assertThat(api("GET", "/api/v1/review/added-approvals", head, "").body())
                .contains(id.toString(), "\"person\":\"" + doctor.employeeNumber() + "\"");
        assertThat(api("GET", "/api/v1/review/added-approvals", asker, "").statusCode())
                .isEqualTo(403);
        String version = "\"" + version(id, scrutiny) + "\"";
        for (Map.Entry<String, String> around : Map.of(
                        "/approve", "{\"expectedPayable\":\"6000.00\"}",
                        "/forward", "{\"level\":\"SUB_PANEL\"}",
                        "/reject", "{\"reasonCode\":\"NOT_ELIGIBLE\",\"comment\":\"No\"}",
                        "/send-back", "{\"reasonCode\":\"OTHER\",\"comment\":\"Why?\"}")
                .entrySet()) {
            HttpResponse<String> refused = api("POST", task + around.getKey(), asker, around.getValue(), version);
            assertThat(refused.statusCode()).as(around.getKey()).isEqualTo(409);
            assertThat(refused.body()).as(around.getKey()).contains("review.waitsForApprover");
        }
        assertThat(api("POST", task + "/approver/answer", asked, "{\"approve\":true}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(api("GET", task, asker, "").body()).contains("\"answer\":\"APPROVED\"");
    }

    private HttpResponse<String> api(String method, String path, String token, String body, String... version)
            throws Exception {
        return new Route(RequestMethod.valueOf(method), path, Set.of(), false, false, true, false, null)
                .asApi(port, path, token, body, version.length == 0 ? "\"1\"" : version[0]);
    }

    private ApplicationView taken(int bill) {
        UUID id = submitted(bill).id();
        takeTask.take(id, scrutiny);
        return applications.get(id, scrutiny);
    }

    /** The one who has it gives it back, the other one takes it. */
    private void takeAs(User other, UUID id, User holder) {
        takeTask.release(id, holder);
        assertThat(listed(other, SUB_PANEL, QueueTab.TO_DO)).doesNotContain(id);
        takeTask.take(id, other);
    }

    private User panelToo() {
        return reviewer(Role.SUB_PANEL_MEMBER);
    }

    private User accountOf(ApplicationView view, Role role) {
        String number = view.employeeNumber();
        accounts.open(new org.ltet.portal.identity.NewAccount(
                number,
                "Applicant " + number,
                number + "@example.in",
                PASSWORD,
                Map.of(Role.MEMBER, Scope.EVERYWHERE, role, Scope.EVERYWHERE)));
        return accounts.user(number).orElseThrow();
    }

    private void notices(User person, String kind) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(jdbc.sql(
                                        "select count(*) from notifications.notice where employee_number = ? and kind = ?")
                                .params(person.employeeNumber(), kind)
                                .query(Integer.class)
                                .single())
                        .as(kind)
                        .isEqualTo(1));
    }

    private static void post(WebSession session, String path, Map<String, String> fields) {
        HttpResponse<String> answer = session.post(path, fields);
        assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(302);
    }

    private static String get(WebSession session, String path) {
        HttpResponse<String> answer = session.get(path);
        assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static void assertRefused(String code, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static void assertNotFound(ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.NOT_FOUND));
    }
}
