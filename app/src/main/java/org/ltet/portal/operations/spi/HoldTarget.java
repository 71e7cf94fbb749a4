package org.ltet.portal.operations.spi;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds what a legal hold can lie on. Contributed as a bean by each module that has such things. */
public interface HoldTarget {

    /**
     * One of the two is there.
     *
     * @param label how people name it
     */
    record Found(@Nullable String employeeNumber, @Nullable UUID applicationId, String label) {}

    /** @param typed an employee number, or the number of an application */
    Optional<Found> find(String typed);
}
