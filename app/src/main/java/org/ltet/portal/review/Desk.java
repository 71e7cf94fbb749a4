package org.ltet.portal.review;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.identity.User;

/**
 * Where a reviewer works: at the own desk, or for a time at that of a colleague on leave, with the colleague's authority
 * and no more.
 *
 * @param absent the colleague; none at the own desk
 * @param until the last day at the colleague's desk
 */
public record Desk(
        User user,
        ReviewLevel level,
        @Nullable User absent,
        @Nullable LocalDate until) {

    public static Desk own(User user, ReviewLevel level) {
        return new Desk(user, level, null, null);
    }

    /** Whose role and scope count here. */
    public User authority() {
        return absent == null ? user : absent;
    }

    /** Employee number of the colleague on leave. */
    public @Nullable String heldFor() {
        return absent == null ? null : absent.employeeNumber();
    }

    boolean covers(ReviewTask task) {
        return task.level() == level
                && authority().has(ReviewLevels.role(level), task.ic(), task.region(), task.schemeCode());
    }

    /** Either of the two acted on it at another level. */
    boolean actedElsewhere(ReviewTask task) {
        String colleague = heldFor();
        return task.actedElsewhere(user.employeeNumber()) || (colleague != null && task.actedElsewhere(colleague));
    }
}
