package org.ltet.portal.people.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One pass over the HR system's people, page by page. */
public interface HrmsReading {

    /** The HR system's own time when the reading began: what changes later is the next delta's. */
    Instant startedAt();

    /**
     * The next page, null after the last.
     *
     * @throws HrmsUnavailable when the system does not answer, after repeated tries
     */
    @Nullable
    HrmsPage nextPage();
}
