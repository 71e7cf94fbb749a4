package org.ltet.portal.payments.reports;

/** How long ago, in days, something was sanctioned that is not paid yet. */
public enum AgeBand {
    WEEK(0, 7),
    FORTNIGHT(8, 15),
    MONTH(16, 30),
    TWO_MONTHS(31, 60),
    QUARTER(61, 90),
    LONGER(91, Integer.MAX_VALUE);

    private final int least;
    private final int most;

    AgeBand(int least, int most) {
        this.least = least;
        this.most = most;
    }

    public int least() {
        return least;
    }

    public int most() {
        return most;
    }
}
