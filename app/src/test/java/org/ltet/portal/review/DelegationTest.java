package org.ltet.portal.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.ltet.portal.applications.ReviewLevel.SCRUTINY;
import static org.ltet.portal.applications.ReviewLevel.SUB_PANEL;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.ApprovedDecisions;
import org.ltet.portal.applications.DecisionView;
import org.ltet.portal.applications.Deduction;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.applications.Sanction;
import org.ltet.portal.applications.TimelineEntry;
import org.ltet.portal.identity.NewAccount;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

@DisplayName("A colleague stands in during leave (REV-5)")
class DelegationTest extends ReviewTestBase {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final LocalDate FIRST = LocalDate.of(2026, 12, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 12, 5);

    @Autowired
    DelegateWork delegateWork;

    @Autowired
    Delegations delegations;

    @Autowired
    HandBack handBack;

    @Autowired
    ApprovedDecisions decisionsOnRecord;

    @Test
    void theColleaguesDeskIsThereFromTheFirstMomentOfTheFirstDayInIndiaToTheLastOfTheLastDay() {
        User absent = reviewer(Role.SCRUTINY_OFFICER);
        User standIn = elsewhere(Role.SCRUTINY_OFFICER);
        UUID begun = submitted(10_000).id();
        takeTask.take(begun, absent);
        UUID waiting = submitted(10_000).id();
        delegate(absent, standIn, SCRUTINY, FIRST, LAST);

        for (String closed : List.of("2026-11-30T18:29:59Z", "2026-12-05T18:30:00Z")) {
            clock.setTo(Instant.parse(closed));
            assertThat(delegations.desks(standIn)).as(closed).isEmpty();
            assertRefused("review.delegationOver", () -> takeTask.take(begun, absent.employeeNumber(), standIn));
            assertRefused("task.notFound", Refused.Kind.NOT_FOUND, () -> applications.get(begun, standIn));
        }
        for (String open : List.of("2026-11-30T18:30:00Z", "2026-12-05T18:29:59Z")) {
            clock.setTo(Instant.parse(open));
            Desk desk = desk(absent, standIn, SCRUTINY);
            assertThat(listed(desk, QueueTab.TO_DO)).as(open).containsExactlyInAnyOrder(begun, waiting);
            assertThat(applications.get(begun, standIn).number()).isNotNull();
        }
        assertThat(listed(standIn, SCRUTINY, QueueTab.TO_DO))
                .as("the own queue")
                .isEmpty();
    }

