package org.ltet.portal.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.ltet.portal.applications.ReviewLevel.APEX_PANEL;
import static org.ltet.portal.applications.ReviewLevel.SCRUTINY;
import static org.ltet.portal.applications.ReviewLevel.SUB_PANEL;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Decisions;
import org.ltet.portal.applications.Deduction;
import org.ltet.portal.applications.Drafting;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Sanction;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("Nobody goes around the person who was asked for one more approval (REV-5)")
class AroundAddedApproverTest extends ReviewTestBase {

    @Autowired
    AskApprover askApprover;

    @Autowired
    AddedApprovals approvals;

    @Autowired
    WatchApprovers watch;

    @Autowired
    Decisions decisions;

    @Autowired
    DelegateWork delegateWork;

    @Autowired
    Drafting drafting;

    @Autowired
    TransactionTemplate transaction;

    User scrutiny;
    User doctor;

    @BeforeEach
    void people() {
        scrutiny = reviewer(Role.SCRUTINY_OFFICER);
        doctor = elsewhere(Role.APEX_PANEL_MEMBER);
    }

    @Test
    void theDecisionItselfIsRefusedWhoeverCallsForIt() {
        ApplicationView view = taken();
        UUID id = view.id();
        askApprover.ask(id, doctor.employeeNumber(), "Look", scrutiny);
        long seen = view.version();
        for (ThrowingCallable around : List.<ThrowingCallable>of(
                () -> decisions.sanction(id, Sanction.inFull(seen, view.payable()), scrutiny),
                () -> decisions.forward(id, SUB_PANEL, "Go on", seen, scrutiny),
                () -> decisions.sendBack(id, "OTHER", "Why?", Map.of(), seen, scrutiny),
                () -> decisions.reject(id, "NOT_ELIGIBLE", "No", seen, scrutiny))) {
            assertRefused("review.waitsForApprover", around);
        }
        askApprover.answer(id, false, "No", null, doctor);
        assertRefused(
                "review.approverDeclined",
                () -> decisions.sanction(id, Sanction.inFull(seen, view.payable()), scrutiny));
        assertThat(applications.get(id, scrutiny).state()).isEqualTo(ApplicationState.UNDER_REVIEW);
    }

    @Test
    void aRefusalIsNotWipedOutByAnotherQuestionThatIsTakenBackNorByAReturnToAnEarlierLevel() {
        ApplicationView view = atSubPanel(40_000, scrutiny);
        UUID id = view.id();
        User panel = reviewer(Role.SUB_PANEL_MEMBER);
        takeTask.take(id, panel);
        askApprover.ask(id, doctor.employeeNumber(), "Look", panel);
        askApprover.answer(id, false, "Not needed", null, doctor);
        askApprover.ask(id, elsewhere(Role.SUB_PANEL_MEMBER).employeeNumber(), "And you?", panel);
        askApprover.takeBack(id, "Never mind", panel);
        assertRefused(
                "review.approverDeclined",
                () -> decide.approve(id, Sanction.inFull(version(id, panel), view.payable()), panel));

        decide.returnToLevel(id, SCRUTINY, "OTHER", "Look again", version(id, panel), panel);
        assertRefused(
                "review.approverDeclined",
                () -> decide.forward(id, null, "Nothing new", version(id, scrutiny), scrutiny));
        askApprover.ask(id, doctor.employeeNumber(), "With the new report", scrutiny);
        askApprover.answer(id, true, null, null, doctor);
        assertThat(decide.forward(id, null, "Approved", version(id, scrutiny), scrutiny)
                        .state())
                .isEqualTo(ApplicationState.UNDER_REVIEW);
    }

