package org.ltet.portal.people;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.spi.Erasure;
import org.ltet.portal.operations.spi.LegalGround;

/**
 * What a member asked for about the own data (PRO-5).
 *
 * @param assignedTo employee number of who looks after it
 * @param ground why it was refused
 * @param erasure of a completed erasure, what went and what stays
 * @param exportDocument of a completed export, the file, until it expires
 */
public record DataRequest(
        UUID id,
        UUID memberId,
        String employeeNumber,
        String name,
        Kind kind,
        State state,
        int version,
        Instant receivedAt,
        LocalDate dueOn,
        @Nullable String assignedTo,
        @Nullable Instant closedAt,
        @Nullable LegalGround ground,
        List<Erasure> erasure,
        @Nullable UUID exportDocument,
        @Nullable Instant exportUntil,
        List<Step> steps) {

    /** By the sections of the Digital Personal Data Protection Act 2023. */
    public enum Kind {
        /** Section 11: what is kept, and a copy of it. */
        ACCESS,
        /** Section 12: something is wrong or missing. */
        CORRECTION,
        /** Section 12: what need not be kept is to go. */
        ERASURE,
        /** Section 13: something went wrong with the data. */
        GRIEVANCE,
        /** Section 14: who acts for the member after death or in incapacity. */
        NOMINATION;

        public static Optional<Kind> read(String name) {
            return Stream.of(values())
                    .filter(kind -> kind.name().equalsIgnoreCase(name))
                    .findFirst();
        }
    }

    public enum State {
        RECEIVED,
        IN_HAND,
        /** Back with the member, who was asked something. */
        ASKED,
        COMPLETED,
        REFUSED,
        WITHDRAWN;

        public boolean closed() {
            return this == COMPLETED || this == REFUSED || this == WITHDRAWN;
        }
    }

    /** One thing that happened. */
    public enum What {
        RECEIVED,
        TAKEN,
        ASKED,
        ANSWERED,
        COMPLETED,
        REFUSED,
        WITHDRAWN,
        EXPORT_DELETED
    }

    public record Step(
            What what, Instant at, String by, @Nullable String words) {}

    public boolean overdue(LocalDate today) {
        return !state.closed() && today.isAfter(dueOn);
    }

    /** Whether there is a file to be fetched at this moment. */
    public boolean ready(Instant now) {
        return exportDocument != null && exportUntil != null && now.isBefore(exportUntil);
    }
}
