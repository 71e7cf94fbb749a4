package org.ltet.portal.review;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param next where the following page starts, null on the last one */
public record QueuePage(List<ReviewTask> tasks, @Nullable String next) {

    public QueuePage {
        tasks = List.copyOf(tasks);
    }
}