    @Test
    @DisplayName("REV-5: an approval is one of what was payable then; more than that is asked again")
    void moreThanWasApprovedDoesNotGoOn() {
        ApplicationView view = taken();
        UUID id = view.id();
        UUID line = view.lines().getFirst().id();
        Money most = view.payable();
        decide.deduct(id, line, new Deduction(Money.of(5_000), "NO_BILL", null), view.version(), scrutiny);
        askApprover.ask(id, doctor.employeeNumber(), "Look", scrutiny);
        Money approved = applications.get(id, scrutiny).payable();
        assertRefused("stale", () -> askApprover.answer(id, true, null, most.plain(), doctor));
        askApprover.answer(id, true, null, approved.plain(), doctor);
        assertThat(approvals.of(id).getLast().payable()).isEqualTo(approved).isNotEqualTo(most);

        decide.deduct(id, line, new Deduction(Money.ZERO, "NO_BILL", null), version(id, scrutiny), scrutiny);
        assertThatThrownBy(() -> decide.approve(id, Sanction.inFull(version(id, scrutiny), most), scrutiny))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.code()).isEqualTo("review.approverAskAgain");
                    assertThat(refused.arguments()).containsExactly(doctor.displayName(), most);
                });
        assertRefused(
                "review.approverAskAgain",
                () -> decide.forward(id, SUB_PANEL, "Go on", version(id, scrutiny), scrutiny));
        for (String change : List.of(
                "state = 'APPROVED', assigned_to = null, taken_at = null",
                "state = 'APPROVED', assigned_to = null, taken_at = null, granted = " + most.plain(),
                "level = 'SUB_PANEL'")) {
            assertThatThrownBy(() -> jdbc.sql("update review.task set " + change + " where application_id = ?")
                            .param(id)
                            .update())
                    .as(change)
                    .hasMessageContaining("added_approval_was_of_less");
        }

        askApprover.ask(id, doctor.employeeNumber(), "It is all paid for now", scrutiny);
        askApprover.answer(id, true, null, null, doctor);
        assertThat(decide.approve(id, Sanction.inFull(version(id, scrutiny), most), scrutiny)
                        .state())
                .isEqualTo(ApplicationState.APPROVED);
    }

    @Test
    void whatTheMemberRaisedAfterwardsIsAskedAgainButLessMayBeGranted() {
        ApplicationView view = taken();
        UUID id = view.id();
        askApprover.ask(id, doctor.employeeNumber(), "Look", scrutiny);
        askApprover.answer(id, true, null, null, doctor);
        decide.sendBack(id, "DETAILS_INCORRECT", "All bills?", Map.of(), version(id, scrutiny), scrutiny);
        User member = Households.user(view.employeeNumber(), Role.MEMBER);
        ApplicationView open = applications.get(id, member);
        open = drafting.addLine(id, open.version(), Households.line("SURGEON", Money.of(4_000)), member);
        answerSendBack.resubmit(id, "One more", open.version(), member);
        Money raised = applications.get(id, scrutiny).payable();
        assertThat(raised.exceeds(view.payable())).isTrue();
        assertRefused(
                "review.approverAskAgain",
                () -> decide.approve(id, Sanction.inFull(version(id, scrutiny), raised), scrutiny));
        Sanction less = new Sanction(version(id, scrutiny), raised, view.payable(), "PARTIAL_GRANT", null);
        assertThat(decide.approve(id, less, scrutiny).sanctioned()).isEqualTo(view.payable());
    }

    @Test
    void anApprovalThatDoesNotTellItsAmountIsAskedAgain() {
        ApplicationView view = taken();
        UUID id = view.id();
        askApprover.ask(id, doctor.employeeNumber(), "Look", scrutiny);
        askApprover.answer(id, true, null, null, doctor);
        // as one from before the amounts were kept
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("alter table review.added_approval drop constraint approvals_name_their_amount")
                    .update();
            jdbc.sql("update review.added_approval set payable = null where application_id = ?")
                    .param(id)
                    .update();
            jdbc.sql("""
                    alter table review.added_approval add constraint approvals_name_their_amount
                    check (answer <> 'APPROVED' or payable is not null) not valid
                    """).update();
        });
        assertRefused(
                "review.approverAskAgain",
                () -> decide.approve(id, Sanction.inFull(version(id, scrutiny), view.payable()), scrutiny));
        askApprover.ask(id, doctor.employeeNumber(), "Once more", scrutiny);
        askApprover.answer(id, true, null, null, doctor);
        decide.approve(id, Sanction.inFull(version(id, scrutiny), view.payable()), scrutiny);
    }

    @Test
    void theDatabaseKeepsTheTaskAndTheQuestionsInStep() {
        UUID id = taken().id();
        for (String false_ : List.of(
                "update review.task set waits_for = '" + doctor.employeeNumber() + "' where application_id = '" + id
                        + "'",
                "update review.task set declined_by = '" + doctor.employeeNumber() + "' where application_id = '" + id
                        + "'")) {
            assertThatThrownBy(() -> jdbc.sql(false_).update()).as(false_).hasMessageContaining("whoever_");
        }
        askApprover.ask(id, doctor.employeeNumber(), "Look", scrutiny);
        for (Map.Entry<String, String> change : Map.of(
                        "update review.task set waits_for = null where application_id = '%s'",
                        "waits_for_whoever_is_asked",
                        "update review.added_approval set answer = 'APPROVED', answered_at = now(), answered_by = '"
                                + scrutiny.employeeNumber() + "', answered_by_name = 'X' where application_id = '%s'",
                        "review",
                        "update review.added_approval set answer = 'APPROVED', answered_at = now(),"
                                + " answered_by = '1', answered_by_name = 'X' where application_id = '%s'",
                        "only_the_person_or_a_stand_in_answers",
                        "update review.added_approval set person = '1' where application_id = '%s'",
                        "added_approval_is_answered_once",
                        "delete from review.added_approval where application_id = '%s'",
                        "added_approval_is_answered_once")
                .entrySet()) {
            assertThatThrownBy(() -> jdbc.sql(change.getKey().formatted(id)).update())
                    .as(change.getKey())
                    .hasMessageContaining(change.getValue());
        }
        askApprover.answer(id, false, "No", null, doctor);
        assertThatThrownBy(() -> jdbc.sql("update review.task set declined_by = null where application_id = ?")
                        .param(id)
                        .update())
                .hasMessageContaining("declined_by_whoever_declined");
    }

    @Test
    void whoAsksAndWhoApprovesInTheSameInstantComeOneAfterTheOther() throws Exception {
        for (int round = 0; round < 6; round++) {
            ApplicationView view = taken();
            UUID id = view.id();
            CyclicBarrier start = new CyclicBarrier(2);
            User head = reviewer(Role.HEAD);
            List<String> outcome = atOnce(
                    () -> {
                        start.await();
                        askApprover.ask(id, doctor.employeeNumber(), "Look", head);
                    },
                    () -> {
                        start.await();
                        decide.approve(id, Sanction.inFull(view.version(), view.payable()), scrutiny);
                    });
            assertThat(outcome).as("one of the two").containsOnlyOnce("done");
            boolean approved = applications.get(id, scrutiny).state() == ApplicationState.APPROVED;
            assertThat(approvals.open(id).isPresent()).isEqualTo(!approved);
        }
    }

    @Test
    void aStandInAnswersDuringTheLeaveAndBothAreOnRecord() {
        UUID id = taken().id();
        User standIn = elsewhere(Role.APEX_PANEL_MEMBER);
        assertNotFound(() -> applications.get(id, standIn));
        standIn(doctor, standIn);
        askApprover.ask(id, doctor.employeeNumber(), "Look", scrutiny);
        notices(doctor, "APPROVAL_ASKED");
        notices(standIn, "APPROVAL_ASKED");
        assertThat(files.open(id, standIn).asked()).isTrue();
        assertThat(queue.page(
                                new Desk(standIn, APEX_PANEL, doctor, IndiaTime.today(clock)),
                                QueueTab.ASKED,
                                QueueFilter.NONE,
                                null,
                                10)
                        .tasks())
                .extracting(ReviewTask::applicationId)
                .containsExactly(id);
        askApprover.answer(id, true, "In the place of my colleague", null, standIn);
        AddedApproval answered = approvals.of(id).getFirst();
        assertThat(answered.person()).isEqualTo(doctor.employeeNumber());
        assertThat(answered.answeredBy()).isEqualTo(standIn.employeeNumber());
        assertThat(answered.answeredInPlace()).isTrue();
        assertThat(jdbc.sql(
                                "select actor from applications.level_actor where application_id = ? and level = 'ADDED_APPROVER'")
                        .param(id)
                        .query(String.class)
                        .list())
                .as("neither acts at another stage")
                .containsExactlyInAnyOrder(doctor.employeeNumber(), standIn.employeeNumber());
    }

    @Test
    void nobodyAnswersTheOwnQuestionInTheColleaguesPlaceNorForWhoMayNotAct() {
        UUID id = atSubPanel(40_000, scrutiny).id();
        User panel = reviewer(Role.SUB_PANEL_MEMBER);
        takeTask.take(id, panel);
        User colleague = elsewhere(Role.SUB_PANEL_MEMBER);
        standIn(colleague, panel);
        askApprover.ask(id, colleague.employeeNumber(), "Look", panel);
        assertRefused("review.actedElsewhere", () -> askApprover.answer(id, true, null, null, panel));
        assertThat(approvals.open(id)).isPresent();
        askApprover.takeBack(id, "On leave", panel);

        User other = elsewhere(Role.SUB_PANEL_MEMBER);
        User late = elsewhere(Role.SUB_PANEL_MEMBER);
        askApprover.ask(id, other.employeeNumber(), "Look", panel);
        assertRefused("review.notAskedOfYou", () -> askApprover.answer(id, true, null, null, late));
        standIn(other, anotherPanel());
        assertRefused(
                "review.notAskedOfYou",
                () -> askApprover.answer(id, true, null, null, elsewhere(Role.APEX_PANEL_MEMBER)));
    }

    @Test
    void whoAskedIsToldOnceThatThePersonHasLeftAndItStillWaits() {
        UUID id = taken().id();
        askApprover.ask(id, doctor.employeeNumber(), "Look", scrutiny);
        watch.run();
        jdbc.sql("""
                delete from identity.role_assignment r using identity.account a
                where a.id = r.account_id and a.employee_number = ? and r.role = 'APEX_PANEL_MEMBER'
                """).param(doctor.employeeNumber()).update();
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(ReviewLevels.of(
                                accounts.user(doctor.employeeNumber()).orElseThrow()))
                        .isEmpty());
        watch.run();
        watch.run();
        notices(scrutiny, "APPROVER_LEFT");
        User left = accounts.user(doctor.employeeNumber()).orElseThrow();
        assertRefused("review.notYourLevel", () -> askApprover.answer(id, true, null, null, left));
        ApplicationView view = applications.get(id, scrutiny);
        assertRefused(
                "review.waitsForApprover",
                () -> decide.approve(id, Sanction.inFull(view.version(), view.payable()), scrutiny));
        askApprover.takeBack(id, "Has left", scrutiny);
        decide.approve(id, Sanction.inFull(version(id, scrutiny), view.payable()), scrutiny);
    }

    private ApplicationView taken() {
        UUID id = submitted(10_000).id();
        takeTask.take(id, scrutiny);
        return applications.get(id, scrutiny);
    }

    private User elsewhere(Role role) {
        return reviewer(new Scope(Set.of("OTHER"), Set.of(), Set.of()), role);
    }

    private User anotherPanel() {
        return elsewhere(Role.SUB_PANEL_MEMBER);
    }

    private void standIn(User absent, User standIn) {
        delegateWork.delegate(
                new DelegateWork.Wish(
                        ReviewLevels.of(absent).getFirst(),
                        standIn.employeeNumber(),
                        IndiaTime.today(clock),
                        IndiaTime.today(clock),
                        "Leave"),
                absent);
    }

    private interface Act {
        void run() throws Exception;
    }

    private static List<String> atOnce(Act... acts) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(acts.length)) {
            List<Future<String>> all = threads.invokeAll(List.of(acts).stream()
                    .<Callable<String>>map(act -> () -> {
                        try {
                            act.run();
                            return "done";
                        } catch (Refused refused) {
                            return refused.code();
                        }
                    })
                    .toList());
            return List.of(all.getFirst().get(), all.getLast().get());
        }
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
