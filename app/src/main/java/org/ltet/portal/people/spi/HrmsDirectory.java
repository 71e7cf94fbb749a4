package org.ltet.portal.people.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The employer's HR system as a source of records. Calls go over the network: never inside a transaction. */
public interface HrmsDirectory {

    /**
     * Begins to read people, in a fixed order.
     *
     * @param modifiedFrom only those changed at or after this moment; everybody when null
     * @param cursor where an earlier reading of the same kind was cut off; the beginning when null
     * @throws HrmsUnavailable when the system does not answer, after repeated tries
     */
    HrmsReading read(@Nullable Instant modifiedFrom, @Nullable String cursor);
}
