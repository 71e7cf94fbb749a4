package org.ltet.portal.review;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The place of a task in the order of its queue: the moment it is sorted by, then its id.
 *
 * @param risk by which a list of risks is sorted before that, the highest having the least number; none in others
 */
record QueueKey(@Nullable Integer risk, Instant at, UUID id) {

    private static final Pattern TEXT =
            Pattern.compile("(?:(-?\\d{1,3})~)?(\\d{1,16})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");
    private static final long MICROS = 1_000_000;

    /** Empty for anything that is no key: then the list starts from its beginning. */
    static Optional<QueueKey> parse(@Nullable String text) {
        Matcher matcher = TEXT.matcher(text == null ? "" : text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long micros = Long.parseLong(matcher.group(2));
        return Optional.of(new QueueKey(
                matcher.group(1) == null ? null : Integer.valueOf(matcher.group(1)),
                Instant.ofEpochSecond(micros / MICROS, micros % MICROS * 1_000),
                UUID.fromString(matcher.group(3))));
    }

    @Override
    public String toString() {
        return (risk == null ? "" : risk + "~") + (at.getEpochSecond() * MICROS + at.getNano() / 1_000) + "-" + id;
    }
}
