package org.ltet.portal.applications;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@PortalTest
@Import({Households.class, RecordedEvents.class})
@DisplayName("What the passing of time does to applications: reminders, lapse, drafts discarded")
class PassingOfTimeTest {

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
    RemindAndLapse remindAndLapse;

    @Autowired
    DiscardIdleDrafts discardIdleDrafts;

    @Autowired
    RecordedEvents events;

    @Autowired
    List<RecurringTask<?>> tasks;

    @Autowired
    org.springframework.jdbc.core.simple.JdbcClient jdbc;

    @Autowired
    TestClock clock;

    Household household;
    LocalDate start;

    @BeforeEach
    void today() {
        clock.reset();
        start = IndiaTime.today(clock);
        household = households.serving();
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void remindsEveryFifteenDaysForTwoMonthsThenMonthlyAndLapsesAfterSix() {
        UUID id = sentBack();
        List<LocalDate> expected = List.of(
                start.plusDays(15),
                start.plusDays(30),
                start.plusDays(45),
                start.plusDays(60),
                start.plusMonths(3),
                start.plusMonths(4),
                start.plusMonths(5));
        for (LocalDate day = start; day.isBefore(start.plusMonths(6)); day = day.plusDays(1)) {
            clock.setTo(day);
            remindAndLapse.run();
        }
        assertThat(events.of(id, ApplicationAnswerDue.class))
                .extracting(event -> IndiaTime.dateOf(event.at()))
                .containsExactlyElementsOf(expected);
        assertThat(events.of(id, ApplicationAnswerDue.class))
                .allMatch(event -> event.lapsesOn().equals(start.plusMonths(6)));
        assertThat(state(id)).isEqualTo(ApplicationState.SENT_BACK);

        clock.setTo(start.plusMonths(6));
        remindAndLapse.run();
        remindAndLapse.run();
        assertThat(state(id)).isEqualTo(ApplicationState.LAPSED);
        assertThat(events.of(id, ApplicationLapsed.class)).hasSize(1);
        assertThat(applications.get(id, household.user()).timeline().getLast().role())
                .isEqualTo(ActingRole.SYSTEM);
        assertThat(jdbc.sql("select state from review.task where application_id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .isEqualTo("LAPSED");
    }

    @Test
    void oneReminderStandsForThoseThatWereMissed() {
        UUID id = sentBack();
        clock.setTo(start.plusDays(50));
        remindAndLapse.run();
        remindAndLapse.run();
        assertThat(events.of(id, ApplicationAnswerDue.class)).hasSize(1);
    }

    @Test
    @DisplayName("A bill written after the submission answers what was asked (APP-8)")
    void aBillWrittenSinceTheSubmissionCanAnswer() {
        UUID id = sentBack();
        clock.setTo(start.plusDays(10));
        ApplicationView view = applications.get(id, household.user());
        LineInput bill =
                new LineInput("SURGEON", "SINCE-1", start.plusDays(9), "City Hospital", Money.of(500), null, null);
        view = drafting.addLine(id, view.version(), bill, household.user());
        view = answerSendBack.resubmit(id, "The bill came today.", view.version(), household.user());
        assertThat(view.state()).isEqualTo(ApplicationState.UNDER_REVIEW);
    }

    @Test
    void anAnswerEndsTheRemindersAndANewSendBackBeginsAnew() {
        UUID id = sentBack();
        clock.setTo(start.plusDays(15));
        remindAndLapse.run();
        ApplicationView view = applications.get(id, household.user());
        answerSendBack.resubmit(id, "Here it is", view.version(), household.user());
        clock.setTo(start.plusMonths(7));
        remindAndLapse.run();
        assertThat(state(id)).isEqualTo(ApplicationState.UNDER_REVIEW);
        assertThat(events.of(id, ApplicationAnswerDue.class)).hasSize(1);

        User officer = households.staff(Role.SCRUTINY_OFFICER);
        decisions.sendBack(
                id,
                "OTHER",
                "And this?",
                Map.of(),
                applications.get(id, officer).version(),
                officer);
        clock.setTo(start.plusMonths(7).plusDays(15));
        remindAndLapse.run();
        assertThat(events.of(id, ApplicationAnswerDue.class)).hasSize(2);
        assertThat(state(id)).isEqualTo(ApplicationState.SENT_BACK);
    }

    @Test
    void anIdleDraftIsDiscardedAfterTheDayUntilWhichItIsKeptWithNoticeBefore() {
        ApplicationView draft = households.surgeryDraft(household, Money.of(5_000));
        UUID id = draft.id();
        LocalDate kept = Objects.requireNonNull(draft.draftExpiresOn());
        assertThat(kept).isEqualTo(start.plusMonths(3));
        clock.setTo(kept.minusDays(8));
        discardIdleDrafts.run();
        assertThat(notices()).isEmpty();
        clock.setTo(kept.minusDays(7));
        discardIdleDrafts.run();
        discardIdleDrafts.run();
        assertThat(notices()).containsExactly("DRAFT_EXPIRES");
        clock.setTo(kept);
        discardIdleDrafts.run();
        assertThat(state(id)).isEqualTo(ApplicationState.DRAFT);
        clock.setTo(kept.plusDays(1));
        discardIdleDrafts.run();
        assertThat(state(id)).isEqualTo(ApplicationState.DISCARDED);
        assertThat(notices()).containsExactly("DRAFT_EXPIRES", "DRAFT_DISCARDED");
    }

    @Test
    void aDraftIsNeverDiscardedWithoutNoticeNorAfterAChange() {
        ApplicationView draft = households.surgeryDraft(household, Money.of(5_000));
        UUID id = draft.id();
        LocalDate late = start.plusMonths(4);
        clock.setTo(late);
        discardIdleDrafts.run();
        assertThat(state(id)).as("told only now").isEqualTo(ApplicationState.DRAFT);
        clock.setTo(late.plusDays(3));
        drafting.saveAnswers(id, draft.version(), Map.of("hospital", "Another"), household.user());
        clock.setTo(late.plusDays(8));
        discardIdleDrafts.run();
        assertThat(state(id)).as("changed meanwhile").isEqualTo(ApplicationState.DRAFT);
    }

    @Test
    void bothRunAsRecurringJobs() {
        assertThat(tasks).extracting(RecurringTask::getName).contains(RemindAndLapse.JOB, DiscardIdleDrafts.JOB);
    }

    private UUID sentBack() {
        User officer = households.staff(Role.SCRUTINY_OFFICER);
        ApplicationView app = households.at(ReviewLevel.SCRUTINY, household, Money.of(30_000), officer);
        decisions.sendBack(app.id(), "OTHER", "Which hospital?", Map.of(), app.version(), officer);
        return app.id();
    }

    private ApplicationState state(UUID id) {
        return applications.get(id, household.user()).state();
    }

    /** As they stand in the member's inbox, once the listeners have told them. */
    private List<String> notices() {
        org.awaitility.Awaitility.await()
                .until(() -> jdbc.sql("""
                select count(*) from operations.event_publication
                where serialized_event like :person and completion_date is null
                """)
                                .param("person", "%" + household.user().employeeNumber() + "%")
                                .query(Long.class)
                                .single()
                        == 0);
        return jdbc.sql("""
                select kind from notifications.notice where employee_number = :person order by happened_at
                """)
                .param("person", household.user().employeeNumber())
                .query(String.class)
                .list();
    }
}
