package org.ltet.portal.shared;

import java.time.LocalDate;
import java.time.Month;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The trust's year, 1 April to 31 March, known by the calendar year in which it starts. */
public record FinancialYear(int startYear) implements Comparable<FinancialYear> {

    private static final Pattern LABEL = Pattern.compile("(?:FY)?(\\d{4})-(\\d{2})");

    public static FinancialYear of(LocalDate date) {
        return new FinancialYear(date.getMonth().compareTo(Month.APRIL) >= 0 ? date.getYear() : date.getYear() - 1);
    }

    /** Reads "FY2026-27" or "2026-27". */
    public static FinancialYear parse(String text) {
        Matcher matcher = LABEL.matcher(text);
        if (matcher.matches()) {
            FinancialYear year = new FinancialYear(Integer.parseInt(matcher.group(1)));
            if (year.label().endsWith(matcher.group(2))) {
                return year;
            }
        }
        throw new IllegalArgumentException("Not a financial year like FY2026-27: " + text);
    }

    public LocalDate firstDay() {
        return LocalDate.of(startYear, Month.APRIL, 1);
    }

    public LocalDate lastDay() {
        return LocalDate.of(startYear + 1, Month.MARCH, 31);
    }

    public boolean contains(LocalDate date) {
        return of(date).equals(this);
    }

    public FinancialYear plusYears(int years) {
        return new FinancialYear(startYear + years);
    }

    /** "2026-27", as in application numbers. */
    public String label() {
        return "%d-%02d".formatted(startYear, (startYear + 1) % 100);
    }

    @Override
    public int compareTo(FinancialYear other) {
        return Integer.compare(startYear, other.startYear);
    }

    @Override
    public String toString() {
        return "FY" + label();
    }
}
