package org.ltet.portal.applications;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One move of an application.
 *
 * @param move name of a {@link Lifecycle.Move}, or START for the beginning of the draft
 * @param actor employee number and name of the person; hidden from members, who see the role
 * @param absent employee number and name of the colleague in whose place the person acted; hidden likewise
 * @param comment hidden from members unless it was meant for them
 */
public record TimelineEntry(
        int seq,
        String move,
        @Nullable Position from,
        Position to,
        Instant at,
        ActingRole role,
        @Nullable String actor,
        @Nullable String actorName,
        @Nullable String absent,
        @Nullable String absentName,
        @Nullable String reasonCode,
        @Nullable String comment,
        boolean forMember) {

    TimelineEntry asMemberSeesIt() {
        boolean own = role == ActingRole.MEMBER;
        return new TimelineEntry(
                seq,
                move,
                from,
                to,
                at,
                role,
                own ? actor : null,
                own ? actorName : null,
                null,
                null,
                forMember || own ? reasonCode : null,
                forMember || own ? comment : null,
                forMember);
    }
}
