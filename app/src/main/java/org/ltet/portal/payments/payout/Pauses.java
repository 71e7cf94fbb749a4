package org.ltet.portal.payments.payout;

import java.time.Duration;

/** How long the job leaves a payout alone. */
final class Pauses {

    /** What was paid may come back, what was given up may turn up: so long it is looked for, once a day. */
    static final Duration WATCHED = Duration.ofDays(10);

    private static final Duration DAILY = Duration.ofDays(1);
    private static final Duration FIRST_LOOK = Duration.ofMinutes(10);
    private static final Duration LONGEST_BETWEEN_LOOKS = Duration.ofHours(1);
    private static final Duration FIRST_AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Duration LONGEST_AFTER_FAILURE = Duration.ofMinutes(10);
    private static final int DOUBLINGS = 6;

    private Pauses() {}

    /** @param looks how often it was looked up in this state before */
    static Duration between(PayoutState state, int looks) {
        return switch (state) {
            case WAITING, SENT -> doubled(FIRST_LOOK, looks, LONGEST_BETWEEN_LOOKS);
            case PROCESSED, GIVEN_UP, FAILED, REVERSED, REFUSED -> DAILY;
        };
    }

    static Duration afterFailure(int looks) {
        return doubled(FIRST_AFTER_FAILURE, looks, LONGEST_AFTER_FAILURE);
    }

    private static Duration doubled(Duration first, int times, Duration longest) {
        Duration pause = first.multipliedBy(1L << Math.min(times, DOUBLINGS));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
