package org.ltet.portal.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import({Households.class, RecordedEvents.class})
@DisplayName("Decisions (REV-3, REV-4, REV-5, APP-8)")
class DecisionsTest {

    @Autowired
    Households households;

    @Autowired
    Applications applications;

    @Autowired
    Drafting drafting;

    @Autowired
    Decisions decisions;

    @Autowired
    AnswerSendBack answerSendBack;

    @Autowired
    WithdrawApplication withdrawApplication;

    @Autowired
    RecordedEvents events;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    Household household;
    User scrutiny;
    User panel;
    User apex;

    @BeforeEach
    void people() {
        clock.reset();
        household = households.serving();
        scrutiny = households.staff(Role.SCRUTINY_OFFICER);
        panel = households.staff(Role.SUB_PANEL_MEMBER);
        apex = households.staff(Role.APEX_PANEL_MEMBER);
    }

    @Test
    void takesDeductsForwardsAndSanctionsUnderTheUseOfLimits() {
        ApplicationView app = households.at(ReviewLevel.SCRUTINY, household, Money.of(61_400), scrutiny);
        assertThat(app.nextLevel()).isEqualTo(ReviewLevel.SUB_PANEL);
        UUID line = app.lines().getFirst().id();
        app = decisions.deduct(
                app.id(),
                line,
                new Deduction(Money.of(1_400), "NOT_ADMISSIBLE", "Toiletries"),
                app.version(),
                scrutiny);
        assertThat(app.payable()).isEqualTo(Money.of(36_000));
        app = decisions.forward(app.id(), null, "Complete", app.version(), scrutiny);
        assertThat(app.level()).isEqualTo(ReviewLevel.SUB_PANEL);
        app = decisions.deduct(
                app.id(), line, new Deduction(Money.of(11_400), "ABOVE_TARIFF", null), app.version(), panel);
        app = decisions.sanction(app.id(), Sanction.inFull(app.version(), app.payable()), panel);

        assertThat(app.state()).isEqualTo(ApplicationState.APPROVED);
        assertThat(app.sanctioned()).isEqualTo(Money.of(30_000));
        assertThat(app.nextLevel()).isNull();
        assertThat(applications.deductions(app.id(), panel))
                .satisfiesExactly(
                        first -> {
                            assertThat(first.from()).isEqualTo(Money.ZERO);
                            assertThat(first.to()).isEqualTo(Money.of(1_400));
                            assertThat(first.actor()).isEqualTo(scrutiny.employeeNumber());
                            assertThat(first.level()).isEqualTo(ReviewLevel.SCRUTINY);
                        },
                        second -> {
                            assertThat(second.from()).isEqualTo(Money.of(1_400));
                            assertThat(second.to()).isEqualTo(Money.of(11_400));
                            assertThat(second.actor()).isEqualTo(panel.employeeNumber());
                        });
        assertThat(events.of(app.id(), ApplicationApproved.class))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.sanctioned()).isEqualTo(Money.of(30_000));
                    assertThat(event.bankAccountId()).isEqualTo(household.bankAccountId());
                });
        assertThat(events.of(app.id(), ApplicationAmountChanged.class)).hasSize(2);
        assertThat(used(app.id())).isEqualTo("30000.00");
    }

    @Test
    void theLastNeededLevelDecidesAndNoLevelBeforeIt() {
        ApplicationView app = households.at(ReviewLevel.SCRUTINY, household, Money.of(16_668), scrutiny);
        assertThat(app.payable()).isEqualTo(Money.of(10_001));
        UUID id = app.id();
        long version = app.version();
        assertRefused(
                "applications.levelNeeded",
                () -> decisions.sanction(id, Sanction.inFull(version, Money.of(10_001)), scrutiny));

        ApplicationView small = households.at(ReviewLevel.SCRUTINY, households.serving(), Money.of(16_666), scrutiny);
        assertThat(small.payable()).isEqualTo(Money.of(10_000));
        assertThat(small.nextLevel()).isNull();
        assertThat(decisions
                        .sanction(small.id(), Sanction.inFull(small.version(), small.payable()), scrutiny)
                        .state())
                .isEqualTo(ApplicationState.APPROVED);
    }

    @Test
    @DisplayName("REV-5: no level that the amount needs is passed over, not even by adding the apex panel")
    void aNeededLevelCannotBeSkipped() {
        ApplicationView app = households.seriousIllnessSubmitted(household, Money.of(400_000));
        UUID id = app.id();
        long version = decisions.take(id, scrutiny).version();
        assertThat(app.payable()).isEqualTo(Money.of(300_000));
        assertRefused(
                "applications.levelSkipped",
                () -> decisions.forward(id, ReviewLevel.APEX_PANEL, null, version, scrutiny));
        app = decisions.forward(id, ReviewLevel.SUB_PANEL, null, version, scrutiny);
        app = decisions.forward(id, ReviewLevel.APEX_PANEL, null, app.version(), panel);
        app = decisions.sanction(id, Sanction.inFull(app.version(), app.payable()), apex);
        assertThat(app.sanctioned()).isEqualTo(Money.of(300_000));
    }

    @Test
    @DisplayName("REV-5: an additional level does not stand for one that the amount comes to need")
    void anAdditionalLevelDoesNotReplaceANeededOne() {
        ApplicationView app = households.at(ReviewLevel.SCRUTINY, household, Money.of(50_000), scrutiny);
        UUID id = app.id();
        UUID line = app.lines().getFirst().id();
        app = decisions.deduct(
                id, line, new Deduction(Money.of(40_000), "ABOVE_TARIFF", null), app.version(), scrutiny);
        assertThat(app.payable()).isEqualTo(Money.of(6_000));
        app = decisions.forward(id, ReviewLevel.APEX_PANEL, "Please look", app.version(), scrutiny);
        ApplicationView raised =
                decisions.deduct(id, line, new Deduction(Money.ZERO, "ABOVE_TARIFF", null), app.version(), apex);
        assertThat(raised.payable()).isEqualTo(Money.of(30_000));
        assertRefused(
                "applications.levelMissed",
                () -> decisions.sanction(id, Sanction.inFull(raised.version(), raised.payable()), apex));

        app = decisions.returnToLevel(id, ReviewLevel.SUB_PANEL, "CHECK_AMOUNT", "Your turn", raised.version(), apex);
        app = decisions.forward(id, ReviewLevel.APEX_PANEL, "Agreed", app.version(), panel);
        app = decisions.sanction(id, Sanction.inFull(app.version(), app.payable()), apex);
        assertThat(app.state()).isEqualTo(ApplicationState.APPROVED);
    }

    @Test
    @DisplayName("REV-5: back at scrutiny, the application climbs all needed levels again")
    void aReturnedApplicationClimbsAgain() {
        ApplicationView app = households.seriousIllnessSubmitted(household, Money.of(400_000));
        UUID id = app.id();
        app = decisions.take(id, scrutiny);
        app = decisions.forward(id, null, null, app.version(), scrutiny);
        app = decisions.forward(id, null, null, app.version(), panel);
        ApplicationView back = decisions.returnToLevel(
                id, ReviewLevel.SCRUTINY, "CHECK_DOCUMENTS", "Again, please", app.version(), apex);
        assertRefused(
                "applications.levelSkipped",
                () -> decisions.forward(id, ReviewLevel.APEX_PANEL, null, back.version(), scrutiny));
        assertThat(decisions.forward(id, null, null, back.version(), scrutiny).level())
                .isEqualTo(ReviewLevel.SUB_PANEL);
    }

    @Test
    void aCapGrantsLessAndKeepsWhatWasPayable() {
        ApplicationView app = households.at(ReviewLevel.SCRUTINY, household, Money.of(10_000), scrutiny);
        UUID id = app.id();
        long version = app.version();
        assertRefused(
                "applications.reasonCode",
                () -> decisions.sanction(
                        id, new Sanction(version, Money.of(6_000), Money.of(4_500), null, null), scrutiny));
        app = decisions.sanction(
                id, new Sanction(version, Money.of(6_000), Money.of(4_500), "PARTIAL_GRANT", "As agreed"), scrutiny);
        assertThat(app.sanctioned()).isEqualTo(Money.of(4_500));
        assertThat(app.payable()).isEqualTo(Money.of(6_000));
        assertThat(used(id)).isEqualTo("4500.00");
    }

    @Test
    void sendsBackWithRemarksAndReturnsToTheLevelThatAsked() {
        ApplicationView app = households.at(ReviewLevel.SUB_PANEL, household, Money.of(50_000), scrutiny);
        UUID line = app.lines().getFirst().id();
        app = decisions.sendBack(
                app.id(),
                "DOCUMENT_UNREADABLE",
                "Please send the bill again.",
                Map.of(line, "The date cannot be read."),
                app.version(),
                panel);
        assertThat(app.state()).isEqualTo(ApplicationState.SENT_BACK);
        assertThat(app.level()).isEqualTo(ReviewLevel.SUB_PANEL);

        ApplicationView seen = applications.get(app.id(), household.user());
        assertThat(seen.lines().getFirst().remark()).isEqualTo("The date cannot be read.");
        assertThat(seen.timeline().getLast()).satisfies(entry -> {
            assertThat(entry.comment()).isEqualTo("Please send the bill again.");
            assertThat(entry.reasonCode()).isEqualTo("DOCUMENT_UNREADABLE");
            assertThat(entry.actorName()).as("members see the role only").isNull();
        });
        seen = drafting.editLine(
                seen.id(), seen.version(), line, Households.line("SURGEON", Money.of(45_000)), household.user());
        long version = seen.version();
        seen = answerSendBack.resubmit(seen.id(), "Here it is.", version, household.user());
        assertThat(seen.state()).isEqualTo(ApplicationState.UNDER_REVIEW);
        assertThat(seen.level()).isEqualTo(ReviewLevel.SUB_PANEL);
        assertThat(seen.payable()).isEqualTo(Money.of(27_000));
        assertThat(answerSendBack.resubmit(seen.id(), "Here it is.", version, household.user()))
                .as("pressed twice")
                .isEqualTo(seen);
        assertThat(events.of(app.id(), ApplicationResubmitted.class)).hasSize(1);
    }

    @Test
    void commentsBetweenReviewersStayAmongThem() {
        ApplicationView app = households.at(ReviewLevel.SUB_PANEL, household, Money.of(50_000), scrutiny);
        app = decisions.returnToLevel(
                app.id(), ReviewLevel.SCRUTINY, "CHECK_DOCUMENTS", "Is this stamp real?", app.version(), panel);
        assertThat(app.level()).isEqualTo(ReviewLevel.SCRUTINY);
        assertThat(applications.get(app.id(), scrutiny).timeline().getLast().comment())
                .isEqualTo("Is this stamp real?");
        assertThat(applications.get(app.id(), household.user()).timeline())
                .noneMatch(entry -> "Is this stamp real?".equals(entry.comment()));
    }

    @Test
    void rejectsWithAReasonForTheMember() {
        ApplicationView app = households.at(ReviewLevel.SCRUTINY, household, Money.of(50_000), scrutiny);
        UUID id = app.id();
        long version = app.version();
        assertRefused(
                "applications.commentRequired", () -> decisions.reject(id, "NOT_ELIGIBLE", "  ", version, scrutiny));
        assertRefused("applications.reasonCode", () -> decisions.reject(id, "BECAUSE", "No.", version, scrutiny));
        app = decisions.reject(id, "NOT_ELIGIBLE", "The surgery was for a listed disease.", version, scrutiny);
        assertThat(app.state()).isEqualTo(ApplicationState.REJECTED);
        assertThat(applications.get(id, household.user()).timeline().getLast().comment())
                .contains("listed disease");
    }

    @Test
    void nobodyActsOnAnOwnOrARelativesApplication() {
        User own = Households.user(household.user().employeeNumber(), Role.MEMBER, Role.SCRUTINY_OFFICER);
        ApplicationView app = households.submitted(household, Money.of(50_000));
        assertRefused("applications.ownOrRelative", () -> decisions.take(app.id(), own));

        Household colleague = households.serving();
        jdbc.sql("""
                insert into people.dependent (member_id, hrms_key, relation, name, birth_date, disabled)
                select :relative, 'brother', 'PARENT', name, birth_date, false from people.dependent where id = :child
                """)
                .param("relative", colleague.memberId())
                .param("child", household.childId())
                .update();
        User relative = Households.user(colleague.user().employeeNumber(), Role.MEMBER, Role.SCRUTINY_OFFICER);
        assertRefused("applications.ownOrRelative", () -> decisions.take(app.id(), relative));
        assertThat(applications.get(app.id(), scrutiny).state()).isEqualTo(ApplicationState.SUBMITTED);
    }

    @Test
    void nobodyActsAtTwoLevelsOfOneApplication() {
        User both = households.staff(Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER);
        ApplicationView app = households.at(ReviewLevel.SUB_PANEL, household, Money.of(50_000), both);
        assertRefused(
                "applications.actedAtOtherLevel",
                () -> decisions.sanction(app.id(), Sanction.inFull(app.version(), app.payable()), both));
        assertThat(decisions
                        .sanction(app.id(), Sanction.inFull(app.version(), app.payable()), panel)
                        .state())
                .isEqualTo(ApplicationState.APPROVED);
    }

    @Test
    void theSecondOfTwoReviewersIsToldWhoWasFirst() {
        ApplicationView app = households.submitted(household, Money.of(50_000));
        decisions.take(app.id(), scrutiny);
        User late = households.staff(Role.SCRUTINY_OFFICER);
        assertThatThrownBy(() -> decisions.take(app.id(), late)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.kind()).isEqualTo(Refused.Kind.CONFLICT);
            assertThat(refused.code()).isEqualTo("applications.movedMeanwhile");
            assertThat(refused.arguments()).contains(scrutiny.displayName());
        });
    }

    @Test
    void aDecisionOnAnOldViewIsRefusedAndChangesNothing() {
        ApplicationView app = households.at(ReviewLevel.SCRUTINY, household, Money.of(50_000), scrutiny);
        UUID line = app.lines().getFirst().id();
        ApplicationView newer =
                decisions.deduct(app.id(), line, new Deduction(Money.of(100), "OTHER", null), app.version(), scrutiny);
        assertThatThrownBy(() -> decisions.reject(app.id(), "OTHER", "No", app.version(), scrutiny))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.STALE));
        assertThat(applications.get(app.id(), scrutiny)).isEqualTo(newer);
        assertRefused(
                "applications.deduction",
                () -> decisions.deduct(
                        app.id(), line, new Deduction(Money.of("50000.01"), "OTHER", null), newer.version(), scrutiny));
    }

    @Test
    void rolesLevelsAndScopesDecideWhoSeesAndWhoActs() {
        ApplicationView app = households.at(ReviewLevel.SCRUTINY, household, Money.of(50_000), scrutiny);
        UUID id = app.id();
        User elsewhere =
                Households.scoped(scrutiny, Role.SCRUTINY_OFFICER, new Scope(Set.of("CONS"), Set.of(), Set.of()));
        User otherScheme =
                Households.scoped(scrutiny, Role.SCRUTINY_OFFICER, new Scope(Set.of(), Set.of(), Set.of("S05")));
        for (User blind : List.of(
                elsewhere,
                otherScheme,
                panel,
                apex,
                households.staff(Role.ACCOUNTS_OFFICER),
                households.staff(Role.ACCOUNTS_APPROVER),
                households.staff(Role.TRUST_ADMIN),
                households.staff(Role.SYSTEM_ADMIN),
                households.serving().user())) {
            assertThatThrownBy(() -> applications.get(id, blind))
                    .as(blind.roles().toString())
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.NOT_FOUND));
            assertThatThrownBy(() -> decisions.reject(id, "OTHER", "x", app.version(), blind))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.NOT_FOUND));
        }
        for (User reader : List.of(households.staff(Role.HEAD), households.staff(Role.HELPDESK_AGENT))) {
            assertThat(applications.get(id, reader).id()).isEqualTo(id);
            assertRefused("applications.notYourLevel", () -> decisions.reject(id, "OTHER", "x", app.version(), reader));
        }
        ApplicationView atPanel = decisions.forward(id, ReviewLevel.SUB_PANEL, null, app.version(), scrutiny);
        ApplicationView forwarded = decisions.forward(id, ReviewLevel.APEX_PANEL, "Extra", atPanel.version(), panel);
        assertThat(applications.get(id, apex).id()).isEqualTo(id);
        assertRefused(
                "applications.notYourLevel", () -> decisions.reject(id, "OTHER", "x", forwarded.version(), scrutiny));
    }

    @Test
    void theMemberWithdrawsUntilItIsApproved() {
        ApplicationView app = households.at(ReviewLevel.SCRUTINY, household, Money.of(10_000), scrutiny);
        withdrawApplication.withdraw(app.id(), "Paid by insurance", household.user());
        assertThat(withdrawApplication
                        .withdraw(app.id(), null, household.user())
                        .state())
                .isEqualTo(ApplicationState.WITHDRAWN);
        assertThat(events.of(app.id(), ApplicationWithdrawn.class)).hasSize(1);

        ApplicationView other = households.at(ReviewLevel.SCRUTINY, household, Money.of(10_000), scrutiny);
        decisions.sanction(other.id(), Sanction.inFull(other.version(), other.payable()), scrutiny);
        assertRefused("applications.notNow", () -> withdrawApplication.withdraw(other.id(), null, household.user()));
    }

    @Test
    void aJobApprovesOnlyWhatWasJustSubmittedAndOnlyAJobDoesSo() {
        ApplicationView app = households.submitted(household, Money.of(5_000));
        Sanction inFull = Sanction.inFull(app.version(), Money.of(3_000));
        AutomaticGround ground = new AutomaticGround(Ids.next(), 7, Money.of(3_000), 20, Ids.next(), 5, 1);
        assertRefused(
                "applications.notYourRole", () -> decisions.sanctionAutomatically(app.id(), inFull, ground, scrutiny));
        ApplicationView approved =
                decisions.sanctionAutomatically(app.id(), inFull, ground, User.system("automatic-approval"));
        assertThat(approved.state()).isEqualTo(ApplicationState.APPROVED);
        assertThat(approved.timeline().getLast().role()).isEqualTo(ActingRole.SYSTEM);
    }

    private String used(UUID id) {
        return jdbc.sql("""
                select sum(amount)::text from applications.utilisation
                where application_id = :id and cancelled_at is null
                """).param("id", id).query(String.class).single();
    }

    private static void assertRefused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
