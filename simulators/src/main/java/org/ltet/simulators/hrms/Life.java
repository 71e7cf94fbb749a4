package org.ltet.simulators.hrms;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ltet.simulators.hrms.Person.Status;

/** The dates of one working life, drawn so that they agree with each other. */
record Life(
        LocalDate born,
        LocalDate joined,
        @Nullable LocalDate ended,
        @Nullable LocalDate died,
        Status status) {

    /** Nobody is recorded later than this day: death, or the day the records describe. */
    LocalDate lastDay(LocalDate asOf) {
        return died == null ? asOf : died;
    }

    static Life draw(LocalDate asOf, RandomGenerator random) {
        int share = random.nextInt(100);
        if (share < 62) {
            return serving(asOf, random);
        }
        if (share < 95) {
            return retired(asOf, random);
        }
        return share < 98 ? diedInService(asOf, random) : left(asOf, random);
    }

    private static Life serving(LocalDate asOf, RandomGenerator random) {
        LocalDate born = asOf.minusDays(between(random, days(21), days(retirementAge(random)) - 60));
        LocalDate joined = joining(born, asOf.minusDays(30), random);
        return new Life(born, joined, null, null, Status.ACTIVE);
    }

    /** Employees retire on the last day of the month of their birthday. */
    private static Life retired(LocalDate asOf, RandomGenerator random) {
        int age = retirementAge(random);
        LocalDate born = asOf.minusYears(age).minusMonths(1).minusDays(between(random, 0, days(25)));
        LocalDate ended = born.plusYears(age).with(TemporalAdjusters.lastDayOfMonth());
        LocalDate joined = joining(born, ended.minusYears(8), random);
        return new Life(born, joined, ended, null, Status.RETIRED);
    }

    private static Life diedInService(LocalDate asOf, RandomGenerator random) {
        LocalDate died = asOf.minusDays(between(random, 30, days(10)));
        LocalDate born = died.minusDays(between(random, days(26), days(57)));
        LocalDate joined = joining(born, died.minusDays(200), random);
        return new Life(born, joined, died, died, Status.DECEASED);
    }

    private static Life left(LocalDate asOf, RandomGenerator random) {
        LocalDate ended = asOf.minusDays(between(random, 30, days(8)));
        LocalDate born = ended.minusDays(between(random, days(25), days(50)));
        LocalDate joined = joining(born, ended.minusDays(365), random);
        return new Life(born, joined, ended, null, Status.LEFT);
    }

    /** Between the 18th birthday and the age of 36, most before 28, and not after the given day. */
    private static LocalDate joining(LocalDate born, LocalDate latest, RandomGenerator random) {
        LocalDate earliest = born.plusYears(18).plusDays(30);
        int span = random.nextInt(4) == 0 ? days(18) : days(9);
        int available = (int) ChronoUnit.DAYS.between(earliest, latest);
        return earliest.plusDays(random.nextInt(Math.min(span, available)));
    }

    private static int retirementAge(RandomGenerator random) {
        int share = random.nextInt(10);
        return share < 7 ? 58 : share < 9 ? 60 : 59;
    }

    static int between(RandomGenerator random, int from, int to) {
        return random.nextInt(from, to);
    }

    static int days(int years) {
        return (int) Math.floor(years * 365.25);
    }
}
