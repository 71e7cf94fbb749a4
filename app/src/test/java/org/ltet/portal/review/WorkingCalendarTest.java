package org.ltet.portal.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ltet.portal.shared.IndiaTime;

@DisplayName("REV-7: working hours are 9:30 to 18:00 in India, Monday to Friday, holidays apart")
class WorkingCalendarTest {

    private static final LocalDate GANDHI_JAYANTI = LocalDate.of(2026, 10, 2);
    private static final LocalDate REPUBLIC_DAY = LocalDate.of(2026, 1, 26);

    private final WorkingCalendar calendar = new WorkingCalendar(Set.of(GANDHI_JAYANTI, REPUBLIC_DAY));

    @ParameterizedTest(name = "{0} and {1} hours end at {2}")
    @CsvSource({
        // 23 Nov 2026 is a Monday
        "2026-11-23T10:00, 1, 2026-11-23T11:00",
        "2026-11-23T09:30, 8.5, 2026-11-23T18:00",
        "2026-11-23T10:00, 8.5, 2026-11-24T10:00",
        "2026-11-23T06:15, 2, 2026-11-23T11:30",
        "2026-11-23T18:00, 1, 2026-11-24T10:30",
        "2026-11-23T23:59, 1, 2026-11-24T10:30",
        "2026-11-27T17:00, 2, 2026-11-30T10:30",
        "2026-11-28T12:00, 1, 2026-11-30T10:30",
        "2026-11-29T12:00, 0, 2026-11-30T09:30",
        // Friday 2 Oct is a holiday, so three days are off
        "2026-10-01T17:30, 1, 2026-10-05T10:00",
        "2026-10-01T17:30, 24, 2026-10-07T16:00",
        // Monday 26 Jan is a holiday
        "2026-01-23T17:00, 1.5, 2026-01-27T10:00",
        "2026-11-23T10:00, 24, 2026-11-25T17:00",
        "2026-11-23T10:00, 40, 2026-11-27T16:00"
    })
    void addsWorkingTime(LocalDateTime start, double hours, LocalDateTime end) {
        assertThat(calendar.plus(india(start), Duration.ofMinutes(Math.round(hours * 60))))
                .isEqualTo(india(end));
    }

    @Test
    void countsNothingOutsideWorkingHoursAndNeverBackwards() {
        assertThat(calendar.between(
                        india(LocalDateTime.parse("2026-11-27T18:00")), india(LocalDateTime.parse("2026-11-30T09:30"))))
                .isZero();
        assertThat(calendar.between(
                        india(LocalDateTime.parse("2026-11-25T12:00")), india(LocalDateTime.parse("2026-11-24T12:00"))))
                .isZero();
        assertThat(calendar.between(
                        india(LocalDateTime.parse("2026-10-01T12:00")), india(LocalDateTime.parse("2026-10-05T12:00"))))
                .isEqualTo(Duration.ofMinutes(6 * 60 + 150));
    }

    @Test
    void agreesOverAWholeYearWithCountingEveryMinute() {
        Instant instant = india(LocalDate.of(2026, 1, 1).atStartOfDay());
        Instant end = india(LocalDate.of(2027, 1, 1).atStartOfDay());
        assertThat(calendar.between(instant, end)).isEqualTo(byMinutes(instant, end));
        Random random = new Random(42);
        for (int i = 0; i < 300; i++) {
            Instant from = instant.plus(Duration.ofMinutes(random.nextInt(340 * 24 * 60)));
            Instant to = from.plus(Duration.ofMinutes(random.nextInt(20 * 24 * 60)));
            assertThat(calendar.between(from, to)).as("%s to %s", from, to).isEqualTo(byMinutes(from, to));
        }
    }

    @Test
    void endsWhereExactlySoMuchWorkingTimeHasPassedWheneverItStarts() {
        Random random = new Random(7);
        Instant year = india(LocalDate.of(2026, 1, 1).atStartOfDay());
        for (int i = 0; i < 2_000; i++) {
            Instant start = year.plus(Duration.ofMinutes(random.nextInt(365 * 24 * 60)));
            Duration span = Duration.ofMinutes(1 + random.nextInt(60 * 60));
            Instant end = calendar.plus(start, span);
            assertThat(calendar.between(start, end))
                    .as("%s plus %s", start, span)
                    .isEqualTo(span);
            LocalTime time = LocalTime.ofInstant(end, IndiaTime.ZONE);
            assertThat(calendar.isWorkingDay(IndiaTime.dateOf(end))).isTrue();
            assertThat(time).isBetween(WorkingCalendar.OPENS, WorkingCalendar.CLOSES);
        }
    }

    /** The plain way: a minute counts when it lies in working hours. */
    private static Duration byMinutes(Instant from, Instant to) {
        long minutes = 0;
        for (Instant minute = from; minute.isBefore(to); minute = minute.plusSeconds(60)) {
            LocalDateTime time = LocalDateTime.ofInstant(minute, IndiaTime.ZONE);
            LocalDate day = time.toLocalDate();
            boolean off = day.getDayOfWeek() == DayOfWeek.SATURDAY
                    || day.getDayOfWeek() == DayOfWeek.SUNDAY
                    || day.equals(GANDHI_JAYANTI)
                    || day.equals(REPUBLIC_DAY);
            int minuteOfDay = time.getHour() * 60 + time.getMinute();
            if (!off && minuteOfDay >= 9 * 60 + 30 && minuteOfDay < 18 * 60) {
                minutes++;
            }
        }
        return Duration.ofMinutes(minutes);
    }

    private static Instant india(LocalDateTime time) {
        return time.atZone(IndiaTime.ZONE).toInstant();
    }
}
