package org.ltet.portal.documents;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * How far the reading of a document has come, and what it gave.
 *
 * @param defects what makes the photo hard to read, as BLURRED
 */
public record Reading(UUID documentId, State state, DocumentKind kind, List<ReadField> fields, Set<Defect> defects) {

    public enum State {
        /** Waits for its turn, or is being read. */
        WAITING,
        READ,
        /** It could not be opened as a page, or took more time or memory than is given to one document. */
        UNREADABLE
    }

    /** What can be amiss with a photo. */
    public enum Defect {
        BLURRED,
        DARK,
        GLARE,
        CUT_OFF,
        TOO_SMALL,
        NOTHING_READ
    }

    public boolean waits() {
        return state == State.WAITING;
    }

    public Optional<ReadField> field(ReadField.Name name) {
        return fields.stream().filter(field -> field.name() == name).findFirst();
    }

    /** Whether something was read here that is wrong too often to be believed. */
    public boolean doubtful(ReadField.Name name) {
        return field(name)
                .filter(field -> field.surety() == ReadField.Surety.DOUBTFUL)
                .isPresent();
    }

    /** Whether it was read, and each of these fields without doubt. */
    public boolean certain(Collection<ReadField.Name> names) {
        return state == State.READ
                && names.stream()
                        .allMatch(name -> field(name)
                                .filter(field -> field.surety() != ReadField.Surety.DOUBTFUL)
                                .isPresent());
    }
}
