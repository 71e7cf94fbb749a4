package org.ltet.portal.review;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;

/** Which role works at which level. */
public final class ReviewLevels {

    private ReviewLevels() {}

    public static Role role(ReviewLevel level) {
        return Role.valueOf(level.role().name());
    }

    /** The level that people at this one look after: what is late there is escalated to them. */
    public static Optional<ReviewLevel> below(ReviewLevel level) {
        return Seniors.below(level);
    }

    /** The levels at which the user works, in the order in which applications climb them. */
    public static List<ReviewLevel> of(User user) {
        return Arrays.stream(ReviewLevel.values())
                .filter(level -> user.has(role(level)))
                .toList();
    }
}
