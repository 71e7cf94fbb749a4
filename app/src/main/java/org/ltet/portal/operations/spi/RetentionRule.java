package org.ltet.portal.operations.spi;

import java.time.Instant;
import org.ltet.portal.operations.Setting;

/**
 * How long one kind of record is kept (SEC-5). Contributed as a bean by the module that owns it; the nightly job asks it
 * to remove what is older, a few hundred at a time, each time in a transaction of its own. What is held stays: every rule
 * says so in its SQL.
 */
public interface RetentionRule {

    /** More are not counted. */
    int COUNTED = 100_000;

    /** The most that one transaction removes. */
    int BATCH = 500;

    /** "module.records"; its words are the messages {@code retention.<name>} and {@code retention.<name>.source}. */
    String name();

    /** After how many days. */
    Setting keptFor();

    /** How many are older and not held; at most {@link #COUNTED}. */
    long due(Instant before, Held held);

    /** Removes at most {@link #BATCH} of them. Answers how many, none only when nothing more is due. */
    int remove(Instant before, Held held);
}
