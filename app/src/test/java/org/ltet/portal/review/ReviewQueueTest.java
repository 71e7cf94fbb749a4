package org.ltet.portal.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ltet.portal.applications.ReviewLevel.SCRUTINY;
import static org.ltet.portal.applications.ReviewLevel.SUB_PANEL;
import static org.ltet.portal.review.QueueTab.DONE;
import static org.ltet.portal.review.QueueTab.MINE;
import static org.ltet.portal.review.QueueTab.OVERDUE;
import static org.ltet.portal.review.QueueTab.SENT_BACK;
import static org.ltet.portal.review.QueueTab.TO_DO;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.applications.Sanction;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;

@DisplayName("The reviewers' queues (REV-1, REV-5, REV-7)")
class ReviewQueueTest extends ReviewTestBase {

    @Test
    @DisplayName("REV-1: after every move, each tab lists what it counts")
    void followsAnApplicationFromSubmissionToApproval() {
        User scrutiny = reviewer(Role.SCRUTINY_OFFICER);
        User panel = reviewer(Role.SUB_PANEL_MEMBER);
        Household family = family();
        ApplicationView application = households.submitted(family, Money.of(60_000));
        UUID id = application.id();
        assertThat(tabs(id, scrutiny, SCRUTINY)).containsExactly(TO_DO);

        takeTask.take(id, scrutiny);
        assertThat(tabs(id, scrutiny, SCRUTINY)).containsExactly(MINE);
        assertThat(tabs(id, reviewer(Role.SCRUTINY_OFFICER), SCRUTINY)).isEmpty();
        assertThat(applications.get(id, scrutiny).state()).isEqualTo(ApplicationState.UNDER_REVIEW);

        decide.sendBack(
                id, "DOCUMENT_UNREADABLE", "Scan the bill again, please.", Map.of(), version(id, scrutiny), scrutiny);
        assertThat(tabs(id, scrutiny, SCRUTINY)).containsExactly(SENT_BACK);

        answerSendBack.resubmit(id, "Here it is", version(id, family.user()), family.user());
        assertThat(tabs(id, scrutiny, SCRUTINY)).containsExactly(MINE);

        decide.forward(id, null, null, version(id, scrutiny), scrutiny);
        assertThat(tabs(id, scrutiny, SCRUTINY)).containsExactly(DONE);
        assertThat(tabs(id, panel, SUB_PANEL)).containsExactly(TO_DO);

        takeTask.take(id, panel);
        decide.returnToLevel(id, SCRUTINY, "CHECK_AMOUNT", "Is the room in it?", version(id, panel), panel);
        assertThat(tabs(id, scrutiny, SCRUTINY)).as("back to who had it").containsExactly(MINE);
        assertThat(tabs(id, panel, SUB_PANEL)).containsExactly(DONE);

        decide.forward(id, null, null, version(id, scrutiny), scrutiny);
        takeTask.take(id, panel);
        assertThat(tabs(id, panel, SUB_PANEL)).containsExactly(MINE);
        ApplicationView seen = applications.get(id, panel);
        decide.approve(id, Sanction.inFull(seen.version(), seen.payable()), panel);
        assertThat(tabs(id, panel, SUB_PANEL)).containsExactly(DONE);
        assertThat(queue.find(id).orElseThrow().state())
                .as("with accounts as soon as they prepared the voucher")
                .isIn(ApplicationState.APPROVED, ApplicationState.UNDER_FINANCE);
    }

    @Test
    void losesWhatTheMemberWithdraws() {
        User scrutiny = reviewer(Role.SCRUTINY_OFFICER);
        Household family = family();
        ApplicationView waiting = households.submitted(family, Money.of(10_000));
        withdrawApplication.withdraw(waiting.id(), null, family.user());
        assertThat(tabs(waiting.id(), scrutiny, SCRUTINY)).isEmpty();
        assertThat(queue.find(waiting.id()).orElseThrow().state()).isEqualTo(ApplicationState.WITHDRAWN);
    }

    @Test
    void putsATaskThatIsGivenBackIntoTheQueueOfTheColleagues() {
        User one = reviewer(Role.SCRUTINY_OFFICER);
        User other = reviewer(Role.SCRUTINY_OFFICER);
        UUID id = submitted(10_000).id();
        takeTask.take(id, one);
        takeTask.release(id, one);
        assertThat(tabs(id, other, SCRUTINY)).containsExactly(TO_DO);
        takeTask.take(id, other);
        assertThat(tabs(id, other, SCRUTINY)).containsExactly(MINE);
        assertThatThrownBy(() -> takeTask.take(id, one)).satisfies(refusedAs("review.heldByOther"));
        assertThatThrownBy(() -> decide.reject(id, "OTHER", "No", version(id, one), one))
                .satisfies(refusedAs("review.heldByOther"));
    }

