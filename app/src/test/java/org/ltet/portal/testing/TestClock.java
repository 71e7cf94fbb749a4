package org.ltet.portal.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.ltet.portal.shared.IndiaTime;

/** A clock that tests set and move; it stands still in between. */
public final class TestClock extends Clock {

    /** A Monday, ten in the morning in India. */
    public static final Instant START = Instant.parse("2026-11-23T04:30:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    public void reset() {
        now.set(START);
    }

    public void setTo(Instant instant) {
        now.set(instant);
    }

    /** Ten in the morning of that day in India. */
    public void setTo(LocalDate day) {
        now.set(day.atTime(LocalTime.of(10, 0)).atZone(IndiaTime.ZONE).toInstant());
    }

    public void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
