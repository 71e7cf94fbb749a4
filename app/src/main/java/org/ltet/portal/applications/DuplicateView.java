package org.ltet.portal.applications;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bill or a file of an application that is also part of another one, or a bill that stands in it twice (APP-6).
 *
 * @param subjectId the line, or the document
 * @param otherId the other application, or this one; likewise its number: hidden from a member when it is another
 *     member's
 */
public record DuplicateView(
        Kind kind,
        UUID subjectId,
        @Nullable UUID otherId,
        @Nullable String otherNumber,
        boolean sameMember) {

    public enum Kind {
        BILL,
        /** The same file, byte for byte. */
        DOCUMENT,
        /** Looks like another photo of the same paper. */
        LOOK_ALIKE
    }

    /** Found in this application itself. */
    public boolean within(UUID applicationId) {
        return applicationId.equals(otherId);
    }

    DuplicateView asMemberSeesIt() {
        return sameMember ? this : new DuplicateView(kind, subjectId, null, null, false);
    }
}