    @Test
    void whatIsDoneIsOnRecordForBothInTheHistoryTheDeductionTheSignedDecisionAndTheTrail() {
        User absent = reviewer(Role.SCRUTINY_OFFICER);
        User standIn = elsewhere(Role.SCRUTINY_OFFICER);
        Household family = family();
        ApplicationView view = households.submitted(family, Money.of(12_000));
        UUID id = view.id();
        delegate(absent, standIn, SCRUTINY, TODAY, TODAY);

        takeTask.take(id, absent.employeeNumber(), standIn);
        assertThat(tabs(id, desk(absent, standIn, SCRUTINY))).containsExactly(QueueTab.MINE);
        UUID line = view.lines().getFirst().id();
        decide.deduct(id, line, new Deduction(Money.of(1_000), "NO_BILL", "No bill"), version(id, standIn), standIn);
        ApplicationView before = applications.get(id, standIn);
        decide.approve(id, Sanction.inFull(before.version(), before.payable()), standIn);

        TimelineEntry approved = applications.get(id, absent).timeline().getLast();
        assertThat(approved.actor()).isEqualTo(standIn.employeeNumber());
        assertThat(approved.absent()).isEqualTo(absent.employeeNumber());
        assertThat(approved.absentName()).isEqualTo(absent.displayName());
        assertThat(applications.get(id, family.user()).timeline())
                .as("members see neither name")
                .allMatch(entry -> entry.absent() == null && entry.absentName() == null);
        assertThat(applications.deductions(id, absent).getFirst().absentName()).isEqualTo(absent.displayName());
        DecisionView decision = decisionsOnRecord.of(id, absent).getFirst();
        assertThat(decision.verified()).isTrue();
        DecisionView.Content content = Objects.requireNonNull(decision.content());
        assertThat(content.actorName()).isEqualTo(standIn.displayName());
        assertThat(content.absentName()).isEqualTo(absent.displayName());
        assertThat(tabs(id, desk(absent, standIn, SCRUTINY))).containsExactly(QueueTab.DONE);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(jdbc.sql("""
                        select count(*) from audit.entry
                        where application_id = :id and action in ('task.taken', 'application.taken',
                            'application.deducted', 'application.sanctioned') and changes::text like '%inPlaceOf%'
                        """)
                                .param("id", id)
                                .query(Integer.class)
                                .single())
                        .isEqualTo(4));
    }

    @Test
    void whatTheColleagueHasBegunIsTakenOverFirstAndNobodyElseGetsIt() {
        User absent = reviewer(Role.SCRUTINY_OFFICER);
        User standIn = reviewer(Role.SCRUTINY_OFFICER);
        User third = reviewer(Role.SCRUTINY_OFFICER);
        UUID waiting = submitted(10_000).id();
        clock.advance(Duration.ofMinutes(5));
        UUID begun = submitted(10_000).id();
        takeTask.take(begun, absent);
        delegate(absent, standIn, SCRUTINY, TODAY, TODAY);

        Desk desk = desk(absent, standIn, SCRUTINY);
        assertThat(takeTask.next(desk, QueueFilter.NONE))
                .get()
                .extracting(ReviewTask::applicationId)
                .isEqualTo(begun);
        assertRefused("review.heldByOther", () -> takeTask.take(begun, third));
        assertThat(takeTask.next(desk, QueueFilter.NONE))
                .get()
                .extracting(ReviewTask::applicationId, ReviewTask::heldFor)
                .containsExactly(waiting, absent.employeeNumber());
        assertThat(takeTask.next(desk, QueueFilter.NONE)).isEmpty();
        assertThat(listed(standIn, SCRUTINY, QueueTab.MINE))
                .as("not at the own desk")
                .isEmpty();
    }

    @Test
    void theStandInHasTheScopeOfTheColleagueAndNoMoreThanTheColleagueHasToday() {
        User absent = reviewer(Role.SCRUTINY_OFFICER);
        User standIn = elsewhere(Role.SCRUTINY_OFFICER);
        UUID inside = submitted(10_000).id();
        String own = company;
        ownCompany();
        UUID outside = submitted(10_000).id();
        company = own;
        delegate(absent, standIn, SCRUTINY, TODAY, TODAY);

        assertThat(listed(desk(absent, standIn, SCRUTINY), QueueTab.TO_DO)).containsExactly(inside);
        assertRefused(
                "outside the scope of both",
                Refused.Kind.NOT_FOUND,
                () -> takeTask.take(outside, absent.employeeNumber(), standIn));
        takeTask.take(inside, absent.employeeNumber(), standIn);
        jdbc.sql("""
                delete from identity.role_assignment r using identity.account a
                where a.id = r.account_id and a.employee_number = ? and r.role = 'SCRUTINY_OFFICER'
                """).param(absent.employeeNumber()).update();

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(delegations.desks(standIn)).isEmpty());
        assertRefused("application.notFound", Refused.Kind.NOT_FOUND, () -> applications.get(inside, standIn));
        assertThatThrownBy(() -> decide.reject(inside, "NOT_ELIGIBLE", "No", 1, standIn))
                .isInstanceOf(Refused.class);
        handBack.run();
        assertThat(queue.find(inside).orElseThrow().assignedTo())
                .as("to the queue, because that person has left the post")
                .isNull();
    }

    @Test
    void whatBarsOneOfTheTwoBarsBoth() {
        Household applicant = family();
        User absent = staffOf(applicant, Role.SCRUTINY_OFFICER);
        User standIn = reviewer(Role.SCRUTINY_OFFICER);
        UUID absents = households.submitted(applicant, Money.of(10_000)).id();
        delegate(absent, standIn, SCRUTINY, TODAY, TODAY);
        assertThat(listed(desk(absent, standIn, SCRUTINY), QueueTab.TO_DO)).isEmpty();
        assertRefused("review.absentMayNot", () -> takeTask.take(absents, absent.employeeNumber(), standIn));
        assertThat(takeTask.take(absents, standIn).heldFor())
                .as("in the own right it is a stranger's")
                .isNull();

        Household second = family();
        User away = reviewer(Role.SCRUTINY_OFFICER);
        User applies = staffOf(second, Role.SCRUTINY_OFFICER);
        UUID own = households.submitted(second, Money.of(10_000)).id();
        delegate(away, applies, SCRUTINY, TODAY, TODAY);
        assertThat(listed(desk(away, applies, SCRUTINY), QueueTab.TO_DO)).doesNotContain(own);
        assertRefused("review.ownOrRelative", () -> takeTask.take(own, away.employeeNumber(), applies));
        assertThatThrownBy(() -> jdbc.sql("""
                        update review.task set assigned_to = ?, held_for = ?, taken_at = ? where application_id = ?
                        """)
                        .params(
                                away.employeeNumber(),
                                applies.employeeNumber(),
                                TaskRows.timestamp(clock.instant()),
                                own)
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void bothHaveActedAtTheLevelAndNeitherActsAtAnother() {
        User absent = reviewer(Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER);
        User standIn = reviewer(Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER);
        UUID id = submitted(40_000).id();
        delegate(absent, standIn, SCRUTINY, TODAY, TODAY);
        delegate(absent, standIn, SUB_PANEL, TODAY, TODAY);
        takeTask.take(id, absent.employeeNumber(), standIn);
        decide.forward(id, null, null, version(id, standIn), standIn);

        for (User either : List.of(absent, standIn)) {
            assertThat(listed(either, SUB_PANEL, QueueTab.TO_DO)).isEmpty();
            assertRefused("review.actedElsewhere", () -> takeTask.take(id, either));
        }
        assertThat(listed(desk(absent, standIn, SUB_PANEL), QueueTab.TO_DO)).isEmpty();
        assertThat(jdbc.sql("select actor from applications.level_actor where application_id = ? and level = ?")
                        .params(id, "SCRUTINY")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(absent.employeeNumber(), standIn.employeeNumber());
        assertThatThrownBy(
                        () -> jdbc.sql("""
                        update review.task set assigned_to = ?, taken_at = now() where application_id = ?
                        """).params(absent.employeeNumber(), id).update())
                .hasMessageContaining("not_held_by_who_acted_at_another_level");

        User forwarded = reviewer(Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER);
        User replaces = reviewer(Role.SUB_PANEL_MEMBER);
        UUID other = atSubPanel(40_000, forwarded).id();
        delegate(forwarded, replaces, SUB_PANEL, TODAY, TODAY);
        assertThat(listed(desk(forwarded, replaces, SUB_PANEL), QueueTab.TO_DO))
                .as("who forwarded it is not replaced at the next level either")
                .containsExactly(id);
        assertRefused("review.absentMayNot", () -> takeTask.take(other, forwarded.employeeNumber(), replaces));
    }

    @Test
    void noChainsAndNoTwoForTheSameLevelInTheSameDaysAlsoBehindThePortal() {
        User one = reviewer(Role.SCRUTINY_OFFICER);
        User two = reviewer(Role.SCRUTINY_OFFICER);
        User three = reviewer(Role.SCRUTINY_OFFICER);
        delegate(one, two, SCRUTINY, FIRST, LAST);

        assertRefused("review.delegationOverlaps", () -> delegate(one, three, SCRUTINY, LAST, LAST.plusDays(3)));
        assertRefused("review.delegatorStandsIn", () -> delegate(two, three, SCRUTINY, FIRST.minusDays(2), FIRST));
        assertRefused("review.delegateAway", () -> delegate(three, one, SCRUTINY, LAST, LAST));
        for (List<User> pair : List.of(List.of(one, three), List.of(two, three), List.of(three, one))) {
            assertThatThrownBy(() -> insert(pair.getFirst(), pair.getLast(), LAST, LAST))
                    .isInstanceOf(DataAccessException.class);
        }
        assertThatThrownBy(() -> insert(three, three, LAST, LAST)).hasMessageContaining("not_to_oneself");
        assertThatThrownBy(() -> insert(three, two, LAST, FIRST)).isInstanceOf(DataAccessException.class);

        delegate(one, three, SCRUTINY, LAST.plusDays(1), LAST.plusDays(3));
        delegate(three, two, SCRUTINY, FIRST, LAST);
        delegateWork.end(delegations.get(planned(one), one).id(), one);
        assertThatThrownBy(() -> jdbc.sql("delete from review.delegation where delegator = ?")
                        .param(one.employeeNumber())
                        .update())
                .hasMessageContaining("delegation_is_only_ended");
        assertThatThrownBy(() -> jdbc.sql("update review.delegation set until_day = until_day + 1 where delegator = ?")
                        .param(three.employeeNumber())
                        .update())
                .hasMessageContaining("delegation_is_only_ended");
    }

    @Test
    void onlySuitableColleaguesAndSensibleDaysAreTaken() {
        User absent = reviewer(Role.SUB_PANEL_MEMBER);
        User lower = reviewer(Role.SCRUTINY_OFFICER);
        User later = reviewer(Role.APEX_PANEL_MEMBER);
        User accounts = reviewer(Role.ACCOUNTS_OFFICER);

        for (User unsuitable : List.of(lower, accounts)) {
            assertRefused("review.delegateUnsuitable", () -> delegate(absent, unsuitable, SUB_PANEL, FIRST, LAST));
        }
        assertRefused("review.delegateSelf", () -> delegate(absent, absent, SUB_PANEL, FIRST, LAST));
        assertRefused("review.notYourLevel", () -> delegate(absent, later, SCRUTINY, FIRST, LAST));
        assertRefused("review.delegationFrom", () -> delegate(absent, later, SUB_PANEL, TODAY.minusDays(1), LAST));
        assertRefused("review.delegationUntil", () -> delegate(absent, later, SUB_PANEL, LAST, FIRST));
        assertRefused("review.delegationUntil", () -> delegate(absent, later, SUB_PANEL, FIRST, FIRST.plusDays(92)));
        assertRefused(
                "review.reasonNeeded",
                () -> delegateWork.delegate(
                        new DelegateWork.Wish(SUB_PANEL, later.employeeNumber(), FIRST, LAST, " "), absent));
        assertThat(delegateWork.candidates(absent))
                .containsKey(later.employeeNumber())
                .doesNotContainKeys(lower.employeeNumber(), accounts.employeeNumber(), absent.employeeNumber());
        assertThat(delegate(absent, later, SUB_PANEL, FIRST, FIRST.plusDays(91)).on(TODAY))
                .isEqualTo(Delegation.State.PLANNED);
    }

    @Test
    void eitherEndsItEarlyAndWhatIsInHandsGoesBackAtOnce() {
        User absent = reviewer(Role.SCRUTINY_OFFICER);
        User standIn = reviewer(Role.SCRUTINY_OFFICER);
        for (User either : List.of(absent, standIn)) {
            UUID id = submitted(10_000).id();
            UUID delegation = delegate(absent, standIn, SCRUTINY, TODAY, LAST).id();
            takeTask.take(id, absent.employeeNumber(), standIn);
            assertRefused(
                    "delegation.notFound",
                    Refused.Kind.NOT_FOUND,
                    () -> delegateWork.end(delegation, reviewer(Role.SCRUTINY_OFFICER)));
            delegateWork.end(delegation, either);

            assertThat(queue.find(id).orElseThrow().assignedTo()).isEqualTo(absent.employeeNumber());
            assertThat(queue.find(id).orElseThrow().heldFor()).isNull();
            assertRefused(
                    "review.heldByOther", () -> decide.reject(id, "NOT_ELIGIBLE", "No", version(id, standIn), standIn));
            assertRefused("review.delegationOver", () -> delegateWork.end(delegation, either));
            decide.reject(id, "NOT_ELIGIBLE", "No", version(id, absent), absent);
        }
        for (User each : List.of(absent, standIn)) {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(jdbc.sql(
                                            "select kind from notifications.notice where employee_number = ? order by kind")
                                    .param(each.employeeNumber())
                                    .query(String.class)
                                    .list())
                            .contains(each == absent ? "IS_REPLACED" : "STANDS_IN", "STAND_IN_ENDED"));
        }
    }

    @Test
    void anAnswerOfTheMemberComesToTheStandInWhileItRunsAndToTheColleagueAfterwards() {
        User absent = reviewer(Role.SCRUTINY_OFFICER);
        User standIn = reviewer(Role.SCRUTINY_OFFICER);
        delegate(absent, standIn, SCRUTINY, TODAY, FIRST);
        Household family = family();
        UUID id = households.submitted(family, Money.of(10_000)).id();
        takeTask.take(id, absent.employeeNumber(), standIn);
        decide.sendBack(id, "OTHER", "Which hospital?", Map.of(), version(id, standIn), standIn);
        assertThat(tabs(id, desk(absent, standIn, SCRUTINY))).containsExactly(QueueTab.SENT_BACK);
        answerSendBack.resubmit(id, "City", version(id, family.user()), family.user());
        assertThat(queue.find(id).orElseThrow())
                .extracting(ReviewTask::assignedTo, ReviewTask::heldFor)
                .containsExactly(standIn.employeeNumber(), absent.employeeNumber());

        decide.sendBack(id, "OTHER", "Which ward?", Map.of(), version(id, standIn), standIn);
        clock.setTo(FIRST.plusDays(1));
        answerSendBack.resubmit(id, "Third", version(id, family.user()), family.user());
        assertThat(queue.find(id).orElseThrow())
                .extracting(ReviewTask::assignedTo, ReviewTask::heldFor)
                .containsExactly(absent.employeeNumber(), null);
        assertThat(tabs(id, absent, SCRUTINY)).contains(QueueTab.MINE);
    }

    @Test
    void aTaskIsHeldForSomebodyByADelegationOnlyWhateverTheProgramDoes() {
        User absent = reviewer(Role.SCRUTINY_OFFICER);
        User standIn = reviewer(Role.SCRUTINY_OFFICER);
        UUID id = submitted(10_000).id();
        assertThatThrownBy(() -> jdbc.sql("""
                        update review.task set assigned_to = ?, held_for = ?, taken_at = ? where application_id = ?
                        """)
                        .params(
                                standIn.employeeNumber(),
                                absent.employeeNumber(),
                                TaskRows.timestamp(clock.instant()),
                                id)
                        .update())
                .hasMessageContaining("held_for_by_delegation_only");
        takeTask.take(id, absent);
        assertThat(applications.get(id, absent).state()).isEqualTo(ApplicationState.UNDER_REVIEW);
        assertThatThrownBy(() -> jdbc.sql("""
                        insert into applications.transition (application_id, seq, move, from_state, from_level, to_state,
                            to_level, at, actor, actor_name, acting_role, absent, absent_name, for_member)
                        values (?, (select transitions + 1 from applications.application where id = ?), 'REJECT',
                            'UNDER_REVIEW', 'SCRUTINY', 'REJECTED', null, ?, ?, 'X', 'SCRUTINY_OFFICER', ?, 'Y', false)
                        """)
                        .params(
                                id,
                                id,
                                TaskRows.timestamp(clock.instant()),
                                absent.employeeNumber(),
                                standIn.employeeNumber())
                        .update())
                .hasMessageContaining("absent_has_the_stage");
    }

    private Delegation delegate(User absent, User standIn, ReviewLevel level, LocalDate from, LocalDate until) {
        return delegateWork.delegate(
                new DelegateWork.Wish(level, standIn.employeeNumber(), from, until, "Annual leave"), absent);
    }

    private Desk desk(User absent, User standIn, ReviewLevel level) {
        return delegations.desk(standIn, level, absent.employeeNumber());
    }

    private UUID planned(User absent) {
        return delegations.of(absent).stream()
                .filter(delegation -> delegation.delegator().equals(absent.employeeNumber()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** Reviews another company only. */
    private User elsewhere(Role role) {
        return reviewer(new Scope(Set.of("OTHER"), Set.of(), Set.of()), role);
    }

    private User staffOf(Household household, Role... roles) {
        Map<Role, Scope> held = new EnumMap<>(Role.class);
        held.put(Role.MEMBER, Scope.EVERYWHERE);
        for (Role role : roles) {
            held.put(role, new Scope(Set.of(company), Set.of(), Set.of()));
        }
        String number = household.user().employeeNumber();
        accounts.open(new NewAccount(number, "Staff " + number, number + "@example.in", PASSWORD, held));
        return accounts.user(number).orElseThrow();
    }

    private List<UUID> listed(Desk desk, QueueTab tab) {
        List<UUID> ids = queue.page(desk, tab, QueueFilter.NONE, null, 200).tasks().stream()
                .map(ReviewTask::applicationId)
                .toList();
        assertThat(queue.counts(desk, QueueFilter.NONE).of(tab))
                .as("count of %s", tab)
                .isEqualTo(ids.size());
        return ids;
    }

    private List<QueueTab> tabs(UUID id, Desk desk) {
        return List.of(QueueTab.values()).stream()
                .filter(tab -> listed(desk, tab).contains(id))
                .toList();
    }

    private void insert(User absent, User standIn, LocalDate from, LocalDate until) {
        jdbc.sql("""
                insert into review.delegation (id, delegator, delegator_name, delegate, delegate_name, level, from_day,
                    until_day, reason, made_at)
                values (?, ?, 'A', ?, 'B', 'SCRUTINY', ?, ?, 'Leave', ?)
                """)
                .params(
                        Ids.next(),
                        absent.employeeNumber(),
                        standIn.employeeNumber(),
                        from,
                        until,
                        TaskRows.timestamp(clock.instant()))
                .update();
    }

    private static void assertRefused(String code, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static void assertRefused(String what, Refused.Kind kind, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.kind()).as(what).isEqualTo(kind));
    }
}
