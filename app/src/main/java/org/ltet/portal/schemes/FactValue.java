package org.ltet.portal.schemes;

import java.math.BigDecimal;
import java.time.LocalDate;

/** The value of a fact, by the way it is compared. */
sealed interface FactValue {

    /** As findings carry it. */
    String text();

    /** One of a set of codes; true and false too. */
    record Code(String code) implements FactValue {
        @Override
        public String text() {
            return code;
        }
    }

    /** An exact decimal, as entered. */
    record Number(BigDecimal number) implements FactValue {
        @Override
        public String text() {
            return number.toPlainString();
        }
    }

    record Day(LocalDate day) implements FactValue {
        @Override
        public String text() {
            return day.toString();
        }
    }

    /**
     * The age of something on a day. "At most 25" ends with the 25th anniversary itself, "at least 3" begins with the
     * third; an anniversary of 29 February is 28 February in other years.
     */
    record Age(LocalDate since, LocalDate on) implements FactValue {

        LocalDate anniversary(int years) {
            return since.plusYears(years);
        }

        int wholeYears() {
            return Calendars.wholeYears(since, on);
        }

        @Override
        public String text() {
            return Integer.toString(wholeYears());
        }
    }
}
