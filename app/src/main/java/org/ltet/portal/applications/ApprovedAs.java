package org.ltet.portal.applications;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * What was approved of an application, and whether the application still is that.
 *
 * @param differences what is not as it was signed: codes of {@code applications.difference.*}; empty when verified
 */
public record ApprovedAs(
        UUID applicationId, Standing standing, @Nullable Money amount, List<String> differences) {

    public enum Standing {
        /** On record, signed, and the application is still the same. */
        VERIFIED,
        /** Approved before decisions were kept with a signature. */
        BEFORE_RECORDS,
        /** Not as it was signed, or nothing is on record. */
        DIFFERENT
    }

    public ApprovedAs {
        differences = List.copyOf(differences);
    }

    public boolean payable() {
        return standing != Standing.DIFFERENT;
    }
}
