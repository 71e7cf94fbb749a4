package org.ltet.portal.applications;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ltet.portal.shared.IndiaTime;

/** How long the member of a sent-back application has, and when the portal reminds: counted in days of India; pure. */
public final class AnswerTime {

    private static final int MONTHS = 6;
    private static final int FORTNIGHT = 15;
    private static final int FORTNIGHTLY_REMINDERS = 4;
    private static final int FIRST_MONTHLY = 3;

    private AnswerTime() {}

    /** The day from which on it is too late. */
    public static LocalDate lapsesOn(Instant sentBack) {
        return IndiaTime.dateOf(sentBack).plusMonths(MONTHS);
    }

    /** Every 15 days for two months, then monthly. */
    static List<LocalDate> reminders(Instant sentBack) {
        LocalDate day = IndiaTime.dateOf(sentBack);
        return Stream.concat(
                        IntStream.rangeClosed(1, FORTNIGHTLY_REMINDERS)
                                .mapToObj(number -> day.plusDays((long) number * FORTNIGHT)),
                        IntStream.range(FIRST_MONTHLY, MONTHS).mapToObj(day::plusMonths))
                .toList();
    }

    /** How many reminders were due by this day. */
    static int remindersDue(Instant sentBack, LocalDate today) {
        return (int)
                reminders(sentBack).stream().filter(due -> !due.isAfter(today)).count();
    }
}
