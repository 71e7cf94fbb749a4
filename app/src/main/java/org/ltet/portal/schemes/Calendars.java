package org.ltet.portal.schemes;

import java.time.LocalDate;
import java.time.Month;

/** Reckoning of years as the trust means it. */
final class Calendars {

    private Calendars() {}

    /** Anniversaries passed; that of 29 February is 28 February in other years. Negative before the first day. */
    static int wholeYears(LocalDate from, LocalDate to) {
        int years = to.getYear() - from.getYear();
        return from.plusYears(years).isAfter(to) ? years - 1 : years;
    }

    /** The calendar year in which the academic year (June to May) of a day began. */
    static int academicYear(LocalDate day) {
        return day.getMonth().compareTo(Month.JUNE) >= 0 ? day.getYear() : day.getYear() - 1;
    }
}
