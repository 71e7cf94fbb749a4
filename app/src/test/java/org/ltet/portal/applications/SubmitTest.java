package org.ltet.portal.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.schemes.PublishScheme;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import({Households.class, RecordedEvents.class})
@DisplayName("Submission (APP-5, APP-6)")
class SubmitTest {

    @Autowired
    Households households;

    @Autowired
    StartDraft startDraft;

    @Autowired
    Drafting drafting;

    @Autowired
    SubmitApplication submitApplication;

    @Autowired
    Applications applications;

    @Autowired
    Schemes schemes;

    @Autowired
    PublishScheme publishScheme;

    @Autowired
    RecordedEvents events;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    Household household;

    @BeforeEach
    void aFamily() {
        clock.reset();
        household = households.serving();
    }

    @Test
    void givesANumberFreezesThePeopleAndTellsTheOthers() {
        ApplicationView draft = households.surgeryDraft(household, Money.of(50_000));
        ApplicationView app = submitApplication.submit(draft.id(), draft.version(), household.user());

        assertThat(app.state()).isEqualTo(ApplicationState.SUBMITTED);
        assertThat(app.number()).matches("LTET/2026-27/S13/\\d{6}");
        assertThat(app.payable()).isEqualTo(Money.of(30_000));
        assertThat(app.judgedOn()).isEqualTo(LocalDate.of(2026, 11, 23));
        assertThat(events.of(app.id(), ApplicationSubmitted.class))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.number()).isEqualTo(app.number());
                    assertThat(event.payable()).isEqualTo(Money.of(30_000));
                    assertThat(event.ic()).isEqualTo("HEAV");
                });
        clock.setTo(LocalDate.of(2026, 12, 24));
        assertThat(applications.get(app.id(), household.user()).judgedOn()).isEqualTo(LocalDate.of(2026, 11, 23));
        assertThatThrownBy(() ->
                        drafting.saveAnswers(app.id(), app.version(), Map.of("hospital", "Other"), household.user()))
                .isInstanceOf(Refused.class);
    }

    @Test
    void submittedAgainItStaysOneApplicationWithOneNumber() {
        ApplicationView draft = households.surgeryDraft(household, Money.of(50_000));
        ApplicationView first = submitApplication.submit(draft.id(), draft.version(), household.user());
        ApplicationView again = submitApplication.submit(draft.id(), draft.version(), household.user());
        assertThat(again).isEqualTo(first);
        assertThat(events.of(draft.id(), ApplicationSubmitted.class)).hasSize(1);
    }

    @Test
    void submittedByManyThreadsAtOnceItIsOneApplicationWithOneNumber() throws Exception {
        ApplicationView draft = households.surgeryDraft(household, Money.of(50_000));
        List<Callable<String>> clicks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            clicks.add(() -> String.valueOf(submitApplication
                    .submit(draft.id(), draft.version(), household.user())
                    .number()));
        }
        assertThat(new HashSet<>(atOnce(clicks))).hasSize(1);
        assertThat(events.of(draft.id(), ApplicationSubmitted.class)).hasSize(1);
        assertThat(applications.get(draft.id(), household.user()).timeline())
                .filteredOn(entry -> entry.move().equals("SUBMIT"))
                .hasSize(1);
    }

    @Test
    void numbersManyAtOnceWithoutAGapEvenWhenSomeAreRefused() throws Exception {
        int before = lastNumber();
        List<Callable<String>> submissions = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Household family = households.serving();
            boolean complete = i % 4 != 0;
            ApplicationView draft = complete
                    ? households.surgeryDraft(family, Money.of(5_000))
                    : startDraft.start("S13", family.memberId(), family.user());
            submissions.add(() -> {
                try {
                    return String.valueOf(submitApplication
                            .submit(draft.id(), draft.version(), family.user())
                            .number());
                } catch (InvalidInput incomplete) {
                    return "";
                }
            });
        }
        Set<String> numbers = new HashSet<>(atOnce(submissions));
        numbers.remove("");
        assertThat(numbers).hasSize(15);
        for (int i = 1; i <= 15; i++) {
            assertThat(numbers).contains("LTET/2026-27/S13/%06d".formatted(before + i));
        }
        assertThat(lastNumber()).isEqualTo(before + 15);
    }

    @Test
    void countsAnewInEachFinancialYearOfSubmission() {
        clock.setTo(LocalDate.of(2027, 4, 1));
        ApplicationView app = households.submitted(household, Money.of(5_000));
        assertThat(app.number()).startsWith("LTET/2027-28/S13/");
    }

    @Test
    void refusesAnIncompleteDraftWithEveryPointAndKeepsIt() {
        ApplicationView draft = startDraft.start("S13", household.memberId(), household.user());
        assertThatThrownBy(() -> submitApplication.submit(draft.id(), draft.version(), household.user()))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        invalid -> assertThat(invalid.problems())
                                .extracting(FormProblem::field)
                                .contains("hospital", "lines", "HOSPITAL_BILL"));
        assertThat(applications.get(draft.id(), household.user())).isEqualTo(draft);
    }

    @Test
    void refusesADraftChangedInAnotherTabSinceItsReviewPage() {
        ApplicationView draft = households.surgeryDraft(household, Money.of(50_000));
        drafting.saveAnswers(draft.id(), draft.version(), Map.of("hospital", "Other"), household.user());
        assertThatThrownBy(() -> submitApplication.submit(draft.id(), draft.version(), household.user()))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.STALE));
    }

    @Test
    void refusesWhenTheRulesWereReplacedMeanwhileAndMovesTheDraftOverWithEveryAnswerKept() {
        ApplicationView draft = households.surgeryDraft(household, Money.of(50_000));
        publishScheme.publish(schemes.version(draft.schemeVersionId()).definition(), LocalDate.of(2026, 12, 1), "test");
        clock.setTo(LocalDate.of(2026, 12, 2));

        assertThat(drafting.isOpen(applications.get(draft.id(), household.user())))
                .isFalse();
        assertThatThrownBy(() -> submitApplication.submit(draft.id(), draft.version(), household.user()))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("applications.versionClosed"));
        ApplicationView moved = drafting.moveToCurrentVersion(draft.id(), household.user());
        assertThat(moved.answers()).isEqualTo(draft.answers());
        assertThat(moved.lines()).isEqualTo(draft.lines());
        assertThat(moved.schemeVersionId()).isNotEqualTo(draft.schemeVersionId());
        assertThat(submitApplication
                        .submit(moved.id(), moved.version(), household.user())
                        .number())
                .isNotNull();
    }

    @Test
    void keepsDuplicateBillsForReviewers() {
        LineInput bill = Households.line("SURGEON", Money.of(5_000));
        ApplicationView draft = households.surgeryDraft(household, Money.of(5_000));
        draft = drafting.addLine(draft.id(), draft.version(), bill, household.user());
        ApplicationView first = submitApplication.submit(draft.id(), draft.version(), household.user());

        Household stranger = households.serving();
        ApplicationView second = households.surgeryDraft(stranger, Money.of(5_000));
        second = drafting.addLine(second.id(), second.version(), bill, stranger.user());
        assertThat(second.duplicates())
                .as("the member learns that, but not whose it is")
                .singleElement()
                .satisfies(found -> assertThat(found.otherNumber()).isNull());
        ApplicationView submitted = submitApplication.submit(second.id(), second.version(), stranger.user());
        ApplicationView reviewed =
                applications.get(submitted.id(), households.staff(org.ltet.portal.identity.Role.SCRUTINY_OFFICER));
        assertThat(reviewed.duplicates()).singleElement().satisfies(found -> {
            assertThat(found.otherId()).isEqualTo(first.id());
            assertThat(found.sameMember()).isFalse();
        });
    }

    @Test
    @DisplayName("APP-6: the same bill twice in one application is told to the member and kept for reviewers")
    void keepsABillThatStandsTwiceInOneApplication() {
        ApplicationView draft = households.surgeryDraft(household, Money.of(5_000));
        LineView bill = draft.lines().getFirst();
        // another part of the same bill is no repetition
        draft = drafting.addLine(draft.id(), draft.version(), copy(bill, "THEATRE", Money.of(2_000)), household.user());
        assertThat(draft.duplicates()).isEmpty();
        draft = drafting.addLine(draft.id(), draft.version(), copy(bill, "SURGEON", Money.of(4_000)), household.user());
        draft = drafting.addLine(draft.id(), draft.version(), copy(bill, "OTHER", Money.of(5_000)), household.user());
        UUID kindAgain = draft.lines().get(2).id();
        UUID amountAgain = draft.lines().get(3).id();
        UUID id = draft.id();
        assertThat(draft.duplicates())
                .extracting(DuplicateView::subjectId)
                .containsExactlyInAnyOrder(kindAgain, amountAgain);

        submitApplication.submit(id, draft.version(), household.user());
        ApplicationView reviewed =
                applications.get(id, households.staff(org.ltet.portal.identity.Role.SCRUTINY_OFFICER));
        assertThat(reviewed.duplicates())
                .hasSize(2)
                .allMatch(found -> found.within(id))
                .extracting(DuplicateView::subjectId)
                .containsExactlyInAnyOrder(kindAgain, amountAgain);
    }

    /** The same bill, its number typed a little differently. */
    private static LineInput copy(LineView bill, String head, Money amount) {
        return new LineInput(
                head,
                "  " + bill.billNumber().toLowerCase(java.util.Locale.ROOT) + "/",
                bill.billDate(),
                bill.vendor().toUpperCase(java.util.Locale.ROOT),
                amount,
                null,
                null);
    }

    private int lastNumber() {
        return jdbc.sql("""
                select coalesce(max(last_number), 0) from applications.number_counter
                where scheme_code = 'S13' and financial_year = '2026-27'
                """).query(Integer.class).single();
    }

    static <T> List<T> atOnce(List<Callable<T>> work) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(work)) {
                results.add(future.get());
            }
            return results;
        }
    }
}
