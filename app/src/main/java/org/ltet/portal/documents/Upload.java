package org.ltet.portal.documents;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way.
 *
 * @param purpose what its owner makes of it, in the owner's words
 * @param length of the whole file, and {@code received}: how much of it is there
 * @param documentId what became of it, once it was taken
 * @param problem why it was refused, once it was
 * @param expiresAt when it is forgotten, unless more of it arrives
 */
public record Upload(
        UUID id,
        DocumentOwner owner,
        String purpose,
        String type,
        String fileName,
        long length,
        long received,
        State state,
        @Nullable UUID documentId,
        @Nullable Problem problem,
        String begunBy,
        Instant expiresAt) {

    public enum State {
        /** More is to come, or all is there and it is being looked into. */
        OPEN,
        /** It became a document. */
        TAKEN,
        REFUSED
    }

    /** Why it was refused, as of {@link org.ltet.portal.shared.Refused}. */
    public record Problem(String code, List<String> arguments) {}

    public boolean isWhole() {
        return received == length;
    }
}
