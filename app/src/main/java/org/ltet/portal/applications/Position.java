package org.ltet.portal.applications;

import org.jspecify.annotations.Nullable;

/** A state together with the review level, which exactly the states under review and sent back carry. */
public record Position(ApplicationState state, @Nullable ReviewLevel level) {

    public Position {
        if (state.hasLevel() != (level != null)) {
            throw new IllegalArgumentException(state + " with level " + level);
        }
    }

    public static Position at(ApplicationState state) {
        return new Position(state, null);
    }

    public static Position underReview(ReviewLevel level) {
        return new Position(ApplicationState.UNDER_REVIEW, level);
    }

    public static Position sentBack(ReviewLevel level) {
        return new Position(ApplicationState.SENT_BACK, level);
    }

    @Override
    public String toString() {
        return level == null ? state.name() : state + "(" + level + ")";
    }
}
