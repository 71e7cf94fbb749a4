package org.ltet.portal.applications.spi;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Tells by when the level that has an application should have decided; implemented where the queues are kept. */
public interface DueDates {

    /** Only applications that wait for a level are in the answer. */
    Map<UUID, Instant> of(Collection<UUID> applicationIds);
}
