package org.ltet.portal.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.ltet.portal.applications.ReviewLevel.SCRUTINY;
import static org.ltet.portal.applications.ReviewLevel.SUB_PANEL;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.beans.factory.annotation.Autowired;

@DisplayName("The working clock of reviewers (REV-7)")
class DeadlinesTest extends ReviewTestBase {

    @Autowired
    WatchDeadlines watch;

    @Autowired
    SumUpWeek sumUp;

    @Autowired
    HandlingTimes times;

    @Autowired
    EditHolidays holidays;

    @Autowired
    Holidays calendar;

    @Autowired
    TakeAway takeAway;

    @ParameterizedTest
    @CsvSource({
        "24, 24, ON_TIME",
        "24, 12.1, ON_TIME",
        "24, 12, REMINDED",
        "24, 4.9, REMINDED",
        "24, 4.8, WARNED",
        "24, 0.1, WARNED",
        "24, 0, ESCALATED"
    })
    void eachStageBeginsWhereItsPartOfTheTimeIsUsed(long allowed, double left, Deadline.Stage stage) {
        Deadline deadline = new Deadline(Duration.ofHours(allowed), Duration.ofMinutes(Math.round(left * 60)));
        assertThat(deadline.stage(50, 80)).isEqualTo(stage);
    }

