package org.ltet.portal.review;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import org.ltet.portal.shared.IndiaTime;

/**
 * The hours in which the trust works: 9:30 to 18:00 in India, Monday to Friday, holidays apart (REV-7). Pure.
 *
 * @param holidays days off beside Saturdays and Sundays
 */
public record WorkingCalendar(Set<LocalDate> holidays) {

    static final LocalTime OPENS = LocalTime.of(9, 30);
    static final LocalTime CLOSES = LocalTime.of(18, 0);

    public WorkingCalendar {
        holidays = Set.copyOf(holidays);
    }

    public boolean isWorkingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !holidays.contains(day);
    }

    /**
     * The moment at which so much working time has passed since {@code start}. A span that ends with the working day
     * ends at its last moment, not at the first one of the next day.
     */
    public Instant plus(Instant start, Duration workingTime) {
        if (workingTime.isNegative()) {
            throw new IllegalArgumentException("Working time runs forward: " + workingTime);
        }
        Duration left = workingTime;
        LocalDate day = IndiaTime.dateOf(start);
        Instant from = start;
        while (true) {
            Duration today = left(day, from);
            if (today.compareTo(left) >= 0 && !today.isZero()) {
                return later(from, at(day, OPENS)).plus(left);
            }
            left = left.minus(today);
            day = day.plusDays(1);
            from = at(day, OPENS);
        }
    }

    /** Working time from one moment to a later one; zero when {@code to} is not later. */
    public Duration between(Instant from, Instant to) {
        Duration sum = Duration.ZERO;
        LocalDate last = IndiaTime.dateOf(to);
        for (LocalDate day = IndiaTime.dateOf(from); !day.isAfter(last); day = day.plusDays(1)) {
            if (isWorkingDay(day)) {
                Instant begin = later(from, at(day, OPENS));
                Instant end = earlier(to, at(day, CLOSES));
                if (end.isAfter(begin)) {
                    sum = sum.plus(Duration.between(begin, end));
                }
            }
        }
        return sum;
    }

    private Duration left(LocalDate day, Instant from) {
        return isWorkingDay(day) ? between(from, at(day, CLOSES)) : Duration.ZERO;
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(IndiaTime.ZONE).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
