package org.ltet.portal.payments.reports;

import java.time.LocalDate;
import java.time.YearMonth;
import org.ltet.portal.shared.Refused;

/** The days of a report, both ends included. */
public record Period(LocalDate from, LocalDate to) {

    /** A financial year, be it a leap year. */
    public static final int LONGEST = 366;

    public Period {
        if (to.isBefore(from)) {
            throw Refused.invalidField("to", "moneyReports.reversed");
        }
        if (to.isAfter(from.plusDays(LONGEST - 1))) {
            throw Refused.invalidField("to", "moneyReports.long", LONGEST);
        }
    }

    public static Period of(YearMonth month) {
        return new Period(month.atDay(1), month.atEndOfMonth());
    }

    boolean contains(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }
}