    @Test
    void throughAYearWithHolidaysEachStageComesWhenTheWorkingTimeIsUsedAndNotBefore() {
        User administrator = reviewer(Role.TRUST_ADMIN);
        User scrutiny = reviewer(Role.SCRUTINY_OFFICER);
        // a festival in the middle of a week, on top of the three national holidays
        LocalDate festival = LocalDate.of(2027, 10, 20);
        if (!calendar.calendar().holidays().contains(festival)) {
            clock.setTo(LocalDate.of(2026, 11, 23));
            holidays.add(festival, "Festival of lights", "दीपावली", administrator);
        }
        Set<LocalDate> free = calendar.read().holidays();
        for (LocalDate start : List.of(
                LocalDate.of(2026, 12, 24),
                LocalDate.of(2027, 1, 22),
                LocalDate.of(2027, 3, 30),
                LocalDate.of(2027, 6, 4),
                LocalDate.of(2027, 8, 13),
                LocalDate.of(2027, 9, 30),
                LocalDate.of(2027, 10, 19))) {
            clock.setTo(start);
            UUID id = submitted(10_000).id();
            takeTask.take(id, scrutiny);
            Instant begun = queue.find(id).orElseThrow().levelEnteredAt();
            for (Map.Entry<String, Integer> stage : List.of(
                    Map.entry("reminded_at", 12 * 60),
                    Map.entry("warned_at", 19 * 60 + 12),
                    Map.entry("escalated_at", 24 * 60))) {
                Instant due = minuteByMinute(begun, stage.getValue(), free);
                clock.setTo(due.minusSeconds(60));
                watch.run();
                assertThat(told(id, stage.getKey()))
                        .as("%s of %s, a minute before %s", stage.getKey(), start, due)
                        .isNull();
                clock.setTo(due);
                // the portal's own job may hold the task at this moment, and be of the minute before
                await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                    watch.run();
                    assertThat(told(id, stage.getKey()))
                            .as("%s of %s", stage.getKey(), start)
                            .isEqualTo(due);
                });
            }
        }
    }

    @Test
    void theClockStandsStillWhileTheMemberIsAsked() {
        User scrutiny = reviewer(Role.SCRUTINY_OFFICER);
        Household family = family();
        UUID id = households.submitted(family, Money.of(10_000)).id();
        takeTask.take(id, scrutiny);
        clock.advance(Duration.ofHours(2));
        decide.sendBack(id, "OTHER", "Why?", Map.of(), version(id, scrutiny), scrutiny);
        clock.advance(Duration.ofDays(40));
        watch.run();
        assertThat(told(id, "reminded_at")).isNull();
        assertThat(told(id, "escalated_at")).isNull();
        clock.setTo(LocalDate.of(2027, 1, 4));
        answerSendBack.resubmit(id, "Because", version(id, scrutiny), family.user());
        watch.run();
        assertThat(told(id, "reminded_at")).as("22 of 24 hours are left").isNull();
        assertThat(calendar.calendar()
                        .between(clock.instant(), queue.find(id).orElseThrow().dueAt()))
                .isEqualTo(Duration.ofHours(22));
    }

    @Test
    void whatIsLateIsEscalatedOnceToTheSeniorsInScopeWhoMayPutItBack() throws Exception {
        User scrutiny = reviewer(Role.SCRUTINY_OFFICER);
        User senior = reviewer(Role.SUB_PANEL_MEMBER);
        UUID id = submitted(10_000).id();
        takeTask.take(id, scrutiny);
        assertThat(listed(senior, SUB_PANEL, QueueTab.ESCALATED)).isEmpty();
        clock.advance(Duration.ofDays(7));
        atOnce(List.of(watchAll(), watchAll()));
        assertThat(listed(senior, SUB_PANEL, QueueTab.ESCALATED)).containsExactly(id);
        assertThat(jdbc.sql("select count(*) from audit.entry where action = 'task.escalated' and application_id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);

        assertRefused("review.notSenior", () -> takeAway.putBack(id, "Too long", scrutiny));
        assertRefused("review.reasonNeeded", () -> takeAway.putBack(id, " ", senior));
        takeAway.putBack(id, "Too long", senior);
        assertThat(queue.find(id).orElseThrow().assignedTo()).isNull();
        assertThat(listed(scrutiny, SCRUTINY, QueueTab.TO_DO)).contains(id);
        assertRefused("review.nobodyHasIt", () -> takeAway.putBack(id, "Again", senior));
    }

    @Test
    void atTheNextLevelTheStagesBeginAnew() {
        User scrutiny = reviewer(Role.SCRUTINY_OFFICER);
        ApplicationView app = submitted(50_000);
        takeTask.take(app.id(), scrutiny);
        clock.advance(Duration.ofDays(7));
        watch.run();
        assertThat(told(app.id(), "escalated_at")).isNotNull();
        decide.forward(app.id(), SUB_PANEL, null, version(app.id(), scrutiny), scrutiny);
        assertThat(told(app.id(), "escalated_at")).isNull();
        watch.run();
        assertThat(told(app.id(), "reminded_at")).isNull();
    }

    @Test
    void aHolidayMovesTheDueDatesOfOpenTasksAndTakingItAwayMovesThemBack() {
        User administrator = reviewer(Role.TRUST_ADMIN);
        User scrutiny = reviewer(Role.SCRUTINY_OFFICER);
        clock.setTo(LocalDate.of(2027, 3, 1));
        UUID id = submitted(10_000).id();
        takeTask.take(id, scrutiny);
        Instant due = queue.find(id).orElseThrow().dueAt();
        LocalDate day = LocalDate.of(2027, 3, 2);
        holidays.add(day, "A festival", "एक त्योहार", administrator);
        assertThat(queue.find(id).orElseThrow().dueAt()).isEqualTo(due.plus(Duration.ofDays(1)));
        assertRefused("review.holidayThere", () -> holidays.add(day, "A festival", "एक त्योहार", administrator));
        assertRefused("review.notAdministrator", () -> holidays.remove(day, scrutiny));
        holidays.remove(day, administrator);
        assertThat(queue.find(id).orElseThrow().dueAt()).isEqualTo(due);
        assertRefused("notFound", () -> holidays.remove(day, administrator));
        assertRefused(
                "review.holidayDay", () -> holidays.add(LocalDate.of(2027, 2, 28), "Yesterday", "कल", administrator));
    }

    @Test
    void lateIsForetoldFromTheMiddleOneOfTheLastHandlingTimes() {
        clock.setTo(LocalDate.of(2027, 10, 25));
        User scrutiny = reviewer(Role.SCRUTINY_OFFICER);
        List<ApplicationView> all = submitted(HandlingTimes.LAST + 1, 50_000);
        for (ApplicationView app : all.subList(0, HandlingTimes.LAST)) {
            takeTask.take(app.id(), scrutiny);
        }
        clock.advance(Duration.ofHours(4));
        for (ApplicationView app : all.subList(0, HandlingTimes.LAST)) {
            decide.forward(app.id(), SUB_PANEL, null, version(app.id(), scrutiny), scrutiny);
        }
        UUID open = all.getLast().id();
        HandlingTimes fresh = new HandlingTimes(jdbc, calendar, clock);
        assertThat(fresh.median(SCRUTINY)).contains(Duration.ofHours(4));
        assertThat(fresh.likelyLate(queue.find(open).orElseThrow())).isFalse();
        // 24 hours from Monday 10:00 end on Wednesday; at 17:00 that day 3 hours and more are gone
        Instant due = queue.find(open).orElseThrow().dueAt();
        clock.setTo(due.minus(Duration.ofHours(3)));
        assertThat(fresh.likelyLate(queue.find(open).orElseThrow())).isTrue();
        clock.setTo(due.plusSeconds(1));
        assertThat(fresh.likelyLate(queue.find(open).orElseThrow()))
                .as("it is late already")
                .isFalse();
    }

    @Test
    void theWeekIsSummedUpOncePerSeniorAndLevel() {
        User senior = reviewer(Role.SUB_PANEL_MEMBER);
        submitted(3, 10_000);
        clock.advance(Duration.ofDays(7));
        watch.run();
        sumUp.run();
        sumUp.run();
        assertThat(jdbc.sql("select waiting || ' ' || overdue from review.weekly_summary where employee_number = ?")
                        .param(senior.employeeNumber())
                        .query(String.class)
                        .list())
                .containsExactly("3 3");
        assertThat(sumUp.standings(senior)).singleElement().satisfies(standing -> {
            assertThat(standing.level()).isEqualTo(SCRUTINY);
            assertThat(standing.escalated()).isEqualTo(3);
        });
        assertRefused("review.notYourLevel", () -> sumUp.standings(reviewer(Role.SCRUTINY_OFFICER)));
    }

    /** Another way to reckon than the calendar's: one minute after the other. */
    private static Instant minuteByMinute(Instant from, int workingMinutes, Set<LocalDate> free) {
        ZonedDateTime moment = from.atZone(IndiaTime.ZONE);
        int left = workingMinutes;
        while (left > 0) {
            LocalTime time = moment.toLocalTime();
            boolean working = moment.getDayOfWeek() != DayOfWeek.SATURDAY
                    && moment.getDayOfWeek() != DayOfWeek.SUNDAY
                    && !free.contains(moment.toLocalDate())
                    && !time.isBefore(LocalTime.of(9, 30))
                    && time.isBefore(LocalTime.of(18, 0));
            moment = moment.plusMinutes(1);
            if (working) {
                left--;
            }
        }
        return moment.toInstant();
    }

    private @Nullable Instant told(UUID id, String column) {
        return jdbc.sql("select " + column + " from review.task where application_id = ? and " + column
                        + " is not null")
                .param(id)
                .query((row, _) -> TaskRows.required(row, column))
                .optional()
                .orElse(null);
    }

    private Callable<Boolean> watchAll() {
        return () -> {
            watch.run();
            return true;
        };
    }

    private static void assertRefused(String code, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
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
