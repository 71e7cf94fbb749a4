package org.ltet.portal.schemes;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a scheme as published; never changed afterwards, but its validity may be ended.
 *
 * @param number 1, 2, 3 ... within the scheme
 * @param validTo the last day, null while it is open-ended
 */
public record SchemeVersion(
        UUID id,
        String code,
        int number,
        SchemeDefinition definition,
        LocalDate validFrom,
        @Nullable LocalDate validTo) {

    public boolean validOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }
}
