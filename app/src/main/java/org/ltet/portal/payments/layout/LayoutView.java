package org.ltet.portal.payments.layout;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version of the layout as screens and programs see it.
 *
 * @param number none of what the configuration said
 * @param version of the row, for the one who changes it
 * @param editors who wrote it: none of them puts it in force
 * @param reason what is changed and why, in the words of who handed it in
 */
public record LayoutView(
        UUID id,
        @Nullable Integer number,
        LayoutState state,
        int version,
        LayoutDefinition definition,
        List<String> editors,
        Instant startedAt,
        @Nullable Act submitted,
        @Nullable String reason,
        @Nullable String sentBackBy,
        @Nullable String sentBackWhy,
        @Nullable Act inForce,
        @Nullable Act ended) {

    /** Employee number of who did it, and when. */
    public record Act(String by, Instant at) {}

    /** As a form knows it that was read earlier. */
    public LayoutView withVersion(int read) {
        return new LayoutView(
                id,
                number,
                state,
                read,
                definition,
                editors,
                startedAt,
                submitted,
                reason,
                sentBackBy,
                sentBackWhy,
                inForce,
                ended);
    }
}
