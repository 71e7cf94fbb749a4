package org.ltet.portal.review;

import java.util.UUID;

/**
 * A part of the queue, narrowed, that a reviewer keeps under a name (REV-1).
 *
 * @param place 1 to 9: the digit that picks it
 * @param preferred shown when the queue is opened without any choice
 */
public record SavedFilter(UUID id, int place, String name, boolean preferred, QueueTab tab, QueueFilter filter) {

    /** What is kept. */
    public record Wish(String name, boolean preferred, QueueTab tab, QueueFilter filter) {}
}
