package org.ltet.portal.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ltet.portal.applications.ReviewLevel.SCRUTINY;
import static org.ltet.portal.applications.ReviewLevel.SUB_PANEL;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.applications.Sanction;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;

@DisplayName("Several people at once (REV-6)")
class ManyHandsTest extends ReviewTestBase {

    @Test
    void twoReviewersWhoTakeTheNextOneAtOnceGetDifferentTasksEachTime() throws Exception {
        submitted(10, 10_000);
        User one = reviewer(Role.SCRUTINY_OFFICER);
        User other = reviewer(Role.SCRUTINY_OFFICER);
        CyclicBarrier start = new CyclicBarrier(2);
        List<UUID> taken = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            List<Optional<ReviewTask>> both =
                    atOnce(List.of(() -> next(start, one, SCRUTINY), () -> next(start, other, SCRUTINY)));
            both.forEach(task -> taken.add(task.orElseThrow().applicationId()));
        }
        assertThat(new HashSet<>(taken)).hasSize(10);
        assertThat(listed(one, SCRUTINY, QueueTab.MINE)).hasSize(5);
        assertThat(listed(other, SCRUTINY, QueueTab.MINE)).hasSize(5);
        assertThat(takeTask.next(one, SCRUTINY, QueueFilter.NONE)).isEmpty();
    }

    @Test
    void ofManyWhoTakeTheSameTaskOneGetsItAndTheOthersAreToldWho() throws Exception {
        UUID id = submitted(10_000).id();
        CyclicBarrier start = new CyclicBarrier(4);
        List<Callable<String>> attempts = IntStream.range(0, 4)
                .mapToObj(i -> reviewer(Role.SCRUTINY_OFFICER))
                .<Callable<String>>map(user -> () -> {
                    start.await();
                    try {
                        takeTask.take(id, user);
                        return "taken";
                    } catch (Refused refused) {
                        return refused.code();
                    }
                })
                .toList();
        assertThat(atOnce(attempts))
                .containsExactlyInAnyOrder("taken", "review.heldByOther", "review.heldByOther", "review.heldByOther");
        assertThat(queue.find(id).orElseThrow().state()).isEqualTo(ApplicationState.UNDER_REVIEW);
    }

    @Test
    void memberAndReviewerAtOnceNeverLeaveTaskAndApplicationApart() throws Exception {
        User scrutiny = reviewer(Role.SCRUTINY_OFFICER);
        for (int round = 0; round < 8; round++) {
            Household family = family();
            UUID id = households.submitted(family, Money.of(10_000)).id();
            CyclicBarrier start = new CyclicBarrier(2);
            atOnce(List.<Callable<Boolean>>of(
                    () -> {
                        start.await();
                        takeTask.next(scrutiny, SCRUTINY, QueueFilter.NONE);
                        return true;
                    },
                    () -> {
                        start.await();
                        withdrawApplication.withdraw(id, null, family.user());
                        return true;
                    }));
            ReviewTask task = queue.find(id).orElseThrow();
            ApplicationView application = applications.get(id, scrutiny);
            assertThat(application.state()).isEqualTo(ApplicationState.WITHDRAWN);
            assertThat(task.state()).isEqualTo(ApplicationState.WITHDRAWN);
            assertThat(task.assignedTo()).isNull();
            assertThat(listed(scrutiny, SCRUTINY, QueueTab.MINE)).isEmpty();
        }
    }

    @Test
    void whoDecidesAfterSomebodyElseIsRefusedAndNothingIsOverwritten() throws Exception {
        User scrutiny = reviewer(Role.SCRUTINY_OFFICER);
        User panel = reviewer(Role.SUB_PANEL_MEMBER);
        UUID id = atSubPanel(60_000, scrutiny).id();
        takeTask.take(id, panel);
        ApplicationView seen = applications.get(id, panel);
        CyclicBarrier start = new CyclicBarrier(2);
        List<String> answers = atOnce(List.<Callable<String>>of(
                () -> decided(start, () -> decide.approve(id, Sanction.inFull(seen.version(), seen.payable()), panel)),
                () -> decided(start, () -> decide.reject(id, "OTHER", "No", seen.version(), panel))));
        assertThat(answers).containsOnlyOnce("done");
        assertThat(answers).anyMatch(code -> code.equals("stale") || code.equals("applications.movedMeanwhile"));
        assertThat(applications.get(id, panel).timeline().stream()
                        .filter(entry ->
                                entry.move().equals("SANCTION") || entry.move().equals("REJECT")))
                .hasSize(1);
        assertThat(listed(panel, SUB_PANEL, QueueTab.DONE)).containsExactly(id);
    }

    private Optional<ReviewTask> next(CyclicBarrier start, User user, ReviewLevel level) throws Exception {
        start.await();
        return takeTask.next(user, level, QueueFilter.NONE);
    }

    private static String decided(CyclicBarrier start, Runnable decision) throws Exception {
        start.await();
        try {
            decision.run();
            return "done";
        } catch (Refused refused) {
            return refused.code();
        }
    }

    private static <T> List<T> atOnce(List<Callable<T>> actions) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(actions.size())) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(actions)) {
                results.add(future.get());
            }
            return results;
        }
    }
}