    @Test
    @DisplayName("ACC-5: the scope of the role narrows what is listed, counted and taken")
    void appliesTheScopeOfTheRole() {
        UUID id = submitted(10_000).id();
        User otherScheme = reviewer(new Scope(Set.of(company), Set.of(), Set.of("S05")), Role.SCRUTINY_OFFICER);
        User otherRegion = reviewer(new Scope(Set.of(company), Set.of("NORTH"), Set.of()), Role.SCRUTINY_OFFICER);
        User fitting = reviewer(new Scope(Set.of(company), Set.of("WEST"), Set.of("S13")), Role.SCRUTINY_OFFICER);
        for (User outside : List.of(otherScheme, otherRegion)) {
            assertThat(tabs(id, outside, SCRUTINY)).isEmpty();
            assertThat(takeTask.next(outside, SCRUTINY, QueueFilter.NONE)).isEmpty();
            assertThatThrownBy(() -> takeTask.take(id, outside)).isInstanceOf(Refused.class);
            assertThatThrownBy(() -> files.open(id, outside)).satisfies(refusedAs("notFound"));
        }
        assertThat(tabs(id, fitting, SCRUTINY)).containsExactly(TO_DO);
        assertThat(takeTask.next(fitting, SCRUTINY, QueueFilter.NONE)).isPresent();
    }

    @Test
    @DisplayName("REV-5: own and relatives' applications are neither offered nor opened for decision")
    void keepsOwnAndRelativesApplicationsAway() {
        Household family = family();
        UUID id = households.submitted(family, Money.of(10_000)).id();
        User own = withRole(family.user());
        User spouse = spouseOf(family);
        for (User partial : List.of(own, spouse)) {
            assertThat(tabs(id, partial, SCRUTINY)).isEmpty();
            assertThat(takeTask.next(partial, SCRUTINY, QueueFilter.NONE)).isEmpty();
            assertThatThrownBy(() -> files.open(id, partial)).satisfies(refusedAs("review.ownOrRelative"));
            assertThatThrownBy(() -> takeTask.take(id, partial)).satisfies(refusedAs("review.ownOrRelative"));
            assertThatThrownBy(() -> decide.reject(id, "OTHER", "No", 1, partial))
                    .satisfies(refusedAs("review.ownOrRelative"));
        }
        assertThat(tabs(id, reviewer(Role.SCRUTINY_OFFICER), SCRUTINY)).containsExactly(TO_DO);
    }

    @Test
    @DisplayName("REV-5: nobody acts at two levels of one application")
    void offersAPanelNothingThatItsMemberSawAtScrutiny() {
        User both = reviewer(Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER);
        User panel = reviewer(Role.SUB_PANEL_MEMBER);
        UUID id = atSubPanel(60_000, both).id();
        assertThat(tabs(id, both, SUB_PANEL)).isEmpty();
        assertThat(takeTask.next(both, SUB_PANEL, QueueFilter.NONE)).isEmpty();
        assertThatThrownBy(() -> takeTask.take(id, both)).satisfies(refusedAs("review.actedElsewhere"));
        assertThat(tabs(id, panel, SUB_PANEL)).containsExactly(TO_DO);
    }

    @Test
    void showsTheMostUrgentFirstAndEveryTaskOnExactlyOnePage() {
        User scrutiny = reviewer(Role.SCRUTINY_OFFICER);
        List<UUID> inOrder = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            inOrder.add(submitted(10_000 + i).id());
            if (i % 3 == 0) {
                clock.advance(Duration.ofMinutes(20));
            }
        }
        List<UUID> seen = new ArrayList<>();
        String after = null;
        do {
            QueuePage page = queue.page(scrutiny, SCRUTINY, TO_DO, QueueFilter.NONE, after, 3);
            assertThat(page.tasks().size()).isLessThanOrEqualTo(3);
            page.tasks().forEach(task -> seen.add(task.applicationId()));
            after = page.next();
        } while (after != null);
        assertThat(seen).hasSize(7).containsExactlyInAnyOrderElementsOf(inOrder);
        assertThat(seen.getFirst()).isEqualTo(inOrder.getFirst());
        assertThat(seen.getLast()).isEqualTo(inOrder.getLast());

