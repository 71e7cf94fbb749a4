package org.ltet.portal.review;

import java.time.Duration;

/**
 * How much of its working time a level has used for an application (REV-7). Pure.
 *
 * @param allowed to the level, as the scheme version says
 * @param left until it is due; zero when it is past
 */
record Deadline(Duration allowed, Duration left) {

    /** Each stage follows the one before. */
    enum Stage {
        ON_TIME,
        REMINDED,
        WARNED,
        ESCALATED
    }

    /**
     * @param remindAt percentage of the allowed time after which whoever has it is reminded
     * @param warnAt percentage after which they are warned
     */
    Stage stage(long remindAt, long warnAt) {
        if (!left.isPositive()) {
            return Stage.ESCALATED;
        }
        long used = allowed.minus(left).toSeconds() * 100;
        if (used >= warnAt * allowed.toSeconds()) {
            return Stage.WARNED;
        }
        return used >= remindAt * allowed.toSeconds() ? Stage.REMINDED : Stage.ON_TIME;
    }
}
