package org.ltet.portal.operations.spi;

/**
 * Hears what a transaction on any node told all nodes by {@code pg_notify}, a moment after it was committed. What is
 * kept in memory is thrown away then, instead of waiting for its time to run out.
 */
public interface NoticeListener {

    /** Lower case letters and underscores. */
    String channel();

    void heard(String notice);

    /** The line to the database is new: what was told before was not heard. */
    void mayHaveMissed();
}