        for (UUID id : inOrder) {
            takeTask.take(id, scrutiny);
            decide.reject(id, "NOT_ELIGIBLE", "No", version(id, scrutiny), scrutiny);
            clock.advance(Duration.ofMinutes(1));
        }
        QueuePage first = queue.page(scrutiny, SCRUTINY, DONE, QueueFilter.NONE, null, 5);
        QueuePage second = queue.page(scrutiny, SCRUTINY, DONE, QueueFilter.NONE, first.next(), 5);
        assertThat(first.tasks().getFirst().applicationId()).isEqualTo(inOrder.getLast());
        assertThat(second.tasks()).hasSize(2);
        assertThat(second.next()).isNull();
    }

    @Test
    void filtersTheListAndItsCountAlike() {
        User scrutiny = reviewer(Role.SCRUTINY_OFFICER);
        ApplicationView small = submitted(10_000);
        clock.advance(Duration.ofDays(4));
        ApplicationView large = submitted(90_000);
        String number = Objects.requireNonNull(large.number());
        assertFiltered(scrutiny, filter(null, null, Money.of(20_000), null, null), large.id());
        assertFiltered(scrutiny, filter(null, null, null, Money.of(20_000), null), small.id());
        assertFiltered(scrutiny, filter(null, 3, null, null, null), small.id());
        assertFiltered(scrutiny, filter("S13", null, null, null, null), small.id(), large.id());
        assertFiltered(scrutiny, filter("S05", null, null, null, null));
        assertFiltered(scrutiny, filter(null, null, null, null, number), large.id());
        assertFiltered(scrutiny, filter(null, null, null, null, number.toLowerCase(Locale.ROOT)), large.id());
        assertFiltered(
                scrutiny, filter(null, null, null, null, number.substring(number.lastIndexOf('/') + 1)), large.id());
        assertFiltered(scrutiny, filter(null, null, null, null, "' or true --"));
    }

    @Test
    @DisplayName("REV-7: the clock runs in working hours, stands still with the member, and tells what is late")
    void countsWorkingHoursAndStopsWhileTheMemberIsAsked() {
        User scrutiny = reviewer(Role.SCRUTINY_OFFICER);
        Household family = family();
        // Monday 10:00; scrutiny of S13 has 24 working hours: 8 on Monday, 8:30 on Tuesday, 7:30 on Wednesday
        UUID id = households.submitted(family, Money.of(60_000)).id();
        assertThat(due(id)).isEqualTo(india("2026-11-25T17:00"));
        takeTask.take(id, scrutiny);

        clock.setTo(india("2026-11-25T16:00"));
        decide.sendBack(id, "OTHER", "Which hospital?", Map.of(), version(id, scrutiny), scrutiny);
        clock.setTo(india("2026-12-14T12:00"));
        assertThat(tabs(id, scrutiny, SCRUTINY)).containsExactly(SENT_BACK);
        answerSendBack.resubmit(id, "City Hospital", version(id, family.user()), family.user());
        assertThat(due(id)).as("one hour was left").isEqualTo(india("2026-12-14T13:00"));
        assertThat(tabs(id, scrutiny, SCRUTINY)).containsExactly(MINE);

        clock.setTo(india("2026-12-14T13:00").plusSeconds(1));
        assertThat(tabs(id, scrutiny, SCRUTINY)).containsExactly(MINE, OVERDUE);
        decide.sendBack(id, "OTHER", "Which room?", Map.of(), version(id, scrutiny), scrutiny);
        assertThat(tabs(id, scrutiny, SCRUTINY)).containsExactly(SENT_BACK);
        answerSendBack.resubmit(id, "Number 4", version(id, family.user()), family.user());
        assertThat(tabs(id, scrutiny, SCRUTINY)).as("late stays late").containsExactly(MINE, OVERDUE);

        decide.forward(id, null, null, version(id, scrutiny), scrutiny);
        assertThat(due(id))
                .as("the next level has its own time")
                .isEqualTo(india("2026-12-17T11:30").plusSeconds(1));
    }

    private void assertFiltered(User user, QueueFilter filter, UUID... expected) {
        assertThat(queue.page(user, SCRUTINY, TO_DO, filter, null, 50).tasks())
                .extracting(ReviewTask::applicationId)
                .containsExactlyInAnyOrder(expected);
        assertThat(queue.counts(user, SCRUTINY, filter).toDo()).isEqualTo(expected.length);
    }

    private static QueueFilter filter(
            @Nullable String scheme,
            @Nullable Integer days,
            @Nullable Money from,
            @Nullable Money to,
            @Nullable String number) {
        return new QueueFilter(scheme, null, null, days, from, to, number);
    }

    private Instant due(UUID id) {
        return queue.find(id).orElseThrow().dueAt();
    }

    private static Instant india(String time) {
        return LocalDateTime.parse(time).atZone(IndiaTime.ZONE).toInstant();
    }

    private User withRole(User member) {
        return new User(
                member.accountId(),
                member.employeeNumber(),
                member.displayName(),
                Map.of(
                        Role.MEMBER,
                        Scope.EVERYWHERE,
                        Role.SCRUTINY_OFFICER,
                        new Scope(Set.of(company), Set.of(), Set.of())));
    }

    /** An employee who is recorded as the spouse of the family's member. */
    private User spouseOf(Household family) {
        Household employee = households.serving();
        jdbc.sql("""
                update people.member m set name = d.name, birth_date = d.birth_date
                from people.dependent d where d.id = :spouse and m.id = :member
                """)
                .param("spouse", family.spouseId())
                .param("member", employee.memberId())
                .update();
        return withRole(employee.user());
    }

    static Consumer<Throwable> refusedAs(String code) {
        return thrown -> assertThat(thrown)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
