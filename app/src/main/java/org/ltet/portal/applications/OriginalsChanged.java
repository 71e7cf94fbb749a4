package org.ltet.portal.applications;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Original papers were asked for, are not needed any more, arrived, or went back.
 *
 * @param number of the application
 * @param employeeNumber of the member
 * @param seq counts what happened to the letter's papers
 * @param complete nothing of the letter is awaited any more
 * @param askedBy employee number of the reviewer who asked
 * @param words for the member
 */
public record OriginalsChanged(
        UUID applicationId,
        String number,
        String employeeNumber,
        UUID letterId,
        String letterNumber,
        int seq,
        OriginalsEvent.Kind kind,
        boolean complete,
        String askedBy,
        @Nullable String words,
        Instant at) {}
