package org.ltet.portal.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.ltet.portal.applications.ReviewLevel.SCRUTINY;
import static org.ltet.portal.applications.ReviewLevel.SUB_PANEL;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationApproved;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Deduction;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.applications.RecordedEvents;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.review.BulkApproval.Outcome;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Money;
import org.springframework.beans.factory.annotation.Autowired;

@DisplayName("Approving many at a panel (REV-5)")
class ApproveManyTest extends ReviewTestBase {

    @Autowired
    RecordedEvents events;

    User scrutiny;
    User panel;

    @BeforeEach
    void reviewers() {
        scrutiny = reviewer(Role.SCRUTINY_OFFICER);
        panel = reviewer(Role.SUB_PANEL_MEMBER);
    }

    @Test
    void approvesTwentyFiveAsTheyWereShown() {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            ids.add(atSubPanel(40_000 + 100 * i, scrutiny).id());
        }
        UUID bulk = approveMany.prepare(ids, SUB_PANEL, panel);
        BulkApproval shown = approveMany.get(bulk, panel);
        assertThat(shown.lines()).hasSize(25);
        // 60 % of 40,000 ... 42,400
        assertThat(shown.total()).isEqualTo(Money.of(618_000));
        assertThat(shown.startedAt()).isNull();
        assertThat(listed(panel, SUB_PANEL, QueueTab.TO_DO))
                .as("nothing decided yet")
                .hasSize(25);

        BulkApproval done = approveMany.run(bulk, panel);
        assertThat(done.approved()).hasSize(25);
        assertThat(done.approvedTotal()).isEqualTo(Money.of(618_000));
        assertThat(done.finished()).isTrue();
        assertThat(listed(panel, SUB_PANEL, QueueTab.TO_DO)).isEmpty();
        assertThat(listed(panel, SUB_PANEL, QueueTab.DONE)).hasSize(25);
    }

    @Test
    void decidesNothingTwiceWhenSubmittedTwiceAtOnce() throws Exception {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ids.add(atSubPanel(40_000, scrutiny).id());
        }
        UUID bulk = approveMany.prepare(ids, SUB_PANEL, panel);
        CyclicBarrier start = new CyclicBarrier(2);
        Callable<BulkApproval> run = () -> {
            start.await();
            return approveMany.run(bulk, panel);
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (Future<BulkApproval> result : threads.invokeAll(List.of(run, run))) {
                assertThat(result.get().approved()).hasSize(6);
                assertThat(result.get().refused()).isEmpty();
            }
        }
        assertThat(approveMany.run(bulk, panel).approved()).hasSize(6);
        for (UUID id : ids) {
            assertThat(events.of(id, ApplicationApproved.class)).hasSize(1);
        }
    }

    @Test
    void saysOfEachWhyItWasNotApprovedAndApprovesTheOthers() {
        UUID fine = atSubPanel(40_000, scrutiny).id();
        UUID changed = atSubPanel(40_000, scrutiny).id();
        UUID held = atSubPanel(40_000, scrutiny).id();
        Household family = family();
        UUID first = atSubPanel(family, 150_000);
        UUID second = atSubPanel(family, 100_000);
        UUID bulk = approveMany.prepare(List.of(fine, changed, held, first, second), SUB_PANEL, panel);
        assertThat(approveMany.get(bulk, panel).total()).isEqualTo(Money.of(3 * 24_000 + 90_000 + 60_000));

        User other = reviewer(Role.SUB_PANEL_MEMBER);
        takeTask.take(held, other);
        takeTask.take(changed, panel);
        ApplicationView view = applications.get(changed, panel);
        decide.deduct(
                changed,
                view.lines().getFirst().id(),
                new Deduction(Money.of(10_000), "ABOVE_TARIFF", null),
                view.version(),
                panel);

        BulkApproval done = approveMany.run(bulk, panel);
        assertThat(done.lines())
                .extracting(BulkApproval.Line::applicationId, BulkApproval.Line::outcome, BulkApproval.Line::refusal)
                .contains(
                        tuple(fine, Outcome.APPROVED, null),
                        tuple(changed, Outcome.REFUSED, "review.changedMeanwhile"),
                        tuple(held, Outcome.REFUSED, "review.changedMeanwhile"));
        // The family has 1,00,000 in the year: of the two, the second finds only what the first left.
        List<BulkApproval.Line> ofFamily = done.lines().stream()
                .filter(line -> line.applicationId().equals(first)
                        || line.applicationId().equals(second))
                .toList();
        assertThat(ofFamily)
                .extracting(BulkApproval.Line::outcome)
                .containsExactlyInAnyOrder(Outcome.APPROVED, Outcome.REFUSED);
        assertThat(ofFamily)
                .filteredOn(line -> line.outcome() == Outcome.REFUSED)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.refusal()).isEqualTo("applications.balanceChanged");
                    assertThat(line.refusalArguments()).singleElement().isInstanceOf(Money.class);
                });
        assertThat(applications.get(held, other).state()).isEqualTo(ApplicationState.UNDER_REVIEW);
    }

    @Test
    void takesInOnlyWhatThisReviewerCanApprove() {
        UUID fine = atSubPanel(40_000, scrutiny).id();
        UUID atScrutiny = submitted(40_000).id();
        UUID forApex = atSubPanel(60_000, scrutiny).id();
        decideUpwards(forApex);
        UUID bulk = approveMany.prepare(List.of(fine, atScrutiny, forApex, Ids.next()), SUB_PANEL, panel);
        assertThat(approveMany.get(bulk, panel).lines())
                .extracting(BulkApproval.Line::applicationId)
                .containsExactly(fine);
        assertThat(approveMany.get(bulk, panel).leftOut()).isEqualTo(3);
    }

    @Test
    void refusesTooManyNoneOrSomebodyElses() {
        assertThatThrownBy(() -> approveMany.prepare(List.of(), SUB_PANEL, panel))
                .satisfies(ReviewQueueTest.refusedAs("review.bulkNone"));
        List<UUID> many = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            many.add(Ids.next());
        }
        assertThatThrownBy(() -> approveMany.prepare(many, SUB_PANEL, panel))
                .satisfies(ReviewQueueTest.refusedAs("review.bulkTooMany"));
        assertThatThrownBy(() -> approveMany.prepare(many.subList(0, 3), SUB_PANEL, panel))
                .satisfies(ReviewQueueTest.refusedAs("review.bulkNoneDecidable"));
        assertThatThrownBy(() -> approveMany.prepare(many.subList(0, 3), SCRUTINY, scrutiny))
                .satisfies(ReviewQueueTest.refusedAs("review.notYourLevel"));
        UUID bulk = approveMany.prepare(List.of(atSubPanel(40_000, scrutiny).id()), SUB_PANEL, panel);
        User other = reviewer(Role.SUB_PANEL_MEMBER);
        assertThatThrownBy(() -> approveMany.run(bulk, other)).satisfies(ReviewQueueTest.refusedAs("notFound"));
    }

    private UUID atSubPanel(Household family, int bill) {
        UUID id = households.submitted(family, Money.of(bill)).id();
        takeTask.take(id, scrutiny);
        decide.forward(id, SUB_PANEL, null, version(id, scrutiny), scrutiny);
        return id;
    }

    /** Another member of the sub-panel passes it on to the apex panel. */
    private void decideUpwards(UUID id) {
        User colleague = reviewer(Role.SUB_PANEL_MEMBER);
        takeTask.take(id, colleague);
        decide.forward(id, ReviewLevel.APEX_PANEL, "Please look at it", version(id, colleague), colleague);
    }
}
