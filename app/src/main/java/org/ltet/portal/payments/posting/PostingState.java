package org.ltet.portal.payments.posting;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a posting stands. */
public enum PostingState {
    /** It is told until the accounting system says its document number. */
    WAITING,
    POSTED,
    /** The accounting system refused it: a person mends the cause and has it told again. */
    FAILED;

    public static Optional<PostingState> read(@Nullable String name) {
        return Stream.of(values()).filter(state -> state.name().equals(name)).findFirst();
    }
}
