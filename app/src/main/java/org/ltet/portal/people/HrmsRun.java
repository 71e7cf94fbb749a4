package org.ltet.portal.people;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One synchronisation with the HR system.
 *
 * @param requestedBy employee number, or the job's name
 * @param since a delta reads what changed at or after this moment
 * @param watermark from where the next delta goes on, once this run is completed
 * @param cursor the page to go on with, where the run was cut off
 * @param membersRead records received, the rejected ones among them
 * @param error why it failed, in words for an administrator
 */
public record HrmsRun(
        UUID id,
        Kind kind,
        State state,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant since,
        @Nullable Instant watermark,
        @Nullable String cursor,
        int membersRead,
        int added,
        int changed,
        int rejected,
        @Nullable String error) {

    public enum Kind {
        FULL,
        DELTA
    }

    public enum State {
        REQUESTED,
        RUNNING,
        COMPLETED,
        FAILED,
        /** The node that ran it died; the next run of its kind goes on from there. */
        INTERRUPTED
    }

    public boolean ended() {
        return endedAt != null;
    }
}
