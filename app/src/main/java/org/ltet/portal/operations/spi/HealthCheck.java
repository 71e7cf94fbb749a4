package org.ltet.portal.operations.spi;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One thing that the portal needs, or work that must not lie about; contributed as a bean by the module that knows it. */
public interface HealthCheck {

    /** What was found. */
    enum State {
        GOOD,
        /** Work waits longer than it should: people do not notice yet. */
        LATE,
        /** It does not answer, or work has waited so long that people notice. */
        BROKEN,
        /** Not set up here. */
        UNUSED
    }

    /**
     * How long something waits or was not done, for figures and for words in any language.
     *
     * @param duration null where nothing waits, or it never was done
     * @param late from which age on it is late
     */
    record Age(Kind kind, @Nullable Duration duration, Duration late) {

        public enum Kind {
            WAITING,
            DONE
        }
    }

    /**
     * @param found what is so, without secrets or personal data
     * @param wanted what should be so; empty where any answer will do
     * @param age where it is an age that was looked at
     */
    record Finding(
            State state,
            String found,
            String wanted,
            @Nullable Age age) {

        private static final int LONGEST = 200;

        public Finding(State state, String found, String wanted) {
            this(state, found, wanted, null);
        }

        /** One line each, so that a program finds its way in the table. */
        public Finding {
            found = onOneLine(found);
            wanted = onOneLine(wanted);
        }

        private static String onOneLine(String text) {
            String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
            return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
        }

        public static Finding good(String found) {
            return new Finding(State.GOOD, found, "");
        }

        public static Finding unused(String found) {
            return new Finding(State.UNUSED, found, "");
        }

        /** @param oldest since when the oldest waits; null where nothing does */
        public static Finding waiting(@Nullable Instant oldest, Instant now, Duration late, Duration broken) {
            Duration age = oldest == null || oldest.isAfter(now) ? Duration.ZERO : Duration.between(oldest, now);
            State state = age.compareTo(broken) > 0 ? State.BROKEN : age.compareTo(late) > 0 ? State.LATE : State.GOOD;
            return new Finding(
                    state,
                    oldest == null ? "nothing waits" : "oldest waits " + inWords(age),
                    "at most " + inWords(late),
                    new Age(Age.Kind.WAITING, oldest == null ? null : age, late));
        }

        /** @param last when it was done last; null where it never was */
        public static Finding done(@Nullable Instant last, Instant now, Duration late, Duration broken) {
            if (last == null) {
                return new Finding(
                        State.LATE, "never done", "within " + inWords(late), new Age(Age.Kind.DONE, null, late));
            }
            Duration age = Duration.between(last, now);
            State state = age.compareTo(broken) > 0 ? State.BROKEN : age.compareTo(late) > 0 ? State.LATE : State.GOOD;
            return new Finding(
                    state, inWords(age) + " ago", "within " + inWords(late), new Age(Age.Kind.DONE, age, late));
        }

        private static String inWords(Duration duration) {
            if (duration.toDays() >= 2) {
                return duration.toDays() + " d";
            }
            if (duration.toHours() >= 2) {
                return duration.toHours() + " h";
            }
            return duration.toMinutes() >= 2 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
        }
    }

    /** @param name as "database"; unique */
    static HealthCheck of(String name, Callable<Finding> look) {
        return new HealthCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Finding look() throws Exception {
                return look.call();
            }
        };
    }

    /** The one moment that a query of "min" or "max" gives; null where there are no rows. */
    static @Nullable Instant moment(JdbcClient.StatementSpec query) {
        return query.query((row, index) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }

    /** As "database"; unique. */
    String name();

    /** Looks, within seconds and changing nothing that people see. What is thrown counts as broken. */
    Finding look() throws Exception;
}
