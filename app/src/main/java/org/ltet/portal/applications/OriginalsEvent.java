package org.ltet.portal.applications;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to papers of a letter.
 *
 * @param positions of the papers
 * @param on the day on which it happened, which may be before it was written down
 * @param actor employee number, with the name; empty for members
 */
public record OriginalsEvent(
        Kind kind,
        List<Integer> positions,
        Instant at,
        LocalDate on,
        String actor,
        String actorName,
        @Nullable String location,
        Original.@Nullable ReturnMode mode,
        @Nullable String reference,
        @Nullable String words) {

    public OriginalsEvent {
        positions = List.copyOf(positions);
    }

    public enum Kind {
        ASKED,
        CANCELLED,
        ARRIVED,
        /** To another place in the office. */
        MOVED,
        RETURNED
    }

    OriginalsEvent asMemberSeesIt() {
        return new OriginalsEvent(kind, positions, at, on, "", "", null, mode, reference, words);
    }
}
